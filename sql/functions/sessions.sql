-- Who may act in which session, and how sessions begin and end.

-- Until when a session lives that was used now. A worker says for how many hours, and not for ever.
CREATE FUNCTION lives_until(p_hours int) RETURNS timestamptz
LANGUAGE sql STABLE AS $$ SELECT now() + make_interval(hours => least(greatest(p_hours, 1), 87600)) $$;

-- Who asks: the session, when a live credential of its party came with the request. A session id
-- that does not exist and a credential that is not its party's are told alike. Locks the party
-- (and another, where the caller will touch both) and counts as a sign of life.
CREATE FUNCTION enter(p_sid text, p_credentials bytea[], p_hours int, p_other text DEFAULT NULL,
                      p_ended_too boolean DEFAULT false) RETURNS session
LANGUAGE plpgsql AS $$
DECLARE
    v_session session;
    v_live    boolean;
BEGIN
    SELECT s.* INTO v_session FROM session s WHERE s.sid = p_sid;
    SELECT bool_or(NOT c.ended AND c.expires > now()) INTO v_live
    FROM credential c WHERE c.party = v_session.party AND c.hash = ANY (p_credentials);
    IF v_live IS NULL THEN
        PERFORM refuse('403', 'not_yours');
    END IF;
    PERFORM lock_parties(v_session.party, p_other);
    SELECT s.* INTO v_session FROM session s WHERE s.sid = p_sid;
    IF NOT v_live OR v_session.sid IS NULL OR v_session.expires <= now()
       OR (v_session.ended AND NOT p_ended_too)
       OR EXISTS (SELECT FROM party p WHERE p.id = v_session.party AND p.locked) THEN
        PERFORM refuse_ended(CASE WHEN v_live THEN p_sid END);
    END IF;
    PERFORM refuse_stale(v_session.party);
    UPDATE session SET alive_until = now() + silence(), expires = lives_until(p_hours)
    WHERE sid = p_sid AND NOT ended RETURNING * INTO v_session;
    IF NOT FOUND THEN
        SELECT s.* INTO v_session FROM session s WHERE s.sid = p_sid;
    END IF;
    -- A credential lives as long as it is used; its row is written once an hour at most.
    UPDATE credential SET expires = lives_until(p_hours + 1)
    WHERE hash = ANY (p_credentials) AND party = v_session.party AND NOT ended AND expires < lives_until(p_hours);
    RETURN v_session;
END $$;

-- The interruption that suspends a session, if any. A queued one is itself "suspended" by the one
-- before it: its turn has not come.
CREATE FUNCTION suspended_by(p_session session) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT i.sid FROM interruption i JOIN session s USING (sid)
    WHERE i.interrupts = p_session.sid AND i.state IN ('ringing', 'open')
      AND NOT s.ended AND s.expires > now()
    UNION ALL
    SELECT (attention(p_session.party)).sid
    WHERE EXISTS (SELECT FROM interruption q WHERE q.sid = p_session.sid AND q.state = 'queued')
    LIMIT 1
$$;

-- So many sessions of one party are served at once; the one that was not looked at for the longest time makes room.
CREATE FUNCTION sessions_max() RETURNS int
LANGUAGE sql IMMUTABLE AS $$ SELECT 100 $$;

CREATE FUNCTION new_session(p_party text, p_sid text, p_hours int, p_server text) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO session (sid, party, server, alive_until, expires)
    VALUES (p_sid, p_party, coalesce(p_server, ''), now() + silence(), lives_until(p_hours));
    UPDATE session SET ended = true, ended_by = 'too_many_sessions' WHERE sid IN (
        SELECT s.sid FROM session s
        WHERE s.party = p_party AND NOT s.ended AND s.sid <> p_sid
          AND NOT EXISTS (SELECT FROM interruption i WHERE i.sid = s.sid)
        ORDER BY s.shown DESC OFFSET sessions_max() - 1)
$$;

-- What an event stream may have missed: the interruption that suspends this session.
CREATE FUNCTION pending(p_sid text, p_credentials bytea[], p_hours int, p_ring_seconds int, p_shown boolean)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_session   session := enter(p_sid, p_credentials, p_hours);
    v_push      jsonb;
    v_suspended text;
BEGIN
    IF p_shown THEN
        UPDATE session SET shown = now() WHERE sid = p_sid;
    END IF;
    v_push := settle(v_session.party, p_ring_seconds);
    v_suspended := suspended_by(v_session);
    RETURN jsonb_build_object('interrupted', v_suspended, 'push', v_push, 'from',
        (SELECT sender_of(m) FROM interruption i JOIN message m ON m.id = i.message WHERE i.sid = v_suspended));
END $$;

-- Logging out ends every session and every credential of the party. Nobody is there any more, so
-- what rings or waits in the queue goes to the mailbox.
CREATE FUNCTION logout(p_sid text, p_credentials bytea[], p_hours int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_session session := enter(p_sid, p_credentials, p_hours, NULL, true);
BEGIN
    RETURN jsonb_build_object('push', show_out(v_session.party));
END $$;

-- Ends all that a party has open, and returns what is to be pushed. The caller holds the party's lock.
CREATE FUNCTION show_out(p_party text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    v_push jsonb := '[]';
    v_over text;
BEGIN
    FOR v_over IN SELECT sid FROM interruption
                  WHERE party = p_party AND state IN ('queued', 'ringing') LOOP
        v_push := v_push || end_interruption(v_over);
    END LOOP;
    UPDATE interruption SET state = 'closed' WHERE party = p_party AND state = 'open';
    SELECT v_push || coalesce(jsonb_agg(jsonb_build_object('event', 'close', 'channel', channel, 'server', server)), '[]')
    INTO v_push FROM session JOIN stream USING (sid) WHERE party = p_party AND NOT ended;
    UPDATE session SET ended = true, alive_until = now() WHERE party = p_party AND NOT ended;
    UPDATE credential SET ended = true WHERE party = p_party AND NOT ended;
    RETURN v_push;
END $$;

GRANT EXECUTE ON FUNCTION
    pending(text, bytea[], int, int, boolean),
    logout(text, bytea[], int)
TO pageboy_web;

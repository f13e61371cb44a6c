-- What interrupts whom: ringing, the queue, and the way back.

-- The interruption that has a party's attention: it rings, or it is open in a window that is alive.
CREATE FUNCTION attention(p_party text) RETURNS interruption
LANGUAGE sql STABLE AS $$
    SELECT i.* FROM interruption i JOIN session s USING (sid)
    WHERE i.party = p_party AND NOT s.ended AND s.expires > now()
      AND (i.state = 'ringing' OR i.state = 'open' AND s.alive_until > now())
    ORDER BY i.position LIMIT 1
$$;

CREATE FUNCTION next_in_queue(p_party text) RETURNS interruption
LANGUAGE sql STABLE AS $$
    SELECT i.* FROM interruption i
    WHERE i.party = p_party AND i.state = 'queued'
    ORDER BY i.urgent DESC, i.position LIMIT 1
$$;

-- How long one rings. A worker says so, and not for longer than a day.
CREATE FUNCTION rings_until(p_seconds int) RETURNS timestamptz
LANGUAGE sql STABLE AS $$ SELECT now() + make_interval(secs => least(greatest(p_seconds, 1), 86400)) $$;

-- An interruption is on the server of the session that it interrupts: that is where its party's cookie goes.
CREATE FUNCTION start_ringing(p_sid text, p_interrupts text, p_ring_seconds int) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    v_message text;
BEGIN
    UPDATE interruption SET state = 'ringing', interrupts = p_interrupts,
                            rings_until = rings_until(p_ring_seconds)
    WHERE sid = p_sid RETURNING message INTO v_message;
    UPDATE session new SET server = old.server FROM session old
    WHERE new.sid = p_sid AND old.sid = p_interrupts AND new.server <> old.server;
    UPDATE message SET outcome = 'ringing' WHERE id = v_message;
    RETURN push_interrupt(p_interrupts, p_sid) || push_outcome(v_message);
END $$;

CREATE FUNCTION end_interruption(p_sid text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    v_message text;
BEGIN
    UPDATE interruption SET state = 'over' WHERE sid = p_sid RETURNING message INTO v_message;
    UPDATE session SET ended = true WHERE sid = p_sid;
    UPDATE message SET outcome = 'mailbox' WHERE id = v_message;
    RETURN push_outcome(v_message);
END $$;

-- Brings a party's interruptions up to the present moment; the caller holds the party's lock.
-- What rang too long is over, and when nothing has the party's attention the next in the queue
-- rings, or, when nobody is there, the queue goes to the mailbox. Nothing needs to have run in the
-- meantime: whoever reads next finds it right. Returns what is to be pushed.
CREATE FUNCTION settle(p_party text, p_ring_seconds int) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    v_push    jsonb := '[]';
    v_over    text;
    v_next    interruption;
    v_present session;
BEGIN
    FOR v_over IN SELECT sid FROM interruption
                  WHERE party = p_party AND state = 'ringing' AND rings_until <= now()
                  UNION ALL
                  SELECT i.sid FROM interruption i JOIN session s USING (sid)
                  WHERE i.party = p_party AND i.state = 'queued' AND (s.ended OR s.expires <= now()) LOOP
        v_push := v_push || end_interruption(v_over);
    END LOOP;

    IF (attention(p_party)).sid IS NULL THEN
        v_next := next_in_queue(p_party);
        IF v_next.sid IS NOT NULL THEN
            v_present := present_session(p_party);
            IF v_present.sid IS NOT NULL THEN
                v_push := v_push || start_ringing(v_next.sid, v_present.sid, p_ring_seconds);
            ELSE
                FOR v_over IN SELECT sid FROM interruption
                              WHERE party = p_party AND state = 'queued' LOOP
                    v_push := v_push || end_interruption(v_over);
                END LOOP;
            END IF;
        END IF;
    END IF;
    RETURN v_push;
END $$;

-- A message that its recipient has seen in the inbox before its turn came interrupts nobody any more.
CREATE FUNCTION take_from_queue(p_message text) RETURNS jsonb
LANGUAGE sql AS $$
    SELECT coalesce((SELECT end_interruption(sid) FROM interruption WHERE message = p_message AND state = 'queued'), '[]')
$$;

-- One that is not in the inbox any more interrupts nobody, either, and rings no longer.
CREATE FUNCTION call_off(p_message text) RETURNS jsonb
LANGUAGE sql AS $$
    SELECT coalesce((SELECT close_streams(sid) || end_interruption(sid) FROM interruption
                     WHERE message = p_message AND state IN ('queued', 'ringing')), push_outcome(p_message))
$$;

-- Resume: closes an interruption and tells where its party goes on: the next one that waits, then
-- the session that was suspended. If that one is gone, a new session takes over what it had typed.
-- A second click, or a retry, is sent to the same place.
CREATE FUNCTION resume(p_sid text, p_credentials bytea[], p_new_sid text, p_limits jsonb)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_hours        int := (p_limits->>'hours')::int;
    v_session      session := enter(p_sid, p_credentials, v_hours, NULL, true);
    v_interruption interruption;
    v_next         interruption;
    v_suspended    session;
    v_push         jsonb := '[]';
BEGIN
    SELECT * INTO v_interruption FROM interruption WHERE sid = p_sid;
    IF NOT FOUND THEN
        -- Not an interruption: its party is where it was.
        IF v_session.ended THEN
            PERFORM refuse_ended(p_sid);
        END IF;
        RETURN jsonb_build_object('session', p_sid, 'interrupted', suspended_by(v_session), 'push', v_push);
    END IF;
    IF v_interruption.state = 'over' OR v_interruption.state = 'ringing' AND v_interruption.rings_until <= now() THEN
        PERFORM refuse_ended(p_sid);
    END IF;
    IF v_interruption.state = 'queued' THEN
        RETURN jsonb_build_object('interrupted', suspended_by(v_session), 'push', v_push);
    END IF;

    SELECT * INTO v_suspended FROM session
    WHERE sid = v_interruption.interrupts AND NOT ended AND expires > now();
    IF NOT FOUND THEN
        PERFORM new_session(v_session.party, p_new_sid, v_hours, p_limits->>'server');
        UPDATE session new SET drafts = old.drafts, page = old.page, about = old.about
        FROM session old WHERE new.sid = p_new_sid AND old.sid = v_interruption.interrupts;
        SELECT * INTO v_suspended FROM session WHERE sid = p_new_sid;
        UPDATE voice_draft SET sid = p_new_sid WHERE sid = v_interruption.interrupts;
        UPDATE interruption SET interrupts = p_new_sid WHERE sid = p_sid;
    END IF;
    UPDATE session SET alive_until = now() + silence(), shown = now(), expires = lives_until(v_hours)
    WHERE sid = v_suspended.sid;

    -- One that rings and was never opened was seen nevertheless: its party went back from it.
    IF v_interruption.state IN ('open', 'ringing') THEN
        UPDATE interruption SET state = 'closed' WHERE sid = p_sid;
        UPDATE session SET ended = true, alive_until = now() WHERE sid = p_sid;
        -- A half-written answer goes where its message is: into the inbox.
        UPDATE session SET drafts = drafts || jsonb_build_object('inbox:' || v_interruption.message, v_session.drafts->'message')
        WHERE sid = v_suspended.sid AND v_session.drafts ? 'message';
        UPDATE voice_draft SET sid = v_suspended.sid, key = 'inbox:' || v_interruption.message
        WHERE sid = p_sid AND key = 'message';
        IF v_interruption.state = 'ringing' THEN
            UPDATE message SET outcome = 'mailbox' WHERE id = v_interruption.message;
            v_push := v_push || push_outcome(v_interruption.message);
        END IF;
        -- Other tabs that show it turn back as well.
        v_push := v_push || close_streams(p_sid);
        IF (attention(v_session.party)).sid IS NULL THEN
            v_next := next_in_queue(v_session.party);
            IF v_next.sid IS NOT NULL THEN
                v_push := v_push || start_ringing(v_next.sid, v_suspended.sid, (p_limits->>'ring')::int);
            END IF;
        END IF;
    END IF;
    RETURN jsonb_build_object('session', coalesce(suspended_by(v_suspended), v_suspended.sid), 'push', v_push);
END $$;

GRANT EXECUTE ON FUNCTION
    resume(text, bytea[], text, jsonb)
TO pageboy_web;

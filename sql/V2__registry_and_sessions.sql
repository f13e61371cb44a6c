-- Who is there, what interrupts whom, and who may act in which session.
-- Refusals are raised with SQLSTATE PB<status>; the message is the error code that users see.

SET search_path = pageboy, pg_temp;

-- How long a browser may be silent before it counts as gone. Pages give a sign of life every 25 s.
CREATE FUNCTION silence() RETURNS interval
LANGUAGE sql IMMUTABLE AS $$ SELECT interval '80 seconds' $$;

CREATE FUNCTION refuse(status text, code text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'PB' || status, MESSAGE = code;
END $$;

-- A session that has ended. Of an interruption, its party is told so, and (in DETAIL) in which session
-- it can go on: the one that was suspended.
CREATE FUNCTION refuse_ended(p_sid text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    v_interruption interruption;
    v_back         text;
BEGIN
    SELECT * INTO v_interruption FROM interruption WHERE sid = p_sid;
    SELECT sid INTO v_back FROM session
    WHERE sid = v_interruption.interrupts AND NOT ended AND expires > now();
    RAISE EXCEPTION USING ERRCODE = 'PB410', DETAIL = coalesce(v_back, ''),
        MESSAGE = CASE WHEN v_interruption.state IN ('over', 'ringing') THEN 'rang_too_long'
                       WHEN v_interruption.state = 'closed' AND v_back IS NOT NULL THEN 'message_closed'
                       ELSE 'session_ended' END;
END $$;

-- Everything that changes a party's interruptions holds its registry row. Several are locked in
-- one order, so two parties that page each other at once wait instead of dying of it.
CREATE FUNCTION lock_parties(VARIADIC p_parties text[]) RETURNS void
LANGUAGE sql AS $$
    SELECT FROM registry WHERE party = ANY (p_parties) ORDER BY party FOR UPDATE
$$;

-- The session that a party's browser shows now: of those that are alive and not suspended, the
-- one that was looked at last.
CREATE FUNCTION present_session(p_party text) RETURNS session
LANGUAGE sql STABLE AS $$
    SELECT s.* FROM session s
    WHERE s.party = p_party AND NOT s.ended AND s.alive_until > now() AND s.expires > now()
      AND NOT EXISTS (SELECT FROM interruption i WHERE i.sid = s.sid)
      AND NOT EXISTS (SELECT FROM interruption i JOIN session n ON n.sid = i.sid
                      WHERE i.interrupts = s.sid AND i.state IN ('ringing', 'open')
                        AND NOT n.ended AND n.expires > now())
    ORDER BY s.shown DESC LIMIT 1
$$;

CREATE FUNCTION availability(p_party text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN NOT EXISTS (SELECT FROM session s WHERE s.party = p_party AND NOT s.ended
                           AND s.alive_until > now() AND s.expires > now()) THEN 'away'
        ELSE (SELECT r.status FROM registry r WHERE r.party = p_party)
    END
$$;

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

-- What a worker is to push once the transaction has been committed: to which channel, at which server, and
-- about which interruption, whose id is all that a worker needs to have another server push it.
CREATE FUNCTION push_interrupt(p_suspended text, p_sid text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('event', 'interrupt', 'channel', t.channel, 'server', s.server,
                                                 'sid', p_sid)), '[]')
    FROM session s JOIN stream t USING (sid) WHERE s.sid = p_suspended AND NOT s.ended
$$;

-- Whoever reads a message is told that another one waits.
CREATE FUNCTION push_waiting(p_party text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('event', 'waiting', 'channel', t.channel, 'server', s.server,
                                                 'waiting', (SELECT count(*) FROM interruption
                                                             WHERE party = p_party AND state = 'queued'))), '[]')
    FROM session s JOIN stream t USING (sid) WHERE s.sid = (attention(p_party)).sid AND s.alive_until > now()
$$;

CREATE FUNCTION push_outcome(p_message text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('event', 'status', 'channel', t.channel, 'server', s.server,
                                                 'sid', i.sid, 'message', m.id, 'outcome', m.outcome)), '[]')
    FROM message m JOIN session s ON s.sid = m.origin AND NOT s.ended
                   JOIN stream t ON t.sid = s.sid
                   LEFT JOIN interruption i ON i.message = m.id
    WHERE m.id = p_message
$$;

-- An interruption is on the server of the session that it interrupts: that is where its party's cookie goes.
CREATE FUNCTION start_ringing(p_sid text, p_interrupts text, p_ring_seconds int) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    v_message text;
BEGIN
    UPDATE interruption SET state = 'ringing', interrupts = p_interrupts,
                            rings_until = now() + make_interval(secs => p_ring_seconds)
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
    UPDATE session SET alive_until = now() + silence(),
                       expires = now() + make_interval(hours => p_hours)
    WHERE sid = p_sid AND NOT ended RETURNING * INTO v_session;
    IF NOT FOUND THEN
        SELECT s.* INTO v_session FROM session s WHERE s.sid = p_sid;
    END IF;
    -- A credential lives as long as it is used; its row is written once an hour at most.
    UPDATE credential SET expires = now() + make_interval(hours => p_hours + 1)
    WHERE hash = ANY (p_credentials) AND party = v_session.party AND NOT ended
      AND expires < now() + make_interval(hours => p_hours);
    RETURN v_session;
END $$;

-- Under which name a page's half-written form is kept: the page's, and in the inbox that of the
-- message that it answers as well.
CREATE FUNCTION draft_key(p_session session, p_page text, p_about text) RETURNS text
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE coalesce(p_page, p_session.page)
        WHEN 'inbox' THEN 'inbox:' || coalesce(p_about, p_session.about, '')
        ELSE coalesce(p_page, p_session.page) END
$$;

-- Room for every page's form: bodies are limited to 128 KiB, and a character may become two in JSON. Half-written
-- answers in the inbox make room for what is being written now.
CREATE FUNCTION room_for(p_drafts jsonb, p_key text) RETURNS jsonb
LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN octet_length(p_drafts::text) <= 524288 THEN p_drafts
                ELSE (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(p_drafts)
                      WHERE key = p_key OR key NOT LIKE 'inbox:%') END
$$;

-- A form that was sent already (its nonce is known) is not half-written any more. p_tried: somebody tried to
-- send it, so the session turns back to its page, where it is seen again.
CREATE FUNCTION keep_draft(p_session session, p_page text, p_draft jsonb, p_nonce text, p_tried boolean) RETURNS void
LANGUAGE sql AS $$
    UPDATE session SET page = p_page, about = NULL
    WHERE sid = p_session.sid AND p_tried AND p_page = 'desk'
      AND NOT EXISTS (SELECT FROM interruption i WHERE i.sid = p_session.sid);
    UPDATE session
    SET drafts = jsonb_set(room_for(drafts, draft_key(p_session, p_page, p_draft->>'message')),
                           ARRAY[draft_key(p_session, p_page, p_draft->>'message')], p_draft)
    WHERE sid = p_session.sid AND p_draft IS NOT NULL
      AND coalesce(p_page, page) IN ('desk', 'sent', 'message', 'inbox', 'settings')
      AND octet_length(p_draft::text) <= 524288
      AND NOT EXISTS (SELECT FROM message WHERE origin = p_session.sid AND nonce = p_nonce)
$$;

CREATE FUNCTION new_session(p_party text, p_sid text, p_hours int, p_server text) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO session (sid, party, server, alive_until, expires)
    VALUES (p_sid, p_party, coalesce(p_server, ''), now() + silence(),
            now() + make_interval(hours => p_hours))
$$;

-- Logging in takes two steps, so that the hash of a password never leaves the database: the worker
-- asks for the salt, derives argon2id from it and hands the result back. Every first step counts as
-- a try, under locks, so of many at once exactly the allowed number goes on. The limits: tries for
-- one party from one source, and five times as many for the party and for the source alone.
CREATE FUNCTION login_begin(p_party text, p_source inet, p_tries int, p_minutes int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_source cidr := network(set_masklen(p_source, CASE family(p_source) WHEN 6 THEN 64 ELSE 32 END));
    v_since  timestamptz := now() - make_interval(mins => p_minutes);
    v_both   bigint;
    v_party  bigint;
    v_from   bigint;
BEGIN
    -- The two locks are of different classes and always taken in this order.
    PERFORM pg_advisory_xact_lock(1, hashtext(v_source::text));
    PERFORM pg_advisory_xact_lock(2, hashtext(p_party));
    SELECT count(*) FILTER (WHERE party = p_party AND source = v_source),
           count(*) FILTER (WHERE party = p_party),
           -- Many people may log in at once from one address: what is still on its way is no failure.
           count(*) FILTER (WHERE source = v_source AND (failed OR at < now() - interval '10 seconds'))
    INTO v_both, v_party, v_from
    FROM login_try WHERE at > v_since AND (party = p_party OR source = v_source);
    IF v_both >= p_tries OR v_party >= 5 * p_tries OR v_from >= 5 * p_tries THEN
        PERFORM refuse('429', 'too_many_logins');
    END IF;
    INSERT INTO login_try (party, source) VALUES (p_party, v_source);
    RETURN jsonb_build_object('doubtful', directory_is_doubtful(), 'salt', encode(coalesce(
        (SELECT salt FROM party WHERE id = p_party),
        (SELECT substring(sha256(secret || convert_to(p_party, 'UTF8')) FOR 16) FROM installation)), 'hex'));
END $$;

-- A party that does not exist, one that is locked, one without a password and a wrong password are
-- told alike. `p_previous` are the credentials that the browser came with: those of the party end.
CREATE FUNCTION login_finish(p_party text, p_source inet, p_derived bytea, p_sid text, p_credential bytea,
                             p_previous bytea[], p_hours int, p_server text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
BEGIN
    PERFORM require_directory('sql');
    RETURN let_in(EXISTS (SELECT FROM party WHERE id = p_party AND verifier = sha256(p_derived) AND NOT locked),
                  p_party, p_source, p_sid, p_credential, p_previous, p_hours, p_server);
END $$;

-- How every log-in ends: p_proven says whether the directory knows the party by what it came with. It takes a try
-- that was counted and has not failed yet, so nobody tries without being counted. The answer says which of the
-- credentials that the browser came with are of any use still.
CREATE FUNCTION let_in(p_proven boolean, p_party text, p_source inet, p_sid text, p_credential bytea,
                       p_previous bytea[], p_hours int, p_server text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    v_source cidr := network(set_masklen(p_source, CASE family(p_source) WHEN 6 THEN 64 ELSE 32 END));
BEGIN
    IF p_proven IS TRUE AND EXISTS (SELECT FROM credential WHERE hash = p_credential AND party = p_party) THEN
        -- The same log-in once more, after its answer was lost.
        RETURN jsonb_build_object('party', p_party);
    END IF;
    UPDATE login_try SET failed = true
    WHERE ctid = (SELECT ctid FROM login_try WHERE party = p_party AND source = v_source AND NOT failed
                  ORDER BY at LIMIT 1 FOR UPDATE SKIP LOCKED);
    IF NOT FOUND THEN
        PERFORM refuse('429', 'too_many_logins');
    END IF;
    IF p_proven IS NOT TRUE THEN
        RETURN jsonb_build_object('party', NULL);
    END IF;
    PERFORM lock_parties(p_party);
    DELETE FROM login_try WHERE party = p_party AND source = v_source AND failed;
    -- Whoever comes back after all windows were gone is available again.
    UPDATE registry SET status = 'available'
    WHERE party = p_party AND NOT EXISTS (SELECT FROM session s WHERE s.party = p_party AND NOT s.ended
                                            AND s.alive_until > now() AND s.expires > now());
    UPDATE credential SET ended = true WHERE party = p_party AND hash = ANY (p_previous);
    INSERT INTO credential (hash, party, expires)
    VALUES (p_credential, p_party, now() + make_interval(hours => p_hours + 1))
    ON CONFLICT (hash) DO NOTHING;
    IF NOT EXISTS (SELECT FROM session WHERE sid = p_sid) THEN
        PERFORM new_session(p_party, p_sid, p_hours, p_server);
        -- What was half-written in a window that is gone is found again.
        UPDATE session new SET drafts = old.drafts
        FROM (SELECT s.drafts FROM session s
              WHERE s.party = p_party AND NOT s.ended AND s.expires > now() AND s.alive_until <= now()
                AND s.drafts <> '{}' AND NOT EXISTS (SELECT FROM interruption i WHERE i.sid = s.sid)
              ORDER BY s.shown DESC LIMIT 1) old
        WHERE new.sid = p_sid;
    END IF;
    RETURN jsonb_build_object('party', p_party, 'live', (
        SELECT coalesce(jsonb_agg(encode(hash, 'hex')), '[]') FROM credential
        WHERE hash = ANY (p_previous) AND NOT ended AND expires > now()));
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

CREATE FUNCTION set_status(p_sid text, p_credentials bytea[], p_hours int, p_ring_seconds int, p_status text)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_session   session := enter(p_sid, p_credentials, p_hours);
    v_push      jsonb := settle(v_session.party, p_ring_seconds);
    v_suspended text := suspended_by(v_session);
    v_over      text;
BEGIN
    IF v_suspended IS NOT NULL THEN
        RETURN jsonb_build_object('interrupted', v_suspended, 'push', v_push);
    END IF;
    UPDATE registry SET status = p_status WHERE party = v_session.party;
    -- What waits its turn and is not let through any more goes to the mailbox.
    FOR v_over IN SELECT sid FROM interruption WHERE party = v_session.party AND state = 'queued'
                  AND (p_status = 'away' OR p_status = 'busy' AND NOT urgent) LOOP
        v_push := v_push || end_interruption(v_over);
    END LOOP;
    RETURN jsonb_build_object('status', p_status, 'push', v_push);
END $$;

-- nginx says that a stream went. (That one came is known from the request for it.) A session that no other tab shows is
-- silent from now on; but a page that was loaded a moment ago has just closed its predecessor's stream and opens its
-- own in a moment. Not every end is told, so the answer names the session's other streams, to be tried out: those
-- that are no younger than nginx needs to begin one.
CREATE FUNCTION stream_went(p_channel text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_sid text := (SELECT sid FROM stream WHERE channel = p_channel);
BEGIN
    -- Of two that go at once, the second finds that it is the last.
    PERFORM FROM session WHERE sid = v_sid FOR NO KEY UPDATE;
    DELETE FROM stream WHERE channel = p_channel;
    IF NOT EXISTS (SELECT FROM stream WHERE sid = v_sid) THEN
        UPDATE session SET alive_until = least(alive_until, greatest(now(), shown + interval '3 seconds'))
        WHERE sid = v_sid AND NOT ended;
    END IF;
    RETURN jsonb_build_object('others', (SELECT coalesce(jsonb_agg(channel), '[]') FROM stream
                                         WHERE sid = v_sid AND opened < now() - interval '3 seconds'));
END $$;

-- Tabs that show a session which has ended are to find out at once.
CREATE FUNCTION close_streams(p_sid text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('event', 'close', 'channel', channel, 'server', server)), '[]')
    FROM session JOIN stream USING (sid) WHERE sid = p_sid
$$;

-- On which application server a session lives; NULL for one that nobody has.
CREATE FUNCTION server_of(p_sid text) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
    SELECT jsonb_build_object('server', (SELECT server FROM session WHERE sid = p_sid))
$$;

-- Another stream of a session's own events, for who may see them; the latest eight are served.
CREATE FUNCTION open_stream(p_sid text, p_credentials bytea[], p_hours int, p_channel text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
BEGIN
    PERFORM enter(p_sid, p_credentials, p_hours);
    INSERT INTO stream (channel, sid) VALUES (p_channel, p_sid);
    DELETE FROM stream WHERE channel IN (SELECT channel FROM stream WHERE sid = p_sid ORDER BY opened DESC OFFSET 8);
    RETURN jsonb_build_object('channel', p_channel);
END $$;

CREATE FUNCTION save_draft(p_sid text, p_credentials bytea[], p_hours int, p_page text, p_draft jsonb,
                           p_nonce text, p_tried boolean, p_recording jsonb, p_voice bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_session session := enter(p_sid, p_credentials, p_hours);
BEGIN
    PERFORM keep_draft(v_session, p_page, p_draft, p_nonce, p_tried);
    IF p_voice IS NOT NULL THEN
        PERFORM keep_voice(p_sid, draft_key(v_session, p_page, p_draft->>'message'), p_recording, p_voice);
    END IF;
    RETURN '{}';
END $$;

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

RESET search_path;

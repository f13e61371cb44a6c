-- Sending, ringing, going back, and the mailbox.

SET search_path = pageboy, pg_temp;

-- Does this list of who may (everyone, nobody, party:<id>, group:<name>) admit the party?
CREATE FUNCTION admits(p_list text[], p_party text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT 'everyone' = ANY (p_list) OR 'party:' || p_party = ANY (p_list)
        OR EXISTS (SELECT FROM party p, unnest(p.groups) g
                   WHERE p.id = p_party AND 'group:' || g = ANY (p_list))
$$;

-- A party as others see it.
CREATE FUNCTION person(p_party text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('id', id, 'name', name) FROM party WHERE id = p_party
$$;

-- Who sent a message, by the present name, or by the one of then when there is no such party any more.
CREATE FUNCTION sender_of(p_message message) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce(person(p_message.sender),
                    jsonb_build_object('id', p_message.sender, 'name', p_message.sender_name))
$$;

-- The answer that the sender gets; a retry gets the same one. `server` is where the interruption is.
CREATE FUNCTION receipt(p_message message) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('message', p_message.id, 'to', p_message.recipient,
                              'outcome', p_message.accepted_as, 'urgent', p_message.urgent,
                              'notify', s.sid, 'server', s.server)
    FROM (VALUES (p_message.accepted_as <> 'mailbox')) rings (at_all)
    LEFT JOIN (interruption i JOIN session s USING (sid)) ON i.message = p_message.id AND rings.at_all
$$;

-- What is told of a message's recording, if it has one.
CREATE FUNCTION voice_facts(p_message text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (SELECT jsonb_build_object('kind', 'voice', 'voice_type', media_type, 'heard', heard,
                                   'voice_seconds', round(milliseconds / 1000.0, 1))
         FROM voice WHERE message = p_message),
        '{"kind": "text", "voice_type": null, "heard": null, "voice_seconds": null}')
$$;

-- A retry says the same to the same party. Other words with a nonce that was used are no retry, and
-- must not be taken for sent. A recording that was kept as a draft has gone with the first try.
CREATE FUNCTION refuse_other_words(p_earlier message, p_to text, p_new jsonb, p_voice bytea) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    -- Words that are only in a mailbox have left their hash behind.
    IF p_earlier.recipient <> p_to
       OR coalesce(p_earlier.forgotten <> sha256(convert_to(p_new->>'text', 'UTF8')), p_earlier.text <> p_new->>'text')
       OR NOT coalesce((p_new->>'kept')::boolean, false)
          AND (SELECT hash FROM voice WHERE message = p_earlier.id) IS DISTINCT FROM sha256(p_voice) THEN
        PERFORM refuse('422', 'nonce_used');
    END IF;
END $$;

-- May the sender reach the recipient, and have they not sent too much? Then the message is stored
-- in the recipient's mailbox, and where the recipient is available it rings, or waits its turn to.
-- The caller holds the locks of both and has settled the recipient. The retry of a message that
-- was accepted is the caller's business as well. p_new: see `send`. Where people come from LDAP the worker has to
-- ask it: without the directory's word in p_new the answer is {"ask": whom to ask it about}, and nothing is stored.
CREATE FUNCTION accept_message(p_sender text, p_origin text, p_recipient text, p_reply_to text, p_new jsonb,
                               p_limits jsonb, p_voice bytea) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    v_recipient party;
    v_present   session;
    v_accepts   boolean;
    v_urgent    boolean;
    v_available text;
    v_outcome   text := 'mailbox';
    v_message   message;
    v_push      jsonb := '[]';
    v_claim     text := new_claim();
BEGIN
    IF NOT in_ldap() THEN
        SELECT * INTO v_recipient FROM party WHERE id = p_recipient AND NOT locked;
        IF NOT FOUND THEN
            PERFORM refuse('404', 'no_such_party');
        END IF;
        v_accepts := admits(v_recipient.accept, p_sender);
        v_urgent := admits(v_recipient.urgent, p_sender);
    ELSE
        v_accepts := coalesce((p_new#>>'{directory,accepts}')::boolean, NOT p_new ? 'directory');
        v_urgent := (p_new#>>'{directory,urgent}')::boolean;
    END IF;
    IF NOT v_accepts THEN
        PERFORM refuse('403', 'not_accepted');
    END IF;
    IF (SELECT count(*) >= (p_limits->>'sender')::int
            OR count(*) FILTER (WHERE recipient = p_recipient) >= (p_limits->>'pair')::int
        FROM message WHERE sender = p_sender AND sent > now() - interval '1 minute') THEN
        PERFORM refuse('429', 'too_many_messages');
    END IF;
    IF in_ldap() AND NOT p_new ? 'directory' THEN
        RETURN jsonb_build_object('push', v_push, 'ask', jsonb_build_object(
            'sender', p_sender, 'recipient', p_recipient, 'doubtful', directory_is_doubtful()));
    ELSIF NOT EXISTS (SELECT FROM party WHERE id = p_recipient AND NOT locked) THEN
        PERFORM refuse('404', 'no_such_party');
    END IF;

    v_urgent := (p_new->>'urgent')::boolean AND coalesce(v_urgent, false);
    v_available := availability(p_recipient);
    IF v_available = 'available' OR v_available = 'busy' AND v_urgent THEN
        IF (attention(p_recipient)).sid IS NOT NULL THEN
            v_outcome := 'queued';
        ELSE
            v_present := present_session(p_recipient);
            IF v_present.sid IS NOT NULL THEN
                v_outcome := 'ringing';
            END IF;
        END IF;
    END IF;

    INSERT INTO message (id, sender, sender_name, origin, nonce, recipient, text, urgent, in_reply_to, accepted_as, outcome)
    VALUES (p_new->>'id', p_sender, (person(p_sender))->>'name', p_origin, p_new->>'nonce', p_recipient, p_new->>'text',
            v_urgent, p_reply_to, v_outcome, v_outcome)
    RETURNING * INTO v_message;
    INSERT INTO voice (message, media_type, milliseconds, size, hash, bytes)
    SELECT v_message.id, p_new->'voice'->>'media_type', (p_new->'voice'->>'milliseconds')::int,
           octet_length(p_voice), sha256(p_voice), p_voice
    WHERE p_voice IS NOT NULL;
    INSERT INTO mailbox (message, party) VALUES (v_message.id, p_recipient);
    PERFORM spool_put(v_claim, p_limits, p_recipient, v_message.id, 'deliver');
    PERFORM spool_put(v_claim, p_limits, p_sender, v_message.id, 'copy');
    IF v_outcome <> 'mailbox' THEN
        -- One that waits its turn is taken to be for where its party is reading now.
        INSERT INTO session (sid, party, page, about, server, alive_until, expires)
        VALUES (p_new->>'sid', p_recipient, 'message', v_message.id,
                coalesce(v_present.server, (SELECT server FROM session WHERE sid = (attention(p_recipient)).sid), ''),
                '-infinity', now() + make_interval(hours => (p_limits->>'hours')::int));
        INSERT INTO interruption (sid, party, message, interrupts, state, urgent, rings_until)
        VALUES (p_new->>'sid', p_recipient, v_message.id, v_present.sid, v_outcome, v_urgent,
                CASE v_outcome WHEN 'ringing' THEN now() + make_interval(secs => (p_limits->>'ring')::int) END);
    END IF;
    IF v_outcome = 'queued' THEN
        v_push := push_waiting(p_recipient);
    END IF;
    UPDATE message SET answered = now() WHERE id = p_reply_to AND answered IS NULL;
    IF FOUND THEN
        v_push := v_push || push_outcome(p_reply_to);
        PERFORM spool_put(v_claim, p_limits, p_sender, p_reply_to, 'answered');
    END IF;
    RETURN receipt(v_message) || jsonb_build_object('push', v_push, 'spool', v_claim);
END $$;

-- A session sends. p_new: {"to", "text", "urgent", "nonce", "about"}, and "id" and "sid", minted for the
-- message and the interruption that it may make; where people come from LDAP also "directory": {"accepts",
-- "urgent"}, what the recipient's entry says of the sender. Without "to" it is an answer to the sender of the message
-- "about", or of the one that the session's page shows (the page in the browser may be an older one than the
-- session's, so its form says which). While the session is suspended nothing is sent: what was posted is kept as
-- its draft. p_limits: {"sender", "pair": messages per minute, "ring": seconds, "hours": a session's, "server":
-- the application server's public URL, "lease": seconds that the spool's work is this process's}. p_voice: a recording, described by {"media_type", "milliseconds"} in "voice";
-- with "kept" it is the one in the session's draft.
CREATE FUNCTION send(p_sid text, p_credentials bytea[], p_new jsonb, p_draft jsonb, p_limits jsonb, p_voice bytea)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_to        text := p_new->>'to';
    v_is_reply  boolean := v_to IS NULL;
    v_about     message;
    -- The page whose form was posted: the session may have turned to another one since.
    v_page      text := CASE WHEN NOT v_is_reply THEN 'desk'
                             WHEN EXISTS (SELECT FROM interruption WHERE sid = p_sid) THEN 'message'
                             ELSE 'inbox' END;
    v_session   session;
    v_earlier   message;
    v_push      jsonb;
    v_suspended text;
    v_receipt   jsonb;
BEGIN
    IF v_is_reply THEN
        SELECT m.* INTO v_about FROM session s
        JOIN message m ON m.id = coalesce(p_new->>'about', s.about) AND m.recipient = s.party
        WHERE s.sid = p_sid;
        v_to := v_about.sender;
    END IF;
    v_session := enter(p_sid, p_credentials, (p_limits->>'hours')::int, v_to);
    SELECT * INTO v_earlier FROM message
    WHERE id = p_new->>'id' AND sender = v_session.party OR origin = p_sid AND nonce = p_new->>'nonce';
    IF FOUND THEN
        PERFORM refuse_other_words(v_earlier, v_to, p_new, p_voice);
        RETURN receipt(v_earlier) || '{"push": []}';
    END IF;
    v_push := settle(v_session.party, (p_limits->>'ring')::int);
    IF v_to <> v_session.party THEN
        v_push := v_push || settle(v_to, (p_limits->>'ring')::int);
    END IF;
    IF EXISTS (SELECT FROM interruption WHERE sid = p_sid AND state = 'over') THEN
        PERFORM refuse_ended(p_sid);
    END IF;
    v_suspended := suspended_by(v_session);
    IF v_suspended IS NOT NULL THEN
        PERFORM keep_draft(v_session, v_page, p_draft, p_new->>'nonce', true);
        RETURN jsonb_build_object('interrupted', v_suspended, 'push', v_push);
    END IF;
    IF v_is_reply AND v_about.id IS NULL THEN
        PERFORM refuse('422', 'nothing_to_answer');
    END IF;
    IF (p_new->>'kept')::boolean THEN
        SELECT p_new || jsonb_build_object('voice', jsonb_build_object('media_type', d.media_type,
                                                                       'milliseconds', d.milliseconds)), d.bytes
        INTO p_new, p_voice FROM voice_draft d WHERE d.sid = p_sid AND d.key = draft_key(v_session, v_page, v_about.id);
        IF NOT FOUND THEN
            PERFORM refuse('422', 'no_recording');
        END IF;
    END IF;
    v_receipt := accept_message(v_session.party, p_sid, v_to, v_about.id, p_new, p_limits, p_voice);
    IF v_receipt ? 'ask' THEN
        RETURN v_receipt || jsonb_build_object('push', v_push);
    END IF;
    DELETE FROM voice_draft WHERE sid = p_sid AND key = draft_key(v_session, v_page, v_about.id);
    UPDATE session SET page = 'sent', about = p_new->>'id', shown = now(),
                       drafts = drafts - draft_key(v_session, v_page, v_about.id)
    WHERE sid = p_sid;
    RETURN v_receipt || jsonb_build_object('push', v_push || (v_receipt->'push'));
END $$;

-- The party of a token.
CREATE FUNCTION token_of(p_token bytea) RETURNS token
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_token token;
BEGIN
    SELECT t.* INTO v_token FROM token t JOIN party p ON p.id = t.party AND NOT p.locked WHERE t.hash = p_token;
    IF NOT FOUND THEN
        PERFORM refuse('401', 'unknown_token');
    END IF;
    RETURN v_token;
END $$;

-- Is this anybody's token? Says nothing else.
CREATE FUNCTION know_token(p_token bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
BEGIN
    PERFORM token_of(p_token);
    RETURN '{}';
END $$;

-- A script sends with its party's token.
CREATE FUNCTION send_by_token(p_token bytea, p_new jsonb, p_limits jsonb, p_voice bytea) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_to      text := p_new->>'to';
    v_token   token := token_of(p_token);
    v_origin  text;
    v_earlier message;
    v_push    jsonb;
    v_receipt jsonb;
BEGIN
    v_origin := 'token:' || v_token.id;
    PERFORM lock_parties(v_token.party, v_to);
    SELECT * INTO v_earlier FROM message
    WHERE id = p_new->>'id' AND sender = v_token.party OR origin = v_origin AND nonce = p_new->>'nonce';
    IF FOUND THEN
        PERFORM refuse_other_words(v_earlier, v_to, p_new, p_voice);
        RETURN receipt(v_earlier) || '{"push": []}';
    END IF;
    UPDATE token SET used = now() WHERE id = v_token.id AND (used IS NULL OR used < now() - interval '1 minute');
    v_push := settle(v_to, (p_limits->>'ring')::int);
    v_receipt := accept_message(v_token.party, v_origin, v_to, NULL, p_new, p_limits, p_voice);
    RETURN v_receipt || jsonb_build_object('push', v_push || (v_receipt->'push'));
END $$;

-- Notify: what is to be pushed so that the browser of the suspended session opens the new one.
-- The id of the new session is all it takes, and all it does is ring; when it has rung out or was
-- opened, nothing. An unknown id is told apart from nothing else: 404. `tell` is for a server where the
-- sender's session is and the recipient's is not: another server that cannot push there has asked this one.
CREATE FUNCTION ring(p_sid text, p_ring_seconds int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_interruption interruption;
    v_push         jsonb;
BEGIN
    SELECT * INTO v_interruption FROM interruption WHERE sid = p_sid;
    IF NOT FOUND THEN
        PERFORM refuse('404', 'no_such_page');
    END IF;
    PERFORM lock_parties(v_interruption.party);
    v_push := settle(v_interruption.party, p_ring_seconds);
    SELECT * INTO v_interruption FROM interruption WHERE sid = p_sid;
    RETURN jsonb_build_object(
        'outcome', (SELECT outcome FROM message WHERE id = v_interruption.message),
        'name', (SELECT name FROM party WHERE id = v_interruption.party),
        'server', (SELECT server FROM session WHERE sid = p_sid),
        'tell', push_outcome(v_interruption.message),
        'ring', CASE WHEN v_interruption.state = 'ringing'
                     THEN push_interrupt(v_interruption.interrupts, p_sid) ELSE '[]' END,
        'push', v_push);
END $$;

-- nginx has told that a browser received the interruption.
CREATE FUNCTION reached(p_sid text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_message text;
BEGIN
    PERFORM lock_parties(party) FROM interruption WHERE sid = p_sid;
    UPDATE message m SET outcome = 'interrupted' FROM interruption i
    WHERE i.sid = p_sid AND i.state = 'ringing' AND m.id = i.message AND m.outcome = 'ringing'
    RETURNING m.id INTO v_message;
    RETURN jsonb_build_object(
        'outcome', (SELECT m.outcome FROM message m JOIN interruption i ON i.message = m.id WHERE i.sid = p_sid),
        'push', push_outcome(v_message));
END $$;

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
    UPDATE session SET alive_until = now() + silence(), shown = now(),
                       expires = now() + make_interval(hours => v_hours)
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

CREATE FUNCTION delete_message(p_sid text, p_credentials bytea[], p_limits jsonb, p_message text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_session   session := enter(p_sid, p_credentials, (p_limits->>'hours')::int);
    v_push      jsonb := settle(v_session.party, (p_limits->>'ring')::int);
    v_suspended text := suspended_by(v_session);
    v_claim     text := new_claim();
BEGIN
    IF v_suspended IS NOT NULL THEN
        RETURN jsonb_build_object('interrupted', v_suspended, 'push', v_push);
    END IF;
    DELETE FROM mailbox WHERE message = p_message AND party = v_session.party;
    IF NOT FOUND THEN
        PERFORM refuse('404', 'no_such_message');
    END IF;
    -- What was waiting behind it rings now.
    v_push := v_push || call_off(p_message) || settle(v_session.party, (p_limits->>'ring')::int);
    PERFORM spool_put(v_claim, p_limits, v_session.party, p_message, 'trash');
    UPDATE session SET page = 'inbox', about = NULL, notice = 'message_deleted' WHERE sid = p_sid;
    RETURN jsonb_build_object('push', v_push, 'spool', v_claim);
END $$;

CREATE FUNCTION valid_list(p_list text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT cardinality(p_list) BETWEEN 1 AND 200
       AND NOT EXISTS (SELECT FROM unnest(p_list) entry
                       WHERE entry !~ '^(everyone|nobody|(party|group):[a-z0-9][a-z0-9._@-]{0,63})$')
$$;

-- What an LDAP entry says is only shown, as it is.
ALTER TABLE party ADD CHECK (valid_list(accept) OR dn <> ''), ADD CHECK (valid_list(urgent) OR dn <> '');

CREATE FUNCTION save_settings(p_sid text, p_credentials bytea[], p_limits jsonb, p_accept text[], p_urgent text[],
                              p_draft jsonb) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_session   session := enter(p_sid, p_credentials, (p_limits->>'hours')::int);
    v_push      jsonb := settle(v_session.party, (p_limits->>'ring')::int);
    v_suspended text := suspended_by(v_session);
    v_party     party;
BEGIN
    IF v_suspended IS NOT NULL THEN
        PERFORM keep_draft(v_session, 'settings', p_draft, NULL, false);
        RETURN jsonb_build_object('interrupted', v_suspended, 'push', v_push);
    END IF;
    IF in_ldap() THEN
        PERFORM refuse('403', 'kept_in_directory');
    END IF;
    UPDATE party SET accept = coalesce(p_accept, accept), urgent = coalesce(p_urgent, urgent)
    WHERE id = v_session.party RETURNING * INTO v_party;
    UPDATE session SET page = 'settings', about = NULL, notice = 'settings_saved',
                       drafts = drafts - 'settings' WHERE sid = p_sid;
    RETURN jsonb_build_object('push', v_push, 'accept', array_to_string(v_party.accept, ' '),
                              'urgent', array_to_string(v_party.urgent, ' '));
END $$;

RESET search_path;

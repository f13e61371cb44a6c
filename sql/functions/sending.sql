-- Sending a message, by a session or by a script.

-- The answer that the sender gets; a retry gets the same one. `server` is where the interruption is.
CREATE FUNCTION receipt(p_message message) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('message', p_message.id, 'to', p_message.recipient,
                              'outcome', p_message.accepted_as, 'urgent', p_message.urgent,
                              'notify', s.sid, 'server', s.server)
    FROM (VALUES (p_message.accepted_as <> 'mailbox')) rings (at_all)
    LEFT JOIN (interruption i JOIN session s USING (sid)) ON i.message = p_message.id AND rings.at_all
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

-- A worker looks at what is posted and refuses what is too large; whatever a worker does, this is the end of it. See the
-- ranges of `text_bytes` and `voice_bytes` in src/config/options.rs.
CREATE FUNCTION refuse_boundless(p_new jsonb, p_voice bytea) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF octet_length(p_new->>'text') > 1000000 THEN
        PERFORM refuse('413', 'text_too_long');
    ELSIF octet_length(p_new->>'nonce') > 200 THEN
        PERFORM refuse('422', 'bad_nonce');
    ELSIF octet_length(p_voice) > 8388608 THEN
        PERFORM refuse('413', 'voice_too_large');
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
    PERFORM refuse_boundless(p_new, p_voice);
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
                '-infinity', lives_until((p_limits->>'hours')::int));
        INSERT INTO interruption (sid, party, message, interrupts, state, urgent, rings_until)
        VALUES (p_new->>'sid', p_recipient, v_message.id, v_present.sid, v_outcome, v_urgent,
                CASE v_outcome WHEN 'ringing' THEN rings_until((p_limits->>'ring')::int) END);
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

GRANT EXECUTE ON FUNCTION
    send(text, bytea[], jsonb, jsonb, jsonb, bytea),
    know_token(bytea),
    send_by_token(bytea, jsonb, jsonb, bytea)
TO pageboy_web;

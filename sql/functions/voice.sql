-- Recordings: who may listen, to what, and what is told of it. They are stored by `accept_message`.

-- What is told of a message's recording, if it has one.
CREATE FUNCTION voice_facts(p_message text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (SELECT jsonb_build_object('kind', 'voice', 'voice_type', media_type, 'heard', heard,
                                   'voice_seconds', round(milliseconds / 1000.0, 1))
         FROM voice WHERE message = p_message),
        '{"kind": "text", "voice_type": null, "heard": null, "voice_seconds": null}')
$$;

-- A session keeps a recording that could not be sent, for the form that it came with; the latest three of them.
CREATE FUNCTION keep_voice(p_sid text, p_key text, p_recording jsonb, p_voice bytea) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO voice_draft (sid, key, media_type, milliseconds, bytes)
    VALUES (p_sid, p_key, p_recording->>'media_type', (p_recording->>'milliseconds')::int, p_voice)
    ON CONFLICT (sid, key) DO UPDATE SET media_type = excluded.media_type, milliseconds = excluded.milliseconds,
                                         kept = excluded.kept, bytes = excluded.bytes;
    DELETE FROM voice_draft d USING
        (SELECT key FROM voice_draft WHERE sid = p_sid ORDER BY kept DESC, key = p_key DESC OFFSET 3) old
    WHERE d.sid = p_sid AND d.key = old.key
$$;

-- Sender and recipient may listen to a message; the recipient as long as it is in the mailbox, or on the screen.
CREATE FUNCTION may_listen(p_session session, p_message message) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT p_message.sender = p_session.party
        OR p_message.recipient = p_session.party
           AND (EXISTS (SELECT FROM mailbox b WHERE b.message = p_message.id)
                OR p_session.page = 'message' AND p_session.about = p_message.id)
$$;

-- The recording of a message, or without one that of the draft on the session's page: what it is, before any of it
-- is fetched. `elsewhere`: it is in the party's own mailbox only, `copy`: among what was sent. `interrupted`: what
-- suspends the session meanwhile.
CREATE FUNCTION recording(p_sid text, p_credentials bytea[], p_limits jsonb, p_message text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_session   session := enter(p_sid, p_credentials, (p_limits->>'hours')::int);
    v_push      jsonb := settle(v_session.party, (p_limits->>'ring')::int);
    v_suspended text := suspended_by(v_session);
    v_recording jsonb;
BEGIN
    SELECT jsonb_build_object('media_type', v.media_type, 'size', v.size, 'hash', encode(v.hash, 'hex'),
               'elsewhere', CASE WHEN v.bytes IS NULL THEN jsonb_build_object('mailbox', mailbox_of(v_session.party),
                   'copy', NOT EXISTS (SELECT FROM mailbox b WHERE b.message = m.id AND b.party = v_session.party)) END)
    INTO v_recording FROM voice v JOIN message m ON m.id = v.message
    WHERE m.id = p_message AND may_listen(v_session, m) AND (v.bytes IS NOT NULL OR by_imap())
    UNION ALL
    SELECT jsonb_build_object('media_type', d.media_type, 'size', octet_length(d.bytes), 'hash', encode(sha256(d.bytes), 'hex'))
    FROM voice_draft d WHERE p_message IS NULL AND d.sid = p_sid AND d.key = draft_key(v_session, NULL, NULL);
    IF v_recording IS NULL AND v_suspended IS NULL THEN
        PERFORM refuse('404', 'no_such_recording');
    END IF;
    RETURN coalesce(v_recording, '{}') || jsonb_build_object('interrupted', v_suspended, 'push', v_push);
END $$;

-- Some bytes of it: p_count of them, after the first p_skip.
CREATE FUNCTION recording_part(p_sid text, p_credentials bytea[], p_hours int, p_message text, p_skip int, p_count int)
RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_session session := enter(p_sid, p_credentials, p_hours);
    v_part    bytea;
BEGIN
    SELECT substring(v.bytes FROM p_skip + 1 FOR p_count)
    INTO v_part FROM voice v JOIN message m ON m.id = v.message
    WHERE m.id = p_message AND may_listen(v_session, m)
    UNION ALL
    SELECT substring(d.bytes FROM p_skip + 1 FOR p_count)
    FROM voice_draft d WHERE p_message IS NULL AND d.sid = p_sid AND d.key = draft_key(v_session, NULL, NULL);
    IF v_part IS NULL THEN
        PERFORM refuse('404', 'no_such_recording');
    END IF;
    RETURN v_part;
END $$;

-- The browser of the recipient has played a message to its end; its sender is told, once. So it is even when something
-- else has suspended the session meanwhile.
CREATE FUNCTION heard(p_sid text, p_credentials bytea[], p_hours int, p_message text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_session session := enter(p_sid, p_credentials, p_hours);
BEGIN
    UPDATE voice v SET heard = now() FROM message m
    WHERE v.message = p_message AND m.id = p_message AND m.recipient = v_session.party AND v.heard IS NULL;
    IF FOUND THEN
        RETURN jsonb_build_object('push', push_outcome(p_message));
    END IF;
    IF NOT EXISTS (SELECT FROM voice v JOIN message m ON m.id = v.message
                   WHERE m.id = p_message AND m.recipient = v_session.party) THEN
        PERFORM refuse('404', 'no_such_recording');
    END IF;
    RETURN '{"push": []}';
END $$;

GRANT EXECUTE ON FUNCTION
    recording(text, bytea[], jsonb, text),
    recording_part(text, bytea[], int, text, int, int),
    heard(text, bytea[], int, text)
TO pageboy_web;

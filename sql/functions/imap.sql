-- What IMAP tells of a mailbox.

-- What a page asks of IMAP before it can list a party's messages. What IMAP tells is compared only with
-- what was settled before this moment.
CREATE FUNCTION ask_mailbox(p_party text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('mailbox', mailbox_of(p_party), 'asked', clock_timestamp())
$$;

-- Takes over what IMAP tells of a party's folder: which messages there are and which of them are read.
-- Which of the ids are this party's is known here; nothing else in a mail is believed. What is not settled
-- (rows in the spool, or changed after the question) stays as it is.
-- p_mail: {"asked", "messages": [{"id", "seen"}], "found": ids of those that a search has found, or null}.
CREATE FUNCTION take_mail(p_party text, p_mail jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    v_id   text;
    v_push jsonb := '[]';
BEGIN
    FOR v_id IN
        DELETE FROM mailbox b USING message m
        WHERE b.party = p_party AND m.id = b.message AND is_settled(m, p_mail)
          AND NOT EXISTS (SELECT FROM jsonb_to_recordset(p_mail->'messages') l (id text) WHERE l.id = m.id)
        RETURNING m.id LOOP
        UPDATE message SET removed = now() WHERE id = v_id;
        v_push := v_push || call_off(v_id);
    END LOOP;
    FOR v_id IN
        UPDATE mailbox b SET read = now()
        FROM message m, jsonb_to_recordset(p_mail->'messages') l (id text, seen boolean)
        WHERE b.party = p_party AND b.read IS NULL AND m.id = b.message AND l.id = m.id AND l.seen
          AND is_settled(m, p_mail)
        RETURNING m.id LOOP
        UPDATE message SET opened = coalesce(opened, now()) WHERE id = v_id;
        v_push := v_push || take_from_queue(v_id) || push_outcome(v_id);
    END LOOP;
    UPDATE mailbox b SET read = NULL
    FROM message m, jsonb_to_recordset(p_mail->'messages') l (id text, seen boolean)
    WHERE b.party = p_party AND b.read IS NOT NULL AND m.id = b.message AND l.id = m.id AND NOT l.seen
      AND is_settled(m, p_mail);
    -- Moved away in a mail program, and back again.
    UPDATE message m SET removed = NULL FROM jsonb_to_recordset(p_mail->'messages') l (id text)
    WHERE m.id = l.id AND m.recipient = p_party AND m.removed IS NOT NULL AND is_settled(m, p_mail);
    INSERT INTO mailbox (message, party, read)
    SELECT m.id, p_party, CASE WHEN bool_or(l.seen) THEN now() END
    FROM jsonb_to_recordset(p_mail->'messages') l (id text, seen boolean) JOIN message m ON m.id = l.id
    WHERE m.recipient = p_party AND is_settled(m, p_mail)
      AND NOT EXISTS (SELECT FROM mailbox b WHERE b.message = m.id)
    GROUP BY m.id, m.sent ORDER BY m.sent;
    RETURN v_push;
END $$;

CREATE FUNCTION is_settled(p_message message, p_mail jsonb) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT p_message.synced < (p_mail->>'asked')::timestamptz
       AND NOT EXISTS (SELECT FROM spool s WHERE s.message = p_message.id AND s.party = p_message.recipient)
$$;

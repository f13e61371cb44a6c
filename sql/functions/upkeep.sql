-- What `pageboy sweep`, `pageboy check` and /health ask for.

-- For `pageboy sweep`: brings everybody's interruptions up to the present moment and forgets what
-- has expired. It gives nothing out, so it needs no credential. Messages that their recipient has
-- deleted are kept for 30 days, because their sender's page may still tell of them.
CREATE FUNCTION sweep(p_ring_seconds int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_party    text;
    v_push     jsonb := '[]';
    v_sessions int;
    v_messages int;
BEGIN
    FOR v_party IN SELECT DISTINCT party FROM interruption WHERE state IN ('queued', 'ringing') ORDER BY party LOOP
        PERFORM lock_parties(v_party);
        v_push := v_push || settle(v_party, p_ring_seconds);
    END LOOP;
    DELETE FROM session s WHERE s.expires < now() - interval '1 day'
       OR s.ended AND s.alive_until < now() - interval '1 day' AND s.expires < now();
    GET DIAGNOSTICS v_sessions = ROW_COUNT;
    DELETE FROM credential WHERE expires < now() - interval '1 day';
    DELETE FROM login_try WHERE at < now() - interval '1 day';
    PERFORM forget_words();
    DELETE FROM message m WHERE m.sent < now() - interval '30 days'
       AND NOT EXISTS (SELECT FROM mailbox b WHERE b.message = m.id);
    GET DIAGNOSTICS v_messages = ROW_COUNT;
    RETURN jsonb_build_object('push', v_push, 'sessions', v_sessions, 'messages', v_messages);
END $$;

-- The words of a message and its recording are in its mailbox; here they stay for as long as a page may show them
-- that does not ask IMAP (message, sent), and for an hour at least. Of what is no message's delivery, a week's
-- trying is enough.
CREATE FUNCTION forget_words() RETURNS void
LANGUAGE sql AS $$
    DELETE FROM spool WHERE kind <> 'deliver' AND problem IS NOT NULL AND made < now() - interval '7 days';
    WITH settled AS (
        UPDATE message m SET forgotten = sha256(convert_to(text, 'UTF8')), text = ''
        WHERE synced IS NOT NULL AND forgotten IS NULL AND sent < now() - interval '1 hour' AND by_imap()
          AND NOT EXISTS (SELECT FROM spool s WHERE s.message = m.id)
          AND NOT EXISTS (SELECT FROM session s WHERE s.about = m.id AND NOT s.ended AND s.expires > now())
        RETURNING id
    )
    UPDATE voice SET bytes = NULL WHERE message IN (SELECT id FROM settled);
$$;

-- Answers GET /health, and for `pageboy check` also whether the records can be written (they cannot
-- on a standby, or on a full disk).
CREATE FUNCTION health() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
    SELECT jsonb_build_object('healthy', EXISTS (SELECT FROM installation),
                              'directory', (SELECT directory FROM installation))
$$;

CREATE FUNCTION write_test() RETURNS jsonb
LANGUAGE sql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
    UPDATE installation SET one = one;
    SELECT jsonb_build_object('healthy', true)
$$;

GRANT EXECUTE ON FUNCTION
    sweep(int),
    health(),
    write_test()
TO pageboy_web;

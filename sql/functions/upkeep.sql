-- What `pageboy sweep`, `pageboy check` and /health ask for.

-- For `pageboy sweep`, as the owner of the records: nobody else may call it. It goes from party to party, each in a
-- transaction of its own, so that nobody waits for the others: brings the next one's interruptions after p_after up to the
-- present moment. "party" is null when there is none any more.
CREATE FUNCTION sweep_party(p_after text, p_ring_seconds int) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_party text := (SELECT party FROM interruption WHERE state IN ('queued', 'ringing') AND party > p_after
                     ORDER BY party LIMIT 1);
BEGIN
    PERFORM lock_parties(v_party);
    RETURN jsonb_build_object('party', v_party, 'push', settle(v_party, p_ring_seconds));
END $$;

-- Forgets at most p_count rows of one kind that have expired, and returns how many. The sweep asks again and again, in
-- short transactions, until fewer are left than it asks for. Messages that their recipient has deleted are kept for 30 days,
-- because their sender's page may still tell of them. The words of a message and its recording are in its IMAP mailbox;
-- here they stay for as long as a page may show them that does not ask IMAP (message, sent), and for an hour at least. Of
-- what is no message's delivery, a week's trying is enough.
CREATE FUNCTION sweep_rows(p_kind text, p_count int) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_rows int;
BEGIN
    CASE p_kind
    WHEN 'session' THEN
        DELETE FROM session WHERE sid IN (
            SELECT sid FROM session
            WHERE expires < now() - interval '1 day' ORDER BY expires LIMIT p_count FOR UPDATE SKIP LOCKED);
    WHEN 'credential' THEN
        DELETE FROM credential WHERE hash IN (
            SELECT hash FROM credential WHERE expires < now() - interval '1 day' ORDER BY expires LIMIT p_count);
    WHEN 'login_try' THEN
        DELETE FROM login_try WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM login_try WHERE at < now() - interval '1 day' ORDER BY at LIMIT p_count));
    WHEN 'login_source' THEN
        DELETE FROM login_source WHERE ctid = ANY (ARRAY(
            SELECT ctid FROM login_source WHERE last < now() - interval '90 days' ORDER BY last LIMIT p_count));
    WHEN 'spool' THEN
        DELETE FROM spool WHERE position IN (
            SELECT position FROM spool
            WHERE kind <> 'deliver' AND problem IS NOT NULL AND made < now() - interval '7 days' LIMIT p_count);
    WHEN 'words' THEN
        WITH settled AS (
            SELECT id FROM message m
            WHERE synced IS NOT NULL AND forgotten IS NULL AND sent < now() - interval '1 hour' AND by_imap()
              AND NOT EXISTS (SELECT FROM spool s WHERE s.message = m.id)
              AND NOT EXISTS (SELECT FROM session s WHERE s.about = m.id AND NOT s.ended AND s.expires > now())
            ORDER BY sent LIMIT p_count FOR UPDATE SKIP LOCKED
        ), sound AS (
            UPDATE voice SET bytes = NULL WHERE message IN (SELECT id FROM settled)
        )
        UPDATE message SET forgotten = sha256(convert_to(text, 'UTF8')), text = ''
        WHERE id IN (SELECT id FROM settled);
    WHEN 'message' THEN
        DELETE FROM message WHERE id IN (
            SELECT id FROM message WHERE removed IS NOT NULL AND sent < now() - interval '30 days'
            ORDER BY sent LIMIT p_count FOR UPDATE SKIP LOCKED);
    END CASE;
    GET DIAGNOSTICS v_rows = ROW_COUNT;
    RETURN to_jsonb(v_rows);
END $$;

-- Answers GET /health.
CREATE FUNCTION health() RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
    SELECT jsonb_build_object('healthy', EXISTS (SELECT FROM installation),
                              'directory', (SELECT directory FROM installation),
                              'read_only', current_setting('transaction_read_only')::boolean)
$$;

-- For `pageboy check`, as the owner: can the records be written? They cannot on a standby, or on a full disk.
CREATE FUNCTION write_test() RETURNS jsonb
LANGUAGE sql SET search_path = pageboy, pg_temp AS $$
    UPDATE installation SET one = one;
    SELECT jsonb_build_object('healthy', true)
$$;

GRANT EXECUTE ON FUNCTION health() TO pageboy_web;

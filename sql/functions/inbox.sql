-- The list of a party's messages.

-- Of those who have sent something to a party, the ones whose name or id says what is searched for. Each step asks for the
-- next of all pairs of recipient and sender, because only one index has them in this order: no other plan can be chosen.
CREATE FUNCTION senders_like(p_party text, p_pattern text) RETURNS text[]
LANGUAGE sql STABLE AS $$
    WITH RECURSIVE who AS (
        (SELECT recipient, sender, sender_name FROM message WHERE recipient >= p_party ORDER BY recipient, sender LIMIT 1)
        UNION ALL
        SELECT another.* FROM who, LATERAL (
            SELECT recipient, sender, sender_name FROM message
            WHERE (recipient, sender) > (who.recipient, who.sender)
            ORDER BY recipient, sender LIMIT 1) another
        WHERE who.recipient = p_party
    )
    SELECT coalesce(array_agg(who.sender), '{}') FROM who LEFT JOIN party p ON p.id = who.sender
    WHERE who.recipient = p_party
      AND (who.sender LIKE p_pattern OR lower(coalesce(p.name, who.sender_name)) LIKE p_pattern)
$$;

-- Messages in a party's mailbox, of its read or of its unread messages: those beyond p_after that say what is searched for,
-- the nearest first; p_back: towards the newer end. Words that are common are soon found on the way. Those that are not are
-- looked up by their trigrams, because there may be 100,000 messages without them. The joins are written such that no plan
-- reads a table whole, whatever its statistics say. p_found: see `inbox_page`.
CREATE FUNCTION inbox_part(p_party text, p_read boolean, p_after bigint, p_back boolean, p_search text, p_found jsonb,
                           p_limit int) RETURNS SETOF text
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_near    constant int := 1000;
    v_beyond  text := CASE WHEN p_back THEN '>' ELSE '<' END;
    v_order   text := CASE WHEN p_back THEN 'ASC' ELSE 'DESC' END;
    v_pattern text := '%' || regexp_replace(lower(p_search), '([\\%_])', '\\\1', 'g') || '%';
    v_which   text := CASE WHEN p_read THEN 'read IS NOT NULL' ELSE 'read IS NULL' END;
    v_scan    text := format('SELECT position, message FROM mailbox WHERE party = $1 AND %s AND position %s $2
                              ORDER BY position %s LIMIT ', v_which, v_beyond, v_order);
    v_senders text[];
    v_edge    bigint;
    v_count   int;
BEGIN
    IF p_search = '' THEN
        RETURN QUERY EXECUTE 'SELECT message FROM (' || v_scan || '$3) near' USING p_party, p_after, p_limit;
        RETURN;
    END IF;
    v_senders := senders_like(p_party, v_pattern);
    RETURN QUERY EXECUTE format(
        'SELECT message FROM (%s %s) near
         WHERE (SELECT lower(m.text) LIKE $4 OR m.sender = ANY ($5) OR $6 ? m.id FROM message m WHERE m.id = near.message)
         LIMIT $3', v_scan, v_near)
        USING p_party, p_after, p_limit, v_pattern, v_senders, coalesce(p_found, '[]');
    GET DIAGNOSTICS v_count = ROW_COUNT;
    EXECUTE 'SELECT position FROM (' || v_scan || '1 OFFSET $3) near' INTO v_edge
        USING p_party, p_after, v_near - 1;
    IF v_count < p_limit AND v_edge IS NOT NULL THEN
        RETURN QUERY EXECUTE format(
            'WITH said AS MATERIALIZED (
                 SELECT id FROM message WHERE recipient = $1 AND lower(text) LIKE $4
                 UNION SELECT id FROM message WHERE recipient = $1 AND sender = ANY ($5)
                 UNION SELECT jsonb_array_elements_text($6))
             SELECT b.message FROM said, LATERAL (
                 SELECT * FROM mailbox WHERE party = $1 AND message = said.id OFFSET 0) b
             WHERE %s AND position %s $2 ORDER BY position %s LIMIT $3', v_which, v_beyond, v_order)
            USING p_party, v_edge, p_limit - v_count, v_pattern, v_senders, coalesce(p_found, '[]');
    END IF;
END $$;

-- Unread first, newest first; 20 to a page. The cursor is opaque to the reader: `u` or `r` (unread
-- or read) and the position after which the page begins; a leading `-` reads towards the newer end.
-- p_found: with IMAP, the messages whose words a search has found there. `stored`: the words are there.
CREATE FUNCTION inbox_page(p_session session, p_search text, p_before text, p_found jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_back  boolean := coalesce(p_before LIKE '-%', false);
    v_read  boolean := coalesce(ltrim(p_before, '-') LIKE 'r%', false);
    v_after bigint := coalesce(substring(ltrim(p_before, '-') FROM 2)::bigint, 9223372036854775807);
    v_found text[];
    v_page  jsonb;
    v_first text;
    v_last  text;
    v_more  boolean;
BEGIN
    v_found := ARRAY(SELECT inbox_part(p_session.party, v_read, v_after, v_back, p_search, p_found, 21));
    -- Beyond the last unread message come the read ones, and the other way round.
    IF v_read = v_back AND cardinality(v_found) < 21 THEN
        v_found := v_found || ARRAY(SELECT inbox_part(p_session.party, NOT v_read, CASE WHEN v_back THEN 0 ELSE 9223372036854775807 END,
                                                      v_back, p_search, p_found, 21 - cardinality(v_found)));
    END IF;
    v_more := cardinality(v_found) > 20;
    WITH listed AS (
        SELECT b.read IS NOT NULL AS was_read, b.position, sender_of(m) AS sent_by, m.*
        FROM mailbox b JOIN message m ON m.id = b.message
        WHERE b.party = p_session.party AND b.message = ANY (v_found[:20])
    )
    SELECT coalesce(jsonb_agg(jsonb_build_object(
               'id', id, 'from', sent_by,
               'summary', CASE WHEN length(text) > 120 THEN left(text, 119) || '…' ELSE text END,
               'sent', sent, 'unread', NOT was_read, 'urgent', urgent, 'answered', answered IS NOT NULL,
               'stored', synced IS NOT NULL) || voice_facts(id)
               ORDER BY was_read, position DESC), '[]'),
           (array_agg(CASE WHEN was_read THEN 'r' ELSE 'u' END || position ORDER BY was_read, position DESC))[1],
           (array_agg(CASE WHEN was_read THEN 'r' ELSE 'u' END || position ORDER BY was_read DESC, position))[1]
    INTO v_page, v_first, v_last FROM listed;
    RETURN jsonb_build_object(
        'messages', v_page,
        'older', CASE WHEN v_back OR v_more THEN v_last END,
        'newer', CASE WHEN v_back AND v_more OR p_before IS NOT NULL AND NOT v_back THEN '-' || v_first END);
END $$;

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
    UPDATE message SET removed = now() WHERE id = p_message AND recipient = v_session.party AND removed IS NULL;
    IF NOT FOUND THEN
        PERFORM refuse('404', 'no_such_message');
    END IF;
    -- What was waiting behind it rings now.
    v_push := v_push || call_off(p_message) || settle(v_session.party, (p_limits->>'ring')::int);
    PERFORM spool_put(v_claim, p_limits, v_session.party, p_message, 'trash');
    UPDATE session SET page = 'inbox', about = NULL, notice = 'message_deleted' WHERE sid = p_sid;
    RETURN jsonb_build_object('push', v_push, 'spool', v_claim);
END $$;

GRANT EXECUTE ON FUNCTION
    delete_message(text, bytea[], jsonb, text)
TO pageboy_web;

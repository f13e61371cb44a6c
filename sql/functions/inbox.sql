-- The list of a party's messages.

-- Unread first, newest first; 20 to a page. The cursor is opaque to the reader: `u` or `r` (unread
-- or read) and the position after which the page begins; a leading `-` reads towards the newer end.
-- p_found: with IMAP, the messages whose words a search has found there. `stored`: the words are there.
CREATE FUNCTION inbox_page(p_session session, p_search text, p_before text, p_found jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    v_back   boolean := p_before LIKE '-%';
    v_read   boolean := CASE ltrim(p_before, '-')::char(1) WHEN 'r' THEN true WHEN 'u' THEN false END;
    v_after  bigint := substring(ltrim(p_before, '-') FROM 2)::bigint;
    v_page   jsonb;
    v_first  text;
    v_last   text;
    v_more   boolean;
BEGIN
    WITH listed AS (
        SELECT b.read IS NOT NULL AS was_read, b.position, sender_of(m) AS sent_by, m.*
        FROM mailbox b JOIN message m ON m.id = b.message
        WHERE b.party = p_session.party
          AND (p_search = '' OR p_found ? m.id OR position(lower(p_search) IN lower(m.text)) > 0
               OR position(lower(p_search) IN lower(sender_of(m)->>'name')) > 0
               OR position(lower(p_search) IN m.sender) > 0)
    ), cut AS (
        SELECT *, row_number() OVER (ORDER BY
                      CASE WHEN v_back THEN NOT was_read ELSE was_read END,
                      CASE WHEN v_back THEN position ELSE -position END) AS n
        FROM listed
        WHERE p_before IS NULL
           OR NOT v_back AND (was_read, -position) > (v_read, -v_after)
           OR v_back AND (was_read, -position) < (v_read, -v_after)
        ORDER BY n LIMIT 21
    )
    SELECT coalesce(jsonb_agg(jsonb_build_object(
               'id', id, 'from', sent_by,
               'summary', CASE WHEN length(text) > 120 THEN left(text, 119) || '…' ELSE text END,
               'sent', sent, 'unread', NOT was_read, 'urgent', urgent, 'answered', answered IS NOT NULL,
               'stored', synced IS NOT NULL) || voice_facts(id)
               ORDER BY was_read, position DESC) FILTER (WHERE n <= 20), '[]'),
           (array_agg(CASE WHEN was_read THEN 'r' ELSE 'u' END || position ORDER BY was_read, position DESC)
               FILTER (WHERE n <= 20))[1],
           (array_agg(CASE WHEN was_read THEN 'r' ELSE 'u' END || position ORDER BY was_read DESC, position)
               FILTER (WHERE n <= 20))[1],
           count(*) > 20
    INTO v_page, v_first, v_last, v_more FROM cut;
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

-- Half-written forms, which are kept with their session.

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

GRANT EXECUTE ON FUNCTION
    save_draft(text, bytea[], int, text, jsonb, text, boolean, jsonb, bytea)
TO pageboy_web;

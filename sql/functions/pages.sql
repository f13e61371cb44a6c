-- What the pages show.

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

-- The parties whose name or id contains the words, at most p_limit of them, and in any case the one
-- that is selected.
CREATE FUNCTION people(p_search text, p_limit int, p_selected text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'people', coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'availability', availability(id),
                                                        'selected', id = p_selected)
                                     ORDER BY lower(name), id) FILTER (WHERE n <= p_limit), '[]'),
        'more', count(*) > p_limit)
    FROM (SELECT id, name, row_number() OVER () AS n
          FROM (SELECT p.id, p.name FROM party p
                WHERE NOT p.locked
                  AND (p.id = p_selected OR p_search = '' OR position(lower(p_search) IN lower(p.name)) > 0
                                                          OR position(lower(p_search) IN p.id) > 0)
                ORDER BY p.id = p_selected DESC, lower(p.name), p.id LIMIT p_limit + 1) found) numbered
$$;

-- A message as its recipient sees it.
CREATE FUNCTION letter(p_message message) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object('id', p_message.id, 'from', sender_of(p_message),
                              'text', p_message.text, 'sent', p_message.sent,
                              'urgent', p_message.urgent, 'in_reply_to', p_message.in_reply_to,
                              'answered', p_message.answered IS NOT NULL) || voice_facts(p_message.id)
$$;

CREATE FUNCTION sent_page(p_session session) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT jsonb_build_object(
        'message', jsonb_build_object('id', m.id, 'to', person(m.recipient), 'text', m.text, 'sent', m.sent,
                                      'urgent', m.urgent, 'reply', m.in_reply_to IS NOT NULL)
                   || voice_facts(m.id),
        'outcome', m.outcome, 'opened', m.opened, 'answered', m.answered, 'left', i.state = 'closed',
        'removed', NOT EXISTS (SELECT FROM mailbox WHERE message = m.id),
        'notify', CASE WHEN i.state IN ('queued', 'ringing') THEN i.sid END,
        'server', (SELECT server FROM session WHERE sid = i.sid),
        'ringing_seconds_left', CASE WHEN i.state = 'ringing'
            THEN greatest(0, ceil(extract(epoch FROM i.rings_until - now())))::int END)
    FROM message m LEFT JOIN interruption i ON i.message = m.id
    WHERE m.id = p_session.about AND m.sender = p_session.party
$$;

-- Shows a session's page. p_turn names the page that it turns to first, or is NULL. p_follow: a script asks
-- how things stand, and nobody is looking, so nothing becomes present, opened or read by it. With IMAP the
-- inbox is shown at the second call: the first one answers {"ask"}, and p_mail is what IMAP told (`take_mail`).
CREATE FUNCTION show(p_sid text, p_credentials bytea[], p_limits jsonb, p_turn text, p_about text, p_search text,
                     p_before text, p_to text, p_follow boolean, p_mail jsonb DEFAULT NULL) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    v_session      session;
    v_interruption interruption;
    v_push         jsonb;
    v_suspended    text;
    v_message      message;
    v_unread       boolean;
    v_page         jsonb;
    v_notice       text;
    v_draft        jsonb;
    v_claim        text := new_claim();
BEGIN
    -- A page `sent` shows what became of the recipient's interruption, so it settles that too.
    SELECT m.* INTO v_message FROM session s JOIN message m ON m.id = s.about WHERE s.sid = p_sid;
    v_session := enter(p_sid, p_credentials, (p_limits->>'hours')::int, v_message.recipient);
    v_push := settle(v_session.party, (p_limits->>'ring')::int);
    IF v_message.recipient <> v_session.party THEN
        v_push := v_push || settle(v_message.recipient, (p_limits->>'ring')::int);
    END IF;

    SELECT * INTO v_interruption FROM interruption WHERE sid = p_sid;
    IF v_interruption.state = 'over' THEN
        PERFORM refuse_ended(p_sid);
    END IF;
    v_suspended := suspended_by(v_session);
    IF v_suspended IS NOT NULL THEN
        RETURN jsonb_build_object('interrupted', v_suspended, 'push', v_push);
    END IF;
    IF v_interruption.sid IS NOT NULL AND p_turn IS NOT NULL THEN
        -- An interruption shows its one message; everything else is in the session behind it.
        RETURN jsonb_build_object('interrupted', p_sid, 'push', v_push);
    END IF;

    IF by_imap() AND coalesce(p_turn, v_session.page) = 'inbox' THEN
        IF p_mail IS NULL THEN
            RETURN jsonb_build_object('ask', ask_mailbox(v_session.party), 'push', v_push);
        END IF;
        v_push := v_push || take_mail(v_session.party, p_mail);
    END IF;

    v_notice := v_session.notice;
    IF NOT p_follow THEN
        UPDATE session SET notice = NULL, shown = now(), page = coalesce(p_turn, page),
                           about = CASE WHEN p_turn IS NULL THEN about ELSE p_about END
        WHERE sid = p_sid RETURNING * INTO v_session;
    ELSIF p_turn IS NOT NULL THEN
        v_session.page := p_turn;
        v_session.about := p_about;
    END IF;

    IF v_interruption.state = 'ringing' AND NOT p_follow THEN
        UPDATE interruption SET state = 'open' WHERE sid = p_sid;
        UPDATE message SET outcome = 'interrupted', opened = coalesce(opened, now()) WHERE id = v_interruption.message;
        UPDATE mailbox SET read = now() WHERE message = v_interruption.message AND read IS NULL;
        PERFORM spool_put(v_claim, p_limits, v_session.party, v_interruption.message, 'seen');
        v_push := v_push || push_outcome(v_interruption.message);
    END IF;

    IF v_session.page = 'inbox' AND v_session.about IS NOT NULL THEN
        SELECT m.* INTO v_message FROM mailbox b JOIN message m ON m.id = b.message
        WHERE b.party = v_session.party AND b.message = v_session.about;
        v_unread := EXISTS (SELECT FROM mailbox WHERE message = v_message.id AND read IS NULL);
        IF v_message.id IS NULL THEN
            UPDATE session SET about = NULL WHERE sid = p_sid;
            IF p_turn IS NOT NULL THEN
                PERFORM refuse('404', 'no_such_message');
            END IF;
            v_session.about := NULL;
        ELSIF v_unread AND NOT p_follow THEN
            UPDATE mailbox SET read = now() WHERE message = v_message.id;
            PERFORM spool_put(v_claim, p_limits, v_session.party, v_message.id, 'seen');
            UPDATE message SET opened = coalesce(opened, now()) WHERE id = v_message.id;
            v_push := v_push || take_from_queue(v_message.id) || push_outcome(v_message.id);
        END IF;
    END IF;
    IF v_session.page = 'sent' AND sent_page(v_session) IS NULL THEN
        UPDATE session SET page = 'desk', about = NULL WHERE sid = p_sid RETURNING * INTO v_session;
    END IF;

    v_draft := v_session.drafts->draft_key(v_session, NULL, NULL);
    v_page := CASE v_session.page
        WHEN 'desk' THEN CASE WHEN in_ldap() THEN people_known(p_search, 50, coalesce(p_to, lower(v_draft->>'to'), ''))
                              ELSE people(p_search, 50, coalesce(p_to, lower(v_draft->>'to'), '')) END
        WHEN 'sent' THEN sent_page(v_session)
        WHEN 'message' THEN (SELECT jsonb_build_object('message', letter(m)) FROM message m
                           WHERE m.id = v_session.about AND m.recipient = v_session.party)
        WHEN 'inbox' THEN inbox_page(v_session, p_search, p_before, p_mail->'found') || jsonb_build_object('open',
            CASE WHEN v_session.about IS NOT NULL THEN letter(v_message)
                 || jsonb_build_object('unread', v_unread, 'stored', v_message.synced IS NOT NULL) END)
        WHEN 'settings' THEN (SELECT jsonb_build_object('accept', coalesce(v_draft->>'accept', array_to_string(accept, ' ')),
                                  'urgent', coalesce(v_draft->>'urgent', array_to_string(urgent, ' ')), 'groups', to_jsonb(groups),
                                  'kept_in_directory', in_ldap(), 'accept_values', to_jsonb(accept),
                                  'urgent_values', to_jsonb(urgent))
                              FROM party WHERE id = v_session.party)
    END;
    IF v_page IS NULL THEN
        PERFORM refuse('404', 'no_such_message');
    END IF;
    RETURN v_page || jsonb_build_object(
        'page', v_session.page, 'party', person(v_session.party),
        'status', (SELECT status FROM registry WHERE party = v_session.party),
        'waiting', (SELECT count(*) FROM interruption WHERE party = v_session.party AND state = 'queued'),
        'unread', (SELECT count(*) FROM mailbox WHERE party = v_session.party AND read IS NULL),
        'draft', coalesce(v_draft, '{}'),
        'draft_voice', (SELECT jsonb_build_object('voice_type', media_type, 'voice_seconds', round(milliseconds / 1000.0, 1))
                        FROM voice_draft WHERE sid = p_sid AND key = draft_key(v_session, NULL, NULL)),
        'interruption', v_interruption.sid IS NOT NULL,
        'kept', v_session.page = 'sent' AND is_kept(v_session.about),
        'notice', v_notice, 'push', v_push,
        'spool', (SELECT v_claim WHERE EXISTS (SELECT FROM spool WHERE claim = v_claim)));
END $$;

GRANT EXECUTE ON FUNCTION
    show(text, bytea[], jsonb, text, text, text, text, text, boolean, jsonb)
TO pageboy_web;

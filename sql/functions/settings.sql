-- Who may reach a party, as it says itself.

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

GRANT EXECUTE ON FUNCTION
    save_settings(text, bytea[], jsonb, text[], text[], jsonb)
TO pageboy_web;

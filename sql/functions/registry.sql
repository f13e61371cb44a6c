-- Who is there, and what they say of themselves.

-- How long a browser may be silent before it counts as gone. Pages give a sign of life every 25 s.
CREATE FUNCTION silence() RETURNS interval
LANGUAGE sql IMMUTABLE AS $$ SELECT interval '80 seconds' $$;

-- Everything that changes a party's interruptions holds its registry row. Several are locked in
-- one order, so two parties that page each other at once wait instead of dying of it.
CREATE FUNCTION lock_parties(VARIADIC p_parties text[]) RETURNS void
LANGUAGE sql AS $$
    SELECT FROM registry WHERE party = ANY (p_parties) ORDER BY party FOR UPDATE
$$;

-- The session that a party's browser shows now: of those that are alive and not suspended, the
-- one that was looked at last.
CREATE FUNCTION present_session(p_party text) RETURNS session
LANGUAGE sql STABLE AS $$
    SELECT s.* FROM session s
    WHERE s.party = p_party AND NOT s.ended AND s.alive_until > now() AND s.expires > now()
      AND NOT EXISTS (SELECT FROM interruption i WHERE i.sid = s.sid)
      AND NOT EXISTS (SELECT FROM interruption i JOIN session n ON n.sid = i.sid
                      WHERE i.interrupts = s.sid AND i.state IN ('ringing', 'open')
                        AND NOT n.ended AND n.expires > now())
    ORDER BY s.shown DESC LIMIT 1
$$;

CREATE FUNCTION availability(p_party text) RETURNS text
LANGUAGE sql STABLE AS $$
    SELECT CASE
        WHEN NOT EXISTS (SELECT FROM session s WHERE s.party = p_party AND NOT s.ended
                           AND s.alive_until > now() AND s.expires > now()) THEN 'away'
        ELSE (SELECT r.status FROM registry r WHERE r.party = p_party)
    END
$$;

-- The registry as a page asks for it: one party's availability, or everybody's.
CREATE FUNCTION read_registry(p_sid text, p_credentials bytea[], p_limits jsonb, p_party text, p_search text,
                              p_selected text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_session   session := enter(p_sid, p_credentials, (p_limits->>'hours')::int);
    v_push      jsonb := settle(v_session.party, (p_limits->>'ring')::int);
    v_suspended text := suspended_by(v_session);
    v_known     boolean;
BEGIN
    IF v_suspended IS NOT NULL THEN
        RETURN jsonb_build_object('interrupted', v_suspended, 'push', v_push);
    END IF;
    IF p_party IS NULL THEN
        RETURN CASE WHEN in_ldap() THEN people_known(p_search, 50, p_selected) ELSE people(p_search, 50, p_selected) END
            || jsonb_build_object('push', v_push);
    END IF;
    v_known := EXISTS (SELECT FROM party WHERE id = p_party AND NOT locked);
    IF NOT v_known AND NOT in_ldap() THEN
        PERFORM refuse('404', 'no_such_party');
    END IF;
    RETURN jsonb_build_object('party', p_party, 'availability', availability(p_party), 'known', v_known,
                              'doubtful', directory_is_doubtful(), 'push', v_push);
END $$;

CREATE FUNCTION set_status(p_sid text, p_credentials bytea[], p_hours int, p_ring_seconds int, p_status text)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_session   session := enter(p_sid, p_credentials, p_hours);
    v_push      jsonb := settle(v_session.party, p_ring_seconds);
    v_suspended text := suspended_by(v_session);
    v_over      text;
BEGIN
    IF v_suspended IS NOT NULL THEN
        RETURN jsonb_build_object('interrupted', v_suspended, 'push', v_push);
    END IF;
    UPDATE registry SET status = p_status WHERE party = v_session.party;
    -- What waits its turn and is not let through any more goes to the mailbox.
    FOR v_over IN SELECT sid FROM interruption WHERE party = v_session.party AND state = 'queued'
                  AND (p_status = 'away' OR p_status = 'busy' AND NOT urgent) LOOP
        v_push := v_push || end_interruption(v_over);
    END LOOP;
    RETURN jsonb_build_object('status', p_status, 'push', v_push);
END $$;

GRANT EXECUTE ON FUNCTION
    read_registry(text, bytea[], jsonb, text, text, text),
    set_status(text, bytea[], int, int, text)
TO pageboy_web;

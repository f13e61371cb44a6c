-- Who may reach whom; and where people come from LDAP, what is known of them here.

-- Does this list of who may (everyone, nobody, party:<id>, group:<name>) admit the party?
CREATE FUNCTION admits(p_list text[], p_party text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT 'everyone' = ANY (p_list) OR 'party:' || p_party = ANY (p_list)
        OR EXISTS (SELECT FROM party p, unnest(p.groups) g
                   WHERE p.id = p_party AND 'group:' || g = ANY (p_list))
$$;

CREATE FUNCTION in_ldap() RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT directory = 'ldap' FROM installation $$;

CREATE FUNCTION require_directory(p_directory text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM installation WHERE directory = p_directory) THEN
        PERFORM refuse('503', 'directory_mismatch');
    END IF;
END $$;

-- LDAP could not be asked, and has not answered since. Who wants to ask it now asks `directory_try` first.
CREATE FUNCTION directory_is_doubtful() RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT directory_silent_until > '-infinity' FROM installation $$;

-- A party's word is good for a while; then a worker has to ask again. Not while LDAP is silent: who is in stays in.
CREATE FUNCTION refuse_stale(p_party text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM installation i JOIN party p ON p.id = p_party
               WHERE i.directory = 'ldap' AND i.directory_silent_until <= now() AND p.fresh_until <= now()) THEN
        PERFORM refuse('503', 'directory_stale');
    END IF;
END $$;

-- Whom to ask LDAP about, when `enter` has refused because it is time to. Of several requests of a party one asks;
-- the others go on meanwhile: {"party": null}.
CREATE FUNCTION directory_ask(p_sid text, p_credentials bytea[]) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_party text;
BEGIN
    SELECT s.party INTO v_party FROM session s
    JOIN credential c ON c.party = s.party AND c.hash = ANY (p_credentials) AND NOT c.ended AND c.expires > now()
    WHERE s.sid = p_sid LIMIT 1;
    IF v_party IS NULL THEN
        PERFORM refuse('403', 'not_yours');
    END IF;
    PERFORM require_directory('ldap');
    UPDATE party SET fresh_until = now() + interval '4 seconds' WHERE id = v_party AND fresh_until <= now();
    RETURN jsonb_build_object('party', CASE WHEN FOUND THEN v_party END, 'doubtful', directory_is_doubtful());
END $$;

-- While LDAP is silent one request in five seconds tries whether it answers again. The others are told at once that it
-- does not, so no crowd of workers waits for it.
CREATE FUNCTION directory_try() RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
BEGIN
    PERFORM require_directory('ldap');
    UPDATE installation SET directory_silent_until = now() + interval '5 seconds'
    WHERE directory_silent_until > '-infinity' AND directory_silent_until <= now();
    RETURN jsonb_build_object('may', FOUND OR NOT directory_is_doubtful());
END $$;

CREATE FUNCTION directory_answers(p_answers boolean) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
BEGIN
    PERFORM require_directory('ldap');
    UPDATE installation
    SET directory_silent_until = CASE WHEN p_answers THEN '-infinity' ELSE now() + interval '5 seconds' END;
    RETURN '{}';
END $$;

-- What LDAP has of a party: {"id", "dn", "name", "mail", "mailbox", "accept": [], "urgent": []}. The lists are only
-- for its settings page.
CREATE FUNCTION keep_entry(p_entry jsonb, p_seconds int) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO party (id, dn, name, mail, mailbox, accept, urgent, fresh_until)
    SELECT p_entry->>'id', p_entry->>'dn', p_entry->>'name', p_entry->>'mail', p_entry->>'mailbox',
           ARRAY (SELECT jsonb_array_elements_text(p_entry->'accept')),
           ARRAY (SELECT jsonb_array_elements_text(p_entry->'urgent')), now() + make_interval(secs => p_seconds)
    ON CONFLICT (id) DO UPDATE
    SET dn = excluded.dn, name = excluded.name, mail = excluded.mail, mailbox = excluded.mailbox,
        accept = excluded.accept, urgent = excluded.urgent, fresh_until = excluded.fresh_until, locked = false;
    INSERT INTO registry (party) VALUES (p_entry->>'id') ON CONFLICT DO NOTHING
$$;

CREATE FUNCTION directory_has(p_entry jsonb, p_seconds int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
BEGIN
    PERFORM require_directory('ldap');
    PERFORM keep_entry(p_entry, p_seconds);
    RETURN '{}';
END $$;

-- LDAP does not know the party, or not any more: all that it has open ends. Its mailbox stays, for `pageboy party
-- remove` to take or for its return.
CREATE FUNCTION directory_lacks(p_party text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
BEGIN
    PERFORM require_directory('ldap');
    PERFORM lock_parties(p_party);
    UPDATE party SET locked = true, fresh_until = '-infinity' WHERE id = p_party AND NOT locked;
    RETURN jsonb_build_object('push', CASE WHEN FOUND THEN show_out(p_party) ELSE '[]' END);
END $$;

-- As `people`, of the parties that LDAP has told of before; those who are there come first.
CREATE FUNCTION people_known(p_search text, p_limit int, p_selected text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    WITH here AS MATERIALIZED (
        SELECT DISTINCT s.party FROM session s JOIN registry r USING (party)
        WHERE NOT s.ended AND s.alive_until > now() AND s.expires > now() AND r.status <> 'away'
    ), found AS (
        SELECT p.id, p.name, row_number() OVER (ORDER BY p.id = p_selected DESC, h.party IS NOT NULL DESC,
                                                         lower(p.name), p.id) AS n
        FROM party p LEFT JOIN here h ON h.party = p.id
        WHERE NOT p.locked AND p.dn <> ''
          AND (p.id = p_selected OR p_search = '' OR position(lower(p_search) IN lower(p.name)) > 0
                                                  OR position(lower(p_search) IN p.id) > 0)
        ORDER BY n LIMIT p_limit + 1
    )
    SELECT jsonb_build_object(
        'people', coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'availability', availability(id),
                                                        'selected', id = p_selected)
                                     ORDER BY lower(name), id) FILTER (WHERE n <= p_limit), '[]'),
        'more', count(*) > p_limit, 'doubtful', directory_is_doubtful())
    FROM found
$$;

GRANT EXECUTE ON FUNCTION
    directory_ask(text, bytea[]),
    directory_try(),
    directory_answers(boolean),
    directory_has(jsonb, int),
    directory_lacks(text)
TO pageboy_web;

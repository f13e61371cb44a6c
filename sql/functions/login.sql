-- Logging in.

-- The network that tries are counted for: an address, of IPv6 the /64 that one customer has.
CREATE FUNCTION network_of(p_source inet) RETURNS cidr
LANGUAGE sql IMMUTABLE AS $$
    SELECT network(set_masklen(p_source, CASE family(p_source) WHEN 6 THEN 64 ELSE 32 END))
$$;

-- Logging in takes two steps, so that the hash of a password never leaves the database: the worker
-- asks for the salt, derives argon2id from it and hands the result back. Every first step counts as
-- a try, under locks, so of many at once exactly the allowed number goes on. The limits: tries for
-- one party from one source, and five times as many for the party and for the source alone. Who has logged in to the
-- party from this source before, or is still, passes those two: strangers' guesses lock nobody out, and neither do the
-- mistyped passwords of a whole house behind one address.
CREATE FUNCTION login_begin(p_party text, p_source inet, p_previous bytea[], p_tries int, p_minutes int) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
DECLARE
    v_source cidr := network_of(p_source);
    v_time   interval := make_interval(mins => least(p_minutes, 1440));
    v_known  boolean := EXISTS (SELECT FROM login_source WHERE party = p_party AND source = v_source)
                        OR EXISTS (SELECT FROM credential WHERE hash = ANY (p_previous) AND party = p_party
                                     AND NOT ended AND expires > now());
    v_free   timestamptz;
BEGIN
    -- The two locks are of different classes and always taken in this order.
    PERFORM pg_advisory_xact_lock(1, hashtext(v_source::text));
    PERFORM pg_advisory_xact_lock(2, hashtext(p_party));
    -- For each limit the try that must be too old before another one is allowed.
    SELECT max(at) + v_time INTO v_free FROM (
        (SELECT at FROM login_try WHERE at > now() - v_time AND party = p_party AND source = v_source
         ORDER BY at DESC OFFSET p_tries - 1 LIMIT 1)
        UNION ALL
        (SELECT at FROM login_try WHERE at > now() - v_time AND party = p_party AND NOT v_known
         ORDER BY at DESC OFFSET 5 * p_tries - 1 LIMIT 1)
        UNION ALL
        -- Many people may log in at once from one address: what is still on its way is no failure.
        (SELECT at FROM login_try WHERE at > now() - v_time AND source = v_source AND NOT v_known
                                    AND (failed OR at < now() - interval '10 seconds')
         ORDER BY at DESC OFFSET 5 * p_tries - 1 LIMIT 1)
    ) full_up;
    IF v_free IS NOT NULL THEN
        PERFORM refuse_until('429', 'too_many_logins', v_free);
    END IF;
    INSERT INTO login_try (party, source) VALUES (p_party, v_source);
    RETURN jsonb_build_object('doubtful', directory_is_doubtful(), 'salt', encode(coalesce(
        (SELECT salt FROM party WHERE id = p_party),
        (SELECT substring(sha256(secret || convert_to(p_party, 'UTF8')) FOR 16) FROM installation)), 'hex'));
END $$;

-- A party that does not exist, one that is locked, one without a password and a wrong password are
-- told alike. `p_previous` are the credentials that the browser came with: those of the party end.
CREATE FUNCTION login_finish(p_party text, p_source inet, p_derived bytea, p_sid text, p_credential bytea,
                             p_previous bytea[], p_hours int, p_server text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
BEGIN
    PERFORM require_directory('sql');
    RETURN let_in(EXISTS (SELECT FROM party WHERE id = p_party AND verifier = sha256(p_derived) AND NOT locked),
                  p_party, p_source, p_sid, p_credential, p_previous, p_hours, p_server);
END $$;

-- How every log-in ends: p_proven says whether the directory knows the party by what it came with. It takes a try
-- that was counted and has not failed yet, so nobody tries without being counted. The answer says which of the
-- credentials that the browser came with are of any use still.
CREATE FUNCTION let_in(p_proven boolean, p_party text, p_source inet, p_sid text, p_credential bytea,
                       p_previous bytea[], p_hours int, p_server text) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
    v_source cidr := network_of(p_source);
BEGIN
    IF p_proven IS TRUE AND EXISTS (SELECT FROM credential WHERE hash = p_credential AND party = p_party) THEN
        -- The same log-in once more, after its answer was lost.
        RETURN jsonb_build_object('party', p_party);
    END IF;
    UPDATE login_try SET failed = true
    WHERE ctid = (SELECT ctid FROM login_try WHERE party = p_party AND source = v_source AND NOT failed
                  ORDER BY at LIMIT 1 FOR UPDATE SKIP LOCKED);
    IF NOT FOUND THEN
        PERFORM refuse('429', 'too_many_logins');
    END IF;
    IF p_proven IS NOT TRUE THEN
        RETURN jsonb_build_object('party', NULL);
    END IF;
    PERFORM lock_parties(p_party);
    DELETE FROM login_try WHERE party = p_party AND source = v_source AND failed;
    INSERT INTO login_source (party, source) VALUES (p_party, v_source)
    ON CONFLICT (party, source) DO UPDATE SET last = now();
    DELETE FROM login_source WHERE (party, source) IN (
        SELECT party, source FROM login_source WHERE party = p_party ORDER BY last DESC OFFSET 100);
    -- Whoever comes back after all windows were gone is available again.
    UPDATE registry SET status = 'available'
    WHERE party = p_party AND NOT EXISTS (SELECT FROM session s WHERE s.party = p_party AND NOT s.ended
                                            AND s.alive_until > now() AND s.expires > now());
    UPDATE credential SET ended = true WHERE party = p_party AND hash = ANY (p_previous);
    INSERT INTO credential (hash, party, expires)
    VALUES (p_credential, p_party, lives_until(p_hours + 1))
    ON CONFLICT (hash) DO NOTHING;
    IF NOT EXISTS (SELECT FROM session WHERE sid = p_sid) THEN
        PERFORM new_session(p_party, p_sid, p_hours, p_server);
        -- What was half-written in a window that is gone is found again.
        UPDATE session new SET drafts = old.drafts
        FROM (SELECT s.drafts FROM session s
              WHERE s.party = p_party AND NOT s.ended AND s.expires > now() AND s.alive_until <= now()
                AND s.drafts <> '{}' AND NOT EXISTS (SELECT FROM interruption i WHERE i.sid = s.sid)
              ORDER BY s.shown DESC LIMIT 1) old
        WHERE new.sid = p_sid;
    END IF;
    RETURN jsonb_build_object('party', p_party, 'live', (
        SELECT coalesce(jsonb_agg(encode(hash, 'hex')), '[]') FROM credential
        WHERE hash = ANY (p_previous) AND NOT ended AND expires > now()));
END $$;

-- The second step of logging in: the worker has asked LDAP. p_entry is NULL for a party that it does not know, or not
-- by this password.
CREATE FUNCTION login_by_directory(p_party text, p_source inet, p_entry jsonb, p_seconds int, p_sid text,
                                   p_credential bytea, p_previous bytea[], p_hours int, p_server text)
RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
BEGIN
    PERFORM require_directory('ldap');
    IF p_entry->>'id' = p_party THEN
        PERFORM keep_entry(p_entry, p_seconds);
    END IF;
    RETURN let_in(p_entry->>'id' = p_party, p_party, p_source, p_sid, p_credential, p_previous, p_hours, p_server);
END $$;

GRANT EXECUTE ON FUNCTION
    login_begin(text, inet, bytea[], int, int),
    login_finish(text, inet, bytea, text, bytea, bytea[], int, text),
    login_by_directory(text, inet, jsonb, int, text, bytea, bytea[], int, text)
TO pageboy_web;

--
-- PostgreSQL database dump
--

\restrict jAOHufuSkEkMZlhdXnXRuEpwU3QTTXVUPW4nXFdMvc6gMQZZ0MnMIwCvzRTbEp7

-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: pageboy; Type: SCHEMA; Schema: -; Owner: pageboy_owner
--

CREATE SCHEMA pageboy;


ALTER SCHEMA pageboy OWNER TO pageboy_owner;

--
-- Name: accept_message(text, text, text, text, jsonb, jsonb, bytea); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.accept_message(p_sender text, p_origin text, p_recipient text, p_reply_to text, p_new jsonb, p_limits jsonb, p_voice bytea) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_recipient party;
    v_present   session;
    v_accepts   boolean;
    v_urgent    boolean;
    v_available text;
    v_outcome   text := 'mailbox';
    v_message   message;
    v_push      jsonb := '[]';
    v_claim     text := new_claim();
BEGIN
    IF NOT in_ldap() THEN
        SELECT * INTO v_recipient FROM party WHERE id = p_recipient AND NOT locked;
        IF NOT FOUND THEN
            PERFORM refuse('404', 'no_such_party');
        END IF;
        v_accepts := admits(v_recipient.accept, p_sender);
        v_urgent := admits(v_recipient.urgent, p_sender);
    ELSE
        v_accepts := coalesce((p_new#>>'{directory,accepts}')::boolean, NOT p_new ? 'directory');
        v_urgent := (p_new#>>'{directory,urgent}')::boolean;
    END IF;
    IF NOT v_accepts THEN
        PERFORM refuse('403', 'not_accepted');
    END IF;
    IF (SELECT count(*) >= (p_limits->>'sender')::int
            OR count(*) FILTER (WHERE recipient = p_recipient) >= (p_limits->>'pair')::int
        FROM message WHERE sender = p_sender AND sent > now() - interval '1 minute') THEN
        PERFORM refuse('429', 'too_many_messages');
    END IF;
    IF in_ldap() AND NOT p_new ? 'directory' THEN
        RETURN jsonb_build_object('push', v_push, 'ask', jsonb_build_object(
            'sender', p_sender, 'recipient', p_recipient, 'doubtful', directory_is_doubtful()));
    ELSIF NOT EXISTS (SELECT FROM party WHERE id = p_recipient AND NOT locked) THEN
        PERFORM refuse('404', 'no_such_party');
    END IF;

    v_urgent := (p_new->>'urgent')::boolean AND coalesce(v_urgent, false);
    v_available := availability(p_recipient);
    IF v_available = 'available' OR v_available = 'busy' AND v_urgent THEN
        IF (attention(p_recipient)).sid IS NOT NULL THEN
            v_outcome := 'queued';
        ELSE
            v_present := present_session(p_recipient);
            IF v_present.sid IS NOT NULL THEN
                v_outcome := 'ringing';
            END IF;
        END IF;
    END IF;

    INSERT INTO message (id, sender, sender_name, origin, nonce, recipient, text, urgent, in_reply_to, accepted_as, outcome)
    VALUES (p_new->>'id', p_sender, (person(p_sender))->>'name', p_origin, p_new->>'nonce', p_recipient, p_new->>'text',
            v_urgent, p_reply_to, v_outcome, v_outcome)
    RETURNING * INTO v_message;
    INSERT INTO voice (message, media_type, milliseconds, size, hash, bytes)
    SELECT v_message.id, p_new->'voice'->>'media_type', (p_new->'voice'->>'milliseconds')::int,
           octet_length(p_voice), sha256(p_voice), p_voice
    WHERE p_voice IS NOT NULL;
    INSERT INTO mailbox (message, party) VALUES (v_message.id, p_recipient);
    PERFORM spool_put(v_claim, p_limits, p_recipient, v_message.id, 'deliver');
    PERFORM spool_put(v_claim, p_limits, p_sender, v_message.id, 'copy');
    IF v_outcome <> 'mailbox' THEN
        -- One that waits its turn is taken to be for where its party is reading now.
        INSERT INTO session (sid, party, page, about, server, alive_until, expires)
        VALUES (p_new->>'sid', p_recipient, 'message', v_message.id,
                coalesce(v_present.server, (SELECT server FROM session WHERE sid = (attention(p_recipient)).sid), ''),
                '-infinity', now() + make_interval(hours => (p_limits->>'hours')::int));
        INSERT INTO interruption (sid, party, message, interrupts, state, urgent, rings_until)
        VALUES (p_new->>'sid', p_recipient, v_message.id, v_present.sid, v_outcome, v_urgent,
                CASE v_outcome WHEN 'ringing' THEN now() + make_interval(secs => (p_limits->>'ring')::int) END);
    END IF;
    IF v_outcome = 'queued' THEN
        v_push := push_waiting(p_recipient);
    END IF;
    UPDATE message SET answered = now() WHERE id = p_reply_to AND answered IS NULL;
    IF FOUND THEN
        v_push := v_push || push_outcome(p_reply_to);
        PERFORM spool_put(v_claim, p_limits, p_sender, p_reply_to, 'answered');
    END IF;
    RETURN receipt(v_message) || jsonb_build_object('push', v_push, 'spool', v_claim);
END $$;


ALTER FUNCTION pageboy.accept_message(p_sender text, p_origin text, p_recipient text, p_reply_to text, p_new jsonb, p_limits jsonb, p_voice bytea) OWNER TO pageboy_owner;

--
-- Name: admits(text[], text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.admits(p_list text[], p_party text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT 'everyone' = ANY (p_list) OR 'party:' || p_party = ANY (p_list)
        OR EXISTS (SELECT FROM party p, unnest(p.groups) g
                   WHERE p.id = p_party AND 'group:' || g = ANY (p_list))
$$;


ALTER FUNCTION pageboy.admits(p_list text[], p_party text) OWNER TO pageboy_owner;

--
-- Name: ask_mailbox(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.ask_mailbox(p_party text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT jsonb_build_object('mailbox', mailbox_of(p_party), 'asked', clock_timestamp())
$$;


ALTER FUNCTION pageboy.ask_mailbox(p_party text) OWNER TO pageboy_owner;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: interruption; Type: TABLE; Schema: pageboy; Owner: pageboy_owner
--

CREATE TABLE pageboy.interruption (
    sid text NOT NULL,
    party text NOT NULL,
    message text NOT NULL,
    interrupts text,
    state text NOT NULL,
    urgent boolean NOT NULL,
    "position" bigint NOT NULL,
    rings_until timestamp with time zone,
    CONSTRAINT interruption_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'ringing'::text, 'open'::text, 'closed'::text, 'over'::text])))
)
WITH (fillfactor='70');


ALTER TABLE pageboy.interruption OWNER TO pageboy_owner;

--
-- Name: attention(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.attention(p_party text) RETURNS pageboy.interruption
    LANGUAGE sql STABLE
    AS $$
    SELECT i.* FROM interruption i JOIN session s USING (sid)
    WHERE i.party = p_party AND NOT s.ended AND s.expires > now()
      AND (i.state = 'ringing' OR i.state = 'open' AND s.alive_until > now())
    ORDER BY i.position LIMIT 1
$$;


ALTER FUNCTION pageboy.attention(p_party text) OWNER TO pageboy_owner;

--
-- Name: availability(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.availability(p_party text) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    SELECT CASE
        WHEN NOT EXISTS (SELECT FROM session s WHERE s.party = p_party AND NOT s.ended
                           AND s.alive_until > now() AND s.expires > now()) THEN 'away'
        ELSE (SELECT r.status FROM registry r WHERE r.party = p_party)
    END
$$;


ALTER FUNCTION pageboy.availability(p_party text) OWNER TO pageboy_owner;

--
-- Name: by_imap(); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.by_imap() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$ SELECT mailbox = 'imap' FROM installation $$;


ALTER FUNCTION pageboy.by_imap() OWNER TO pageboy_owner;

--
-- Name: call_off(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.call_off(p_message text) RETURNS jsonb
    LANGUAGE sql
    AS $$
    SELECT coalesce((SELECT close_streams(sid) || end_interruption(sid) FROM interruption
                     WHERE message = p_message AND state IN ('queued', 'ringing')), push_outcome(p_message))
$$;


ALTER FUNCTION pageboy.call_off(p_message text) OWNER TO pageboy_owner;

--
-- Name: close_streams(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.close_streams(p_sid text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('event', 'close', 'channel', channel, 'server', server)), '[]')
    FROM session JOIN stream USING (sid) WHERE sid = p_sid
$$;


ALTER FUNCTION pageboy.close_streams(p_sid text) OWNER TO pageboy_owner;

--
-- Name: correspondent(text, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.correspondent(p_party text, p_name text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT coalesce((SELECT jsonb_build_object('id', id, 'name', name, 'mail', mail) FROM party WHERE id = p_party),
                    jsonb_build_object('id', p_party, 'name', p_name, 'mail', ''))
$$;


ALTER FUNCTION pageboy.correspondent(p_party text, p_name text) OWNER TO pageboy_owner;

--
-- Name: delete_message(text, bytea[], jsonb, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.delete_message(p_sid text, p_credentials bytea[], p_limits jsonb, p_message text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
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


ALTER FUNCTION pageboy.delete_message(p_sid text, p_credentials bytea[], p_limits jsonb, p_message text) OWNER TO pageboy_owner;

--
-- Name: directory_answers(boolean); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.directory_answers(p_answers boolean) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
BEGIN
    PERFORM require_directory('ldap');
    UPDATE installation
    SET directory_silent_until = CASE WHEN p_answers THEN '-infinity' ELSE now() + interval '5 seconds' END;
    RETURN '{}';
END $$;


ALTER FUNCTION pageboy.directory_answers(p_answers boolean) OWNER TO pageboy_owner;

--
-- Name: directory_ask(text, bytea[]); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.directory_ask(p_sid text, p_credentials bytea[]) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
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


ALTER FUNCTION pageboy.directory_ask(p_sid text, p_credentials bytea[]) OWNER TO pageboy_owner;

--
-- Name: directory_has(jsonb, integer); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.directory_has(p_entry jsonb, p_seconds integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
BEGIN
    PERFORM require_directory('ldap');
    PERFORM keep_entry(p_entry, p_seconds);
    RETURN '{}';
END $$;


ALTER FUNCTION pageboy.directory_has(p_entry jsonb, p_seconds integer) OWNER TO pageboy_owner;

--
-- Name: directory_is_doubtful(); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.directory_is_doubtful() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$ SELECT directory_silent_until > '-infinity' FROM installation $$;


ALTER FUNCTION pageboy.directory_is_doubtful() OWNER TO pageboy_owner;

--
-- Name: directory_lacks(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.directory_lacks(p_party text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
BEGIN
    PERFORM require_directory('ldap');
    PERFORM lock_parties(p_party);
    UPDATE party SET locked = true, fresh_until = '-infinity' WHERE id = p_party AND NOT locked;
    RETURN jsonb_build_object('push', CASE WHEN FOUND THEN show_out(p_party) ELSE '[]' END);
END $$;


ALTER FUNCTION pageboy.directory_lacks(p_party text) OWNER TO pageboy_owner;

--
-- Name: directory_try(); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.directory_try() RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
BEGIN
    PERFORM require_directory('ldap');
    UPDATE installation SET directory_silent_until = now() + interval '5 seconds'
    WHERE directory_silent_until > '-infinity' AND directory_silent_until <= now();
    RETURN jsonb_build_object('may', FOUND OR NOT directory_is_doubtful());
END $$;


ALTER FUNCTION pageboy.directory_try() OWNER TO pageboy_owner;

--
-- Name: session; Type: TABLE; Schema: pageboy; Owner: pageboy_owner
--

CREATE TABLE pageboy.session (
    sid text NOT NULL,
    party text NOT NULL,
    page text DEFAULT 'desk'::text NOT NULL,
    about text,
    drafts jsonb DEFAULT '{}'::jsonb NOT NULL,
    notice text,
    server text DEFAULT ''::text NOT NULL,
    shown timestamp with time zone DEFAULT now() NOT NULL,
    alive_until timestamp with time zone NOT NULL,
    expires timestamp with time zone NOT NULL,
    ended boolean DEFAULT false NOT NULL,
    CONSTRAINT session_sid_check CHECK ((length(sid) = 43))
)
WITH (fillfactor='70');


ALTER TABLE pageboy.session OWNER TO pageboy_owner;

--
-- Name: draft_key(pageboy.session, text, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.draft_key(p_session pageboy.session, p_page text, p_about text) RETURNS text
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT CASE coalesce(p_page, p_session.page)
        WHEN 'inbox' THEN 'inbox:' || coalesce(p_about, p_session.about, '')
        ELSE coalesce(p_page, p_session.page) END
$$;


ALTER FUNCTION pageboy.draft_key(p_session pageboy.session, p_page text, p_about text) OWNER TO pageboy_owner;

--
-- Name: end_interruption(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.end_interruption(p_sid text) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_message text;
BEGIN
    UPDATE interruption SET state = 'over' WHERE sid = p_sid RETURNING message INTO v_message;
    UPDATE session SET ended = true WHERE sid = p_sid;
    UPDATE message SET outcome = 'mailbox' WHERE id = v_message;
    RETURN push_outcome(v_message);
END $$;


ALTER FUNCTION pageboy.end_interruption(p_sid text) OWNER TO pageboy_owner;

--
-- Name: enter(text, bytea[], integer, text, boolean); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.enter(p_sid text, p_credentials bytea[], p_hours integer, p_other text DEFAULT NULL::text, p_ended_too boolean DEFAULT false) RETURNS pageboy.session
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_session session;
    v_live    boolean;
BEGIN
    SELECT s.* INTO v_session FROM session s WHERE s.sid = p_sid;
    SELECT bool_or(NOT c.ended AND c.expires > now()) INTO v_live
    FROM credential c WHERE c.party = v_session.party AND c.hash = ANY (p_credentials);
    IF v_live IS NULL THEN
        PERFORM refuse('403', 'not_yours');
    END IF;
    PERFORM lock_parties(v_session.party, p_other);
    SELECT s.* INTO v_session FROM session s WHERE s.sid = p_sid;
    IF NOT v_live OR v_session.sid IS NULL OR v_session.expires <= now()
       OR (v_session.ended AND NOT p_ended_too)
       OR EXISTS (SELECT FROM party p WHERE p.id = v_session.party AND p.locked) THEN
        PERFORM refuse_ended(CASE WHEN v_live THEN p_sid END);
    END IF;
    PERFORM refuse_stale(v_session.party);
    UPDATE session SET alive_until = now() + silence(),
                       expires = now() + make_interval(hours => p_hours)
    WHERE sid = p_sid AND NOT ended RETURNING * INTO v_session;
    IF NOT FOUND THEN
        SELECT s.* INTO v_session FROM session s WHERE s.sid = p_sid;
    END IF;
    -- A credential lives as long as it is used; its row is written once an hour at most.
    UPDATE credential SET expires = now() + make_interval(hours => p_hours + 1)
    WHERE hash = ANY (p_credentials) AND party = v_session.party AND NOT ended
      AND expires < now() + make_interval(hours => p_hours);
    RETURN v_session;
END $$;


ALTER FUNCTION pageboy.enter(p_sid text, p_credentials bytea[], p_hours integer, p_other text, p_ended_too boolean) OWNER TO pageboy_owner;

--
-- Name: forget_words(); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.forget_words() RETURNS void
    LANGUAGE sql
    AS $$
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


ALTER FUNCTION pageboy.forget_words() OWNER TO pageboy_owner;

--
-- Name: health(); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.health() RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
    SELECT jsonb_build_object('healthy', EXISTS (SELECT FROM installation),
                              'directory', (SELECT directory FROM installation))
$$;


ALTER FUNCTION pageboy.health() OWNER TO pageboy_owner;

--
-- Name: heard(text, bytea[], integer, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.heard(p_sid text, p_credentials bytea[], p_hours integer, p_message text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_session session := enter(p_sid, p_credentials, p_hours);
BEGIN
    UPDATE voice v SET heard = now() FROM message m
    WHERE v.message = p_message AND m.id = p_message AND m.recipient = v_session.party AND v.heard IS NULL;
    IF FOUND THEN
        RETURN jsonb_build_object('push', push_outcome(p_message));
    END IF;
    IF NOT EXISTS (SELECT FROM voice v JOIN message m ON m.id = v.message
                   WHERE m.id = p_message AND m.recipient = v_session.party) THEN
        PERFORM refuse('404', 'no_such_recording');
    END IF;
    RETURN '{"push": []}';
END $$;


ALTER FUNCTION pageboy.heard(p_sid text, p_credentials bytea[], p_hours integer, p_message text) OWNER TO pageboy_owner;

--
-- Name: in_ldap(); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.in_ldap() RETURNS boolean
    LANGUAGE sql STABLE
    AS $$ SELECT directory = 'ldap' FROM installation $$;


ALTER FUNCTION pageboy.in_ldap() OWNER TO pageboy_owner;

--
-- Name: inbox_page(pageboy.session, text, text, jsonb); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.inbox_page(p_session pageboy.session, p_search text, p_before text, p_found jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    AS $$
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


ALTER FUNCTION pageboy.inbox_page(p_session pageboy.session, p_search text, p_before text, p_found jsonb) OWNER TO pageboy_owner;

--
-- Name: is_kept(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.is_kept(p_message text) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT EXISTS (SELECT FROM spool WHERE message = p_message AND kind = 'deliver'
                     AND (problem IS NOT NULL OR made < now() - interval '10 seconds'))
$$;


ALTER FUNCTION pageboy.is_kept(p_message text) OWNER TO pageboy_owner;

--
-- Name: message; Type: TABLE; Schema: pageboy; Owner: pageboy_owner
--

CREATE TABLE pageboy.message (
    id text NOT NULL,
    sender text NOT NULL,
    sender_name text NOT NULL,
    origin text NOT NULL,
    nonce text NOT NULL,
    recipient text NOT NULL,
    text text NOT NULL,
    urgent boolean NOT NULL,
    in_reply_to text,
    sent timestamp with time zone DEFAULT now() NOT NULL,
    accepted_as text NOT NULL,
    outcome text NOT NULL,
    opened timestamp with time zone,
    answered timestamp with time zone,
    synced timestamp with time zone,
    forgotten bytea,
    CONSTRAINT message_accepted_as_check CHECK ((accepted_as = ANY (ARRAY['ringing'::text, 'queued'::text, 'mailbox'::text]))),
    CONSTRAINT message_id_check CHECK ((length(id) = 22)),
    CONSTRAINT message_outcome_check CHECK ((outcome = ANY (ARRAY['interrupted'::text, 'ringing'::text, 'queued'::text, 'mailbox'::text])))
)
WITH (fillfactor='80');


ALTER TABLE pageboy.message OWNER TO pageboy_owner;

--
-- Name: is_settled(pageboy.message, jsonb); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.is_settled(p_message pageboy.message, p_mail jsonb) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT p_message.synced < (p_mail->>'asked')::timestamptz
       AND NOT EXISTS (SELECT FROM spool s WHERE s.message = p_message.id AND s.party = p_message.recipient)
$$;


ALTER FUNCTION pageboy.is_settled(p_message pageboy.message, p_mail jsonb) OWNER TO pageboy_owner;

--
-- Name: keep_draft(pageboy.session, text, jsonb, text, boolean); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.keep_draft(p_session pageboy.session, p_page text, p_draft jsonb, p_nonce text, p_tried boolean) RETURNS void
    LANGUAGE sql
    AS $$
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


ALTER FUNCTION pageboy.keep_draft(p_session pageboy.session, p_page text, p_draft jsonb, p_nonce text, p_tried boolean) OWNER TO pageboy_owner;

--
-- Name: keep_entry(jsonb, integer); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.keep_entry(p_entry jsonb, p_seconds integer) RETURNS void
    LANGUAGE sql
    AS $$
    INSERT INTO party (id, dn, name, mail, mailbox, accept, urgent, fresh_until)
    SELECT p_entry->>'id', p_entry->>'dn', p_entry->>'name', p_entry->>'mail', p_entry->>'mailbox',
           ARRAY (SELECT jsonb_array_elements_text(p_entry->'accept')),
           ARRAY (SELECT jsonb_array_elements_text(p_entry->'urgent')), now() + make_interval(secs => p_seconds)
    ON CONFLICT (id) DO UPDATE
    SET dn = excluded.dn, name = excluded.name, mail = excluded.mail, mailbox = excluded.mailbox,
        accept = excluded.accept, urgent = excluded.urgent, fresh_until = excluded.fresh_until, locked = false;
    INSERT INTO registry (party) VALUES (p_entry->>'id') ON CONFLICT DO NOTHING
$$;


ALTER FUNCTION pageboy.keep_entry(p_entry jsonb, p_seconds integer) OWNER TO pageboy_owner;

--
-- Name: keep_voice(text, text, jsonb, bytea); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.keep_voice(p_sid text, p_key text, p_recording jsonb, p_voice bytea) RETURNS void
    LANGUAGE sql
    AS $$
    INSERT INTO voice_draft (sid, key, media_type, milliseconds, bytes)
    VALUES (p_sid, p_key, p_recording->>'media_type', (p_recording->>'milliseconds')::int, p_voice)
    ON CONFLICT (sid, key) DO UPDATE SET media_type = excluded.media_type, milliseconds = excluded.milliseconds,
                                         kept = excluded.kept, bytes = excluded.bytes;
    DELETE FROM voice_draft d USING
        (SELECT key FROM voice_draft WHERE sid = p_sid ORDER BY kept DESC, key = p_key DESC OFFSET 3) old
    WHERE d.sid = p_sid AND d.key = old.key
$$;


ALTER FUNCTION pageboy.keep_voice(p_sid text, p_key text, p_recording jsonb, p_voice bytea) OWNER TO pageboy_owner;

--
-- Name: know_token(bytea); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.know_token(p_token bytea) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
BEGIN
    PERFORM token_of(p_token);
    RETURN '{}';
END $$;


ALTER FUNCTION pageboy.know_token(p_token bytea) OWNER TO pageboy_owner;

--
-- Name: let_in(boolean, text, inet, text, bytea, bytea[], integer, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.let_in(p_proven boolean, p_party text, p_source inet, p_sid text, p_credential bytea, p_previous bytea[], p_hours integer, p_server text) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_source cidr := network(set_masklen(p_source, CASE family(p_source) WHEN 6 THEN 64 ELSE 32 END));
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
    -- Whoever comes back after all windows were gone is available again.
    UPDATE registry SET status = 'available'
    WHERE party = p_party AND NOT EXISTS (SELECT FROM session s WHERE s.party = p_party AND NOT s.ended
                                            AND s.alive_until > now() AND s.expires > now());
    UPDATE credential SET ended = true WHERE party = p_party AND hash = ANY (p_previous);
    INSERT INTO credential (hash, party, expires)
    VALUES (p_credential, p_party, now() + make_interval(hours => p_hours + 1))
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


ALTER FUNCTION pageboy.let_in(p_proven boolean, p_party text, p_source inet, p_sid text, p_credential bytea, p_previous bytea[], p_hours integer, p_server text) OWNER TO pageboy_owner;

--
-- Name: letter(pageboy.message); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.letter(p_message pageboy.message) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT jsonb_build_object('id', p_message.id, 'from', sender_of(p_message),
                              'text', p_message.text, 'sent', p_message.sent,
                              'urgent', p_message.urgent, 'in_reply_to', p_message.in_reply_to,
                              'answered', p_message.answered IS NOT NULL) || voice_facts(p_message.id)
$$;


ALTER FUNCTION pageboy.letter(p_message pageboy.message) OWNER TO pageboy_owner;

--
-- Name: lock_parties(text[]); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.lock_parties(VARIADIC p_parties text[]) RETURNS void
    LANGUAGE sql
    AS $$
    SELECT FROM registry WHERE party = ANY (p_parties) ORDER BY party FOR UPDATE
$$;


ALTER FUNCTION pageboy.lock_parties(VARIADIC p_parties text[]) OWNER TO pageboy_owner;

--
-- Name: login_begin(text, inet, integer, integer); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.login_begin(p_party text, p_source inet, p_tries integer, p_minutes integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_source cidr := network(set_masklen(p_source, CASE family(p_source) WHEN 6 THEN 64 ELSE 32 END));
    v_since  timestamptz := now() - make_interval(mins => p_minutes);
    v_both   bigint;
    v_party  bigint;
    v_from   bigint;
BEGIN
    -- The two locks are of different classes and always taken in this order.
    PERFORM pg_advisory_xact_lock(1, hashtext(v_source::text));
    PERFORM pg_advisory_xact_lock(2, hashtext(p_party));
    SELECT count(*) FILTER (WHERE party = p_party AND source = v_source),
           count(*) FILTER (WHERE party = p_party),
           -- Many people may log in at once from one address: what is still on its way is no failure.
           count(*) FILTER (WHERE source = v_source AND (failed OR at < now() - interval '10 seconds'))
    INTO v_both, v_party, v_from
    FROM login_try WHERE at > v_since AND (party = p_party OR source = v_source);
    IF v_both >= p_tries OR v_party >= 5 * p_tries OR v_from >= 5 * p_tries THEN
        PERFORM refuse('429', 'too_many_logins');
    END IF;
    INSERT INTO login_try (party, source) VALUES (p_party, v_source);
    RETURN jsonb_build_object('doubtful', directory_is_doubtful(), 'salt', encode(coalesce(
        (SELECT salt FROM party WHERE id = p_party),
        (SELECT substring(sha256(secret || convert_to(p_party, 'UTF8')) FOR 16) FROM installation)), 'hex'));
END $$;


ALTER FUNCTION pageboy.login_begin(p_party text, p_source inet, p_tries integer, p_minutes integer) OWNER TO pageboy_owner;

--
-- Name: login_by_directory(text, inet, jsonb, integer, text, bytea, bytea[], integer, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.login_by_directory(p_party text, p_source inet, p_entry jsonb, p_seconds integer, p_sid text, p_credential bytea, p_previous bytea[], p_hours integer, p_server text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
BEGIN
    PERFORM require_directory('ldap');
    IF p_entry->>'id' = p_party THEN
        PERFORM keep_entry(p_entry, p_seconds);
    END IF;
    RETURN let_in(p_entry->>'id' = p_party, p_party, p_source, p_sid, p_credential, p_previous, p_hours, p_server);
END $$;


ALTER FUNCTION pageboy.login_by_directory(p_party text, p_source inet, p_entry jsonb, p_seconds integer, p_sid text, p_credential bytea, p_previous bytea[], p_hours integer, p_server text) OWNER TO pageboy_owner;

--
-- Name: login_finish(text, inet, bytea, text, bytea, bytea[], integer, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.login_finish(p_party text, p_source inet, p_derived bytea, p_sid text, p_credential bytea, p_previous bytea[], p_hours integer, p_server text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
BEGIN
    PERFORM require_directory('sql');
    RETURN let_in(EXISTS (SELECT FROM party WHERE id = p_party AND verifier = sha256(p_derived) AND NOT locked),
                  p_party, p_source, p_sid, p_credential, p_previous, p_hours, p_server);
END $$;


ALTER FUNCTION pageboy.login_finish(p_party text, p_source inet, p_derived bytea, p_sid text, p_credential bytea, p_previous bytea[], p_hours integer, p_server text) OWNER TO pageboy_owner;

--
-- Name: logout(text, bytea[], integer); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.logout(p_sid text, p_credentials bytea[], p_hours integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_session session := enter(p_sid, p_credentials, p_hours, NULL, true);
BEGIN
    RETURN jsonb_build_object('push', show_out(v_session.party));
END $$;


ALTER FUNCTION pageboy.logout(p_sid text, p_credentials bytea[], p_hours integer) OWNER TO pageboy_owner;

--
-- Name: mail_of(pageboy.message); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.mail_of(p_message pageboy.message) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    WITH RECURSIVE thread (id, depth) AS (
        SELECT p_message.in_reply_to, 1 WHERE p_message.in_reply_to IS NOT NULL
        UNION ALL
        SELECT m.in_reply_to, depth + 1 FROM thread JOIN message m USING (id)
        WHERE m.in_reply_to IS NOT NULL AND depth < 20
    )
    SELECT jsonb_build_object(
        'id', p_message.id, 'from', correspondent(p_message.sender, p_message.sender_name),
        'to', correspondent(p_message.recipient, p_message.recipient), 'text', p_message.text,
        'sent', floor(extract(epoch FROM p_message.sent))::bigint, 'urgent', p_message.urgent,
        'references', (SELECT coalesce(jsonb_agg(id ORDER BY depth DESC), '[]') FROM thread),
        'voice', (SELECT jsonb_build_object('media_type', media_type, 'milliseconds', milliseconds)
                  FROM voice WHERE message = p_message.id))
$$;


ALTER FUNCTION pageboy.mail_of(p_message pageboy.message) OWNER TO pageboy_owner;

--
-- Name: mailbox_of(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.mailbox_of(p_party text) RETURNS text
    LANGUAGE sql STABLE
    AS $$ SELECT coalesce(nullif(mailbox, ''), id) FROM party WHERE id = p_party $$;


ALTER FUNCTION pageboy.mailbox_of(p_party text) OWNER TO pageboy_owner;

--
-- Name: may_listen(pageboy.session, pageboy.message); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.may_listen(p_session pageboy.session, p_message pageboy.message) RETURNS boolean
    LANGUAGE sql STABLE
    AS $$
    SELECT p_message.sender = p_session.party
        OR p_message.recipient = p_session.party
           AND (EXISTS (SELECT FROM mailbox b WHERE b.message = p_message.id)
                OR p_session.page = 'message' AND p_session.about = p_message.id)
$$;


ALTER FUNCTION pageboy.may_listen(p_session pageboy.session, p_message pageboy.message) OWNER TO pageboy_owner;

--
-- Name: new_claim(); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.new_claim() RETURNS text
    LANGUAGE sql
    AS $$ SELECT CASE WHEN by_imap() THEN gen_random_uuid()::text END $$;


ALTER FUNCTION pageboy.new_claim() OWNER TO pageboy_owner;

--
-- Name: new_session(text, text, integer, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.new_session(p_party text, p_sid text, p_hours integer, p_server text) RETURNS void
    LANGUAGE sql
    AS $$
    INSERT INTO session (sid, party, server, alive_until, expires)
    VALUES (p_sid, p_party, coalesce(p_server, ''), now() + silence(),
            now() + make_interval(hours => p_hours))
$$;


ALTER FUNCTION pageboy.new_session(p_party text, p_sid text, p_hours integer, p_server text) OWNER TO pageboy_owner;

--
-- Name: next_in_queue(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.next_in_queue(p_party text) RETURNS pageboy.interruption
    LANGUAGE sql STABLE
    AS $$
    SELECT i.* FROM interruption i
    WHERE i.party = p_party AND i.state = 'queued'
    ORDER BY i.urgent DESC, i.position LIMIT 1
$$;


ALTER FUNCTION pageboy.next_in_queue(p_party text) OWNER TO pageboy_owner;

--
-- Name: open_stream(text, bytea[], integer, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.open_stream(p_sid text, p_credentials bytea[], p_hours integer, p_channel text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
BEGIN
    PERFORM enter(p_sid, p_credentials, p_hours);
    INSERT INTO stream (channel, sid) VALUES (p_channel, p_sid);
    DELETE FROM stream WHERE channel IN (SELECT channel FROM stream WHERE sid = p_sid ORDER BY opened DESC OFFSET 8);
    RETURN jsonb_build_object('channel', p_channel);
END $$;


ALTER FUNCTION pageboy.open_stream(p_sid text, p_credentials bytea[], p_hours integer, p_channel text) OWNER TO pageboy_owner;

--
-- Name: pending(text, bytea[], integer, integer, boolean); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.pending(p_sid text, p_credentials bytea[], p_hours integer, p_ring_seconds integer, p_shown boolean) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_session   session := enter(p_sid, p_credentials, p_hours);
    v_push      jsonb;
    v_suspended text;
BEGIN
    IF p_shown THEN
        UPDATE session SET shown = now() WHERE sid = p_sid;
    END IF;
    v_push := settle(v_session.party, p_ring_seconds);
    v_suspended := suspended_by(v_session);
    RETURN jsonb_build_object('interrupted', v_suspended, 'push', v_push, 'from',
        (SELECT sender_of(m) FROM interruption i JOIN message m ON m.id = i.message WHERE i.sid = v_suspended));
END $$;


ALTER FUNCTION pageboy.pending(p_sid text, p_credentials bytea[], p_hours integer, p_ring_seconds integer, p_shown boolean) OWNER TO pageboy_owner;

--
-- Name: people(text, integer, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.people(p_search text, p_limit integer, p_selected text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
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


ALTER FUNCTION pageboy.people(p_search text, p_limit integer, p_selected text) OWNER TO pageboy_owner;

--
-- Name: people_known(text, integer, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.people_known(p_search text, p_limit integer, p_selected text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
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


ALTER FUNCTION pageboy.people_known(p_search text, p_limit integer, p_selected text) OWNER TO pageboy_owner;

--
-- Name: person(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.person(p_party text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT jsonb_build_object('id', id, 'name', name) FROM party WHERE id = p_party
$$;


ALTER FUNCTION pageboy.person(p_party text) OWNER TO pageboy_owner;

--
-- Name: present_session(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.present_session(p_party text) RETURNS pageboy.session
    LANGUAGE sql STABLE
    AS $$
    SELECT s.* FROM session s
    WHERE s.party = p_party AND NOT s.ended AND s.alive_until > now() AND s.expires > now()
      AND NOT EXISTS (SELECT FROM interruption i WHERE i.sid = s.sid)
      AND NOT EXISTS (SELECT FROM interruption i JOIN session n ON n.sid = i.sid
                      WHERE i.interrupts = s.sid AND i.state IN ('ringing', 'open')
                        AND NOT n.ended AND n.expires > now())
    ORDER BY s.shown DESC LIMIT 1
$$;


ALTER FUNCTION pageboy.present_session(p_party text) OWNER TO pageboy_owner;

--
-- Name: push_interrupt(text, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.push_interrupt(p_suspended text, p_sid text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('event', 'interrupt', 'channel', t.channel, 'server', s.server,
                                                 'sid', p_sid)), '[]')
    FROM session s JOIN stream t USING (sid) WHERE s.sid = p_suspended AND NOT s.ended
$$;


ALTER FUNCTION pageboy.push_interrupt(p_suspended text, p_sid text) OWNER TO pageboy_owner;

--
-- Name: push_outcome(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.push_outcome(p_message text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('event', 'status', 'channel', t.channel, 'server', s.server,
                                                 'sid', i.sid, 'message', m.id, 'outcome', m.outcome)), '[]')
    FROM message m JOIN session s ON s.sid = m.origin AND NOT s.ended
                   JOIN stream t ON t.sid = s.sid
                   LEFT JOIN interruption i ON i.message = m.id
    WHERE m.id = p_message
$$;


ALTER FUNCTION pageboy.push_outcome(p_message text) OWNER TO pageboy_owner;

--
-- Name: push_waiting(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.push_waiting(p_party text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT coalesce(jsonb_agg(jsonb_build_object('event', 'waiting', 'channel', t.channel, 'server', s.server,
                                                 'waiting', (SELECT count(*) FROM interruption
                                                             WHERE party = p_party AND state = 'queued'))), '[]')
    FROM session s JOIN stream t USING (sid) WHERE s.sid = (attention(p_party)).sid AND s.alive_until > now()
$$;


ALTER FUNCTION pageboy.push_waiting(p_party text) OWNER TO pageboy_owner;

--
-- Name: reached(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.reached(p_sid text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_message text;
BEGIN
    PERFORM lock_parties(party) FROM interruption WHERE sid = p_sid;
    UPDATE message m SET outcome = 'interrupted' FROM interruption i
    WHERE i.sid = p_sid AND i.state = 'ringing' AND m.id = i.message AND m.outcome = 'ringing'
    RETURNING m.id INTO v_message;
    RETURN jsonb_build_object(
        'outcome', (SELECT m.outcome FROM message m JOIN interruption i ON i.message = m.id WHERE i.sid = p_sid),
        'push', push_outcome(v_message));
END $$;


ALTER FUNCTION pageboy.reached(p_sid text) OWNER TO pageboy_owner;

--
-- Name: read_registry(text, bytea[], jsonb, text, text, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.read_registry(p_sid text, p_credentials bytea[], p_limits jsonb, p_party text, p_search text, p_selected text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
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


ALTER FUNCTION pageboy.read_registry(p_sid text, p_credentials bytea[], p_limits jsonb, p_party text, p_search text, p_selected text) OWNER TO pageboy_owner;

--
-- Name: receipt(pageboy.message); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.receipt(p_message pageboy.message) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT jsonb_build_object('message', p_message.id, 'to', p_message.recipient,
                              'outcome', p_message.accepted_as, 'urgent', p_message.urgent,
                              'notify', s.sid, 'server', s.server)
    FROM (VALUES (p_message.accepted_as <> 'mailbox')) rings (at_all)
    LEFT JOIN (interruption i JOIN session s USING (sid)) ON i.message = p_message.id AND rings.at_all
$$;


ALTER FUNCTION pageboy.receipt(p_message pageboy.message) OWNER TO pageboy_owner;

--
-- Name: recording(text, bytea[], jsonb, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.recording(p_sid text, p_credentials bytea[], p_limits jsonb, p_message text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_session   session := enter(p_sid, p_credentials, (p_limits->>'hours')::int);
    v_push      jsonb := settle(v_session.party, (p_limits->>'ring')::int);
    v_suspended text := suspended_by(v_session);
    v_recording jsonb;
BEGIN
    SELECT jsonb_build_object('media_type', v.media_type, 'size', v.size, 'hash', encode(v.hash, 'hex'),
               'elsewhere', CASE WHEN v.bytes IS NULL THEN jsonb_build_object('mailbox', mailbox_of(v_session.party),
                   'copy', NOT EXISTS (SELECT FROM mailbox b WHERE b.message = m.id AND b.party = v_session.party)) END)
    INTO v_recording FROM voice v JOIN message m ON m.id = v.message
    WHERE m.id = p_message AND may_listen(v_session, m) AND (v.bytes IS NOT NULL OR by_imap())
    UNION ALL
    SELECT jsonb_build_object('media_type', d.media_type, 'size', octet_length(d.bytes), 'hash', encode(sha256(d.bytes), 'hex'))
    FROM voice_draft d WHERE p_message IS NULL AND d.sid = p_sid AND d.key = draft_key(v_session, NULL, NULL);
    IF v_recording IS NULL AND v_suspended IS NULL THEN
        PERFORM refuse('404', 'no_such_recording');
    END IF;
    RETURN coalesce(v_recording, '{}') || jsonb_build_object('interrupted', v_suspended, 'push', v_push);
END $$;


ALTER FUNCTION pageboy.recording(p_sid text, p_credentials bytea[], p_limits jsonb, p_message text) OWNER TO pageboy_owner;

--
-- Name: recording_part(text, bytea[], integer, text, integer, integer); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.recording_part(p_sid text, p_credentials bytea[], p_hours integer, p_message text, p_skip integer, p_count integer) RETURNS bytea
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_session session := enter(p_sid, p_credentials, p_hours);
    v_part    bytea;
BEGIN
    SELECT substring(v.bytes FROM p_skip + 1 FOR p_count)
    INTO v_part FROM voice v JOIN message m ON m.id = v.message
    WHERE m.id = p_message AND may_listen(v_session, m)
    UNION ALL
    SELECT substring(d.bytes FROM p_skip + 1 FOR p_count)
    FROM voice_draft d WHERE p_message IS NULL AND d.sid = p_sid AND d.key = draft_key(v_session, NULL, NULL);
    IF v_part IS NULL THEN
        PERFORM refuse('404', 'no_such_recording');
    END IF;
    RETURN v_part;
END $$;


ALTER FUNCTION pageboy.recording_part(p_sid text, p_credentials bytea[], p_hours integer, p_message text, p_skip integer, p_count integer) OWNER TO pageboy_owner;

--
-- Name: refuse(text, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.refuse(status text, code text) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'PB' || status, MESSAGE = code;
END $$;


ALTER FUNCTION pageboy.refuse(status text, code text) OWNER TO pageboy_owner;

--
-- Name: refuse_ended(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.refuse_ended(p_sid text) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_interruption interruption;
    v_back         text;
BEGIN
    SELECT * INTO v_interruption FROM interruption WHERE sid = p_sid;
    SELECT sid INTO v_back FROM session
    WHERE sid = v_interruption.interrupts AND NOT ended AND expires > now();
    RAISE EXCEPTION USING ERRCODE = 'PB410', DETAIL = coalesce(v_back, ''),
        MESSAGE = CASE WHEN v_interruption.state IN ('over', 'ringing') THEN 'rang_too_long'
                       WHEN v_interruption.state = 'closed' AND v_back IS NOT NULL THEN 'message_closed'
                       ELSE 'session_ended' END;
END $$;


ALTER FUNCTION pageboy.refuse_ended(p_sid text) OWNER TO pageboy_owner;

--
-- Name: refuse_other_words(pageboy.message, text, jsonb, bytea); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.refuse_other_words(p_earlier pageboy.message, p_to text, p_new jsonb, p_voice bytea) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    -- Words that are only in a mailbox have left their hash behind.
    IF p_earlier.recipient <> p_to
       OR coalesce(p_earlier.forgotten <> sha256(convert_to(p_new->>'text', 'UTF8')), p_earlier.text <> p_new->>'text')
       OR NOT coalesce((p_new->>'kept')::boolean, false)
          AND (SELECT hash FROM voice WHERE message = p_earlier.id) IS DISTINCT FROM sha256(p_voice) THEN
        PERFORM refuse('422', 'nonce_used');
    END IF;
END $$;


ALTER FUNCTION pageboy.refuse_other_words(p_earlier pageboy.message, p_to text, p_new jsonb, p_voice bytea) OWNER TO pageboy_owner;

--
-- Name: refuse_stale(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.refuse_stale(p_party text) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF EXISTS (SELECT FROM installation i JOIN party p ON p.id = p_party
               WHERE i.directory = 'ldap' AND i.directory_silent_until <= now() AND p.fresh_until <= now()) THEN
        PERFORM refuse('503', 'directory_stale');
    END IF;
END $$;


ALTER FUNCTION pageboy.refuse_stale(p_party text) OWNER TO pageboy_owner;

--
-- Name: require_directory(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.require_directory(p_directory text) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM installation WHERE directory = p_directory) THEN
        PERFORM refuse('503', 'directory_mismatch');
    END IF;
END $$;


ALTER FUNCTION pageboy.require_directory(p_directory text) OWNER TO pageboy_owner;

--
-- Name: resume(text, bytea[], text, jsonb); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.resume(p_sid text, p_credentials bytea[], p_new_sid text, p_limits jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_hours        int := (p_limits->>'hours')::int;
    v_session      session := enter(p_sid, p_credentials, v_hours, NULL, true);
    v_interruption interruption;
    v_next         interruption;
    v_suspended    session;
    v_push         jsonb := '[]';
BEGIN
    SELECT * INTO v_interruption FROM interruption WHERE sid = p_sid;
    IF NOT FOUND THEN
        -- Not an interruption: its party is where it was.
        IF v_session.ended THEN
            PERFORM refuse_ended(p_sid);
        END IF;
        RETURN jsonb_build_object('session', p_sid, 'interrupted', suspended_by(v_session), 'push', v_push);
    END IF;
    IF v_interruption.state = 'over' OR v_interruption.state = 'ringing' AND v_interruption.rings_until <= now() THEN
        PERFORM refuse_ended(p_sid);
    END IF;
    IF v_interruption.state = 'queued' THEN
        RETURN jsonb_build_object('interrupted', suspended_by(v_session), 'push', v_push);
    END IF;

    SELECT * INTO v_suspended FROM session
    WHERE sid = v_interruption.interrupts AND NOT ended AND expires > now();
    IF NOT FOUND THEN
        PERFORM new_session(v_session.party, p_new_sid, v_hours, p_limits->>'server');
        UPDATE session new SET drafts = old.drafts, page = old.page, about = old.about
        FROM session old WHERE new.sid = p_new_sid AND old.sid = v_interruption.interrupts;
        SELECT * INTO v_suspended FROM session WHERE sid = p_new_sid;
        UPDATE voice_draft SET sid = p_new_sid WHERE sid = v_interruption.interrupts;
        UPDATE interruption SET interrupts = p_new_sid WHERE sid = p_sid;
    END IF;
    UPDATE session SET alive_until = now() + silence(), shown = now(),
                       expires = now() + make_interval(hours => v_hours)
    WHERE sid = v_suspended.sid;

    -- One that rings and was never opened was seen nevertheless: its party went back from it.
    IF v_interruption.state IN ('open', 'ringing') THEN
        UPDATE interruption SET state = 'closed' WHERE sid = p_sid;
        UPDATE session SET ended = true, alive_until = now() WHERE sid = p_sid;
        -- A half-written answer goes where its message is: into the inbox.
        UPDATE session SET drafts = drafts || jsonb_build_object('inbox:' || v_interruption.message, v_session.drafts->'message')
        WHERE sid = v_suspended.sid AND v_session.drafts ? 'message';
        UPDATE voice_draft SET sid = v_suspended.sid, key = 'inbox:' || v_interruption.message
        WHERE sid = p_sid AND key = 'message';
        IF v_interruption.state = 'ringing' THEN
            UPDATE message SET outcome = 'mailbox' WHERE id = v_interruption.message;
            v_push := v_push || push_outcome(v_interruption.message);
        END IF;
        -- Other tabs that show it turn back as well.
        v_push := v_push || close_streams(p_sid);
        IF (attention(v_session.party)).sid IS NULL THEN
            v_next := next_in_queue(v_session.party);
            IF v_next.sid IS NOT NULL THEN
                v_push := v_push || start_ringing(v_next.sid, v_suspended.sid, (p_limits->>'ring')::int);
            END IF;
        END IF;
    END IF;
    RETURN jsonb_build_object('session', coalesce(suspended_by(v_suspended), v_suspended.sid), 'push', v_push);
END $$;


ALTER FUNCTION pageboy.resume(p_sid text, p_credentials bytea[], p_new_sid text, p_limits jsonb) OWNER TO pageboy_owner;

--
-- Name: ring(text, integer); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.ring(p_sid text, p_ring_seconds integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_interruption interruption;
    v_push         jsonb;
BEGIN
    SELECT * INTO v_interruption FROM interruption WHERE sid = p_sid;
    IF NOT FOUND THEN
        PERFORM refuse('404', 'no_such_page');
    END IF;
    PERFORM lock_parties(v_interruption.party);
    v_push := settle(v_interruption.party, p_ring_seconds);
    SELECT * INTO v_interruption FROM interruption WHERE sid = p_sid;
    RETURN jsonb_build_object(
        'outcome', (SELECT outcome FROM message WHERE id = v_interruption.message),
        'name', (SELECT name FROM party WHERE id = v_interruption.party),
        'server', (SELECT server FROM session WHERE sid = p_sid),
        'tell', push_outcome(v_interruption.message),
        'ring', CASE WHEN v_interruption.state = 'ringing'
                     THEN push_interrupt(v_interruption.interrupts, p_sid) ELSE '[]' END,
        'push', v_push);
END $$;


ALTER FUNCTION pageboy.ring(p_sid text, p_ring_seconds integer) OWNER TO pageboy_owner;

--
-- Name: room_for(jsonb, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.room_for(p_drafts jsonb, p_key text) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    AS $$
    SELECT CASE WHEN octet_length(p_drafts::text) <= 524288 THEN p_drafts
                ELSE (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(p_drafts)
                      WHERE key = p_key OR key NOT LIKE 'inbox:%') END
$$;


ALTER FUNCTION pageboy.room_for(p_drafts jsonb, p_key text) OWNER TO pageboy_owner;

--
-- Name: save_draft(text, bytea[], integer, text, jsonb, text, boolean, jsonb, bytea); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.save_draft(p_sid text, p_credentials bytea[], p_hours integer, p_page text, p_draft jsonb, p_nonce text, p_tried boolean, p_recording jsonb, p_voice bytea) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_session session := enter(p_sid, p_credentials, p_hours);
BEGIN
    PERFORM keep_draft(v_session, p_page, p_draft, p_nonce, p_tried);
    IF p_voice IS NOT NULL THEN
        PERFORM keep_voice(p_sid, draft_key(v_session, p_page, p_draft->>'message'), p_recording, p_voice);
    END IF;
    RETURN '{}';
END $$;


ALTER FUNCTION pageboy.save_draft(p_sid text, p_credentials bytea[], p_hours integer, p_page text, p_draft jsonb, p_nonce text, p_tried boolean, p_recording jsonb, p_voice bytea) OWNER TO pageboy_owner;

--
-- Name: save_settings(text, bytea[], jsonb, text[], text[], jsonb); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.save_settings(p_sid text, p_credentials bytea[], p_limits jsonb, p_accept text[], p_urgent text[], p_draft jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
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


ALTER FUNCTION pageboy.save_settings(p_sid text, p_credentials bytea[], p_limits jsonb, p_accept text[], p_urgent text[], p_draft jsonb) OWNER TO pageboy_owner;

--
-- Name: send(text, bytea[], jsonb, jsonb, jsonb, bytea); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.send(p_sid text, p_credentials bytea[], p_new jsonb, p_draft jsonb, p_limits jsonb, p_voice bytea) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_to        text := p_new->>'to';
    v_is_reply  boolean := v_to IS NULL;
    v_about     message;
    -- The page whose form was posted: the session may have turned to another one since.
    v_page      text := CASE WHEN NOT v_is_reply THEN 'desk'
                             WHEN EXISTS (SELECT FROM interruption WHERE sid = p_sid) THEN 'message'
                             ELSE 'inbox' END;
    v_session   session;
    v_earlier   message;
    v_push      jsonb;
    v_suspended text;
    v_receipt   jsonb;
BEGIN
    IF v_is_reply THEN
        SELECT m.* INTO v_about FROM session s
        JOIN message m ON m.id = coalesce(p_new->>'about', s.about) AND m.recipient = s.party
        WHERE s.sid = p_sid;
        v_to := v_about.sender;
    END IF;
    v_session := enter(p_sid, p_credentials, (p_limits->>'hours')::int, v_to);
    SELECT * INTO v_earlier FROM message
    WHERE id = p_new->>'id' AND sender = v_session.party OR origin = p_sid AND nonce = p_new->>'nonce';
    IF FOUND THEN
        PERFORM refuse_other_words(v_earlier, v_to, p_new, p_voice);
        RETURN receipt(v_earlier) || '{"push": []}';
    END IF;
    v_push := settle(v_session.party, (p_limits->>'ring')::int);
    IF v_to <> v_session.party THEN
        v_push := v_push || settle(v_to, (p_limits->>'ring')::int);
    END IF;
    IF EXISTS (SELECT FROM interruption WHERE sid = p_sid AND state = 'over') THEN
        PERFORM refuse_ended(p_sid);
    END IF;
    v_suspended := suspended_by(v_session);
    IF v_suspended IS NOT NULL THEN
        PERFORM keep_draft(v_session, v_page, p_draft, p_new->>'nonce', true);
        RETURN jsonb_build_object('interrupted', v_suspended, 'push', v_push);
    END IF;
    IF v_is_reply AND v_about.id IS NULL THEN
        PERFORM refuse('422', 'nothing_to_answer');
    END IF;
    IF (p_new->>'kept')::boolean THEN
        SELECT p_new || jsonb_build_object('voice', jsonb_build_object('media_type', d.media_type,
                                                                       'milliseconds', d.milliseconds)), d.bytes
        INTO p_new, p_voice FROM voice_draft d WHERE d.sid = p_sid AND d.key = draft_key(v_session, v_page, v_about.id);
        IF NOT FOUND THEN
            PERFORM refuse('422', 'no_recording');
        END IF;
    END IF;
    v_receipt := accept_message(v_session.party, p_sid, v_to, v_about.id, p_new, p_limits, p_voice);
    IF v_receipt ? 'ask' THEN
        RETURN v_receipt || jsonb_build_object('push', v_push);
    END IF;
    DELETE FROM voice_draft WHERE sid = p_sid AND key = draft_key(v_session, v_page, v_about.id);
    UPDATE session SET page = 'sent', about = p_new->>'id', shown = now(),
                       drafts = drafts - draft_key(v_session, v_page, v_about.id)
    WHERE sid = p_sid;
    RETURN v_receipt || jsonb_build_object('push', v_push || (v_receipt->'push'));
END $$;


ALTER FUNCTION pageboy.send(p_sid text, p_credentials bytea[], p_new jsonb, p_draft jsonb, p_limits jsonb, p_voice bytea) OWNER TO pageboy_owner;

--
-- Name: send_by_token(bytea, jsonb, jsonb, bytea); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.send_by_token(p_token bytea, p_new jsonb, p_limits jsonb, p_voice bytea) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_to      text := p_new->>'to';
    v_token   token := token_of(p_token);
    v_origin  text;
    v_earlier message;
    v_push    jsonb;
    v_receipt jsonb;
BEGIN
    v_origin := 'token:' || v_token.id;
    PERFORM lock_parties(v_token.party, v_to);
    SELECT * INTO v_earlier FROM message
    WHERE id = p_new->>'id' AND sender = v_token.party OR origin = v_origin AND nonce = p_new->>'nonce';
    IF FOUND THEN
        PERFORM refuse_other_words(v_earlier, v_to, p_new, p_voice);
        RETURN receipt(v_earlier) || '{"push": []}';
    END IF;
    UPDATE token SET used = now() WHERE id = v_token.id AND (used IS NULL OR used < now() - interval '1 minute');
    v_push := settle(v_to, (p_limits->>'ring')::int);
    v_receipt := accept_message(v_token.party, v_origin, v_to, NULL, p_new, p_limits, p_voice);
    RETURN v_receipt || jsonb_build_object('push', v_push || (v_receipt->'push'));
END $$;


ALTER FUNCTION pageboy.send_by_token(p_token bytea, p_new jsonb, p_limits jsonb, p_voice bytea) OWNER TO pageboy_owner;

--
-- Name: sender_of(pageboy.message); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.sender_of(p_message pageboy.message) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT coalesce(person(p_message.sender),
                    jsonb_build_object('id', p_message.sender, 'name', p_message.sender_name))
$$;


ALTER FUNCTION pageboy.sender_of(p_message pageboy.message) OWNER TO pageboy_owner;

--
-- Name: sent_page(pageboy.session); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.sent_page(p_session pageboy.session) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
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


ALTER FUNCTION pageboy.sent_page(p_session pageboy.session) OWNER TO pageboy_owner;

--
-- Name: server_of(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.server_of(p_sid text) RETURNS jsonb
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
    SELECT jsonb_build_object('server', (SELECT server FROM session WHERE sid = p_sid))
$$;


ALTER FUNCTION pageboy.server_of(p_sid text) OWNER TO pageboy_owner;

--
-- Name: set_status(text, bytea[], integer, integer, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.set_status(p_sid text, p_credentials bytea[], p_hours integer, p_ring_seconds integer, p_status text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
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


ALTER FUNCTION pageboy.set_status(p_sid text, p_credentials bytea[], p_hours integer, p_ring_seconds integer, p_status text) OWNER TO pageboy_owner;

--
-- Name: settle(text, integer); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.settle(p_party text, p_ring_seconds integer) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_push    jsonb := '[]';
    v_over    text;
    v_next    interruption;
    v_present session;
BEGIN
    FOR v_over IN SELECT sid FROM interruption
                  WHERE party = p_party AND state = 'ringing' AND rings_until <= now()
                  UNION ALL
                  SELECT i.sid FROM interruption i JOIN session s USING (sid)
                  WHERE i.party = p_party AND i.state = 'queued' AND (s.ended OR s.expires <= now()) LOOP
        v_push := v_push || end_interruption(v_over);
    END LOOP;

    IF (attention(p_party)).sid IS NULL THEN
        v_next := next_in_queue(p_party);
        IF v_next.sid IS NOT NULL THEN
            v_present := present_session(p_party);
            IF v_present.sid IS NOT NULL THEN
                v_push := v_push || start_ringing(v_next.sid, v_present.sid, p_ring_seconds);
            ELSE
                FOR v_over IN SELECT sid FROM interruption
                              WHERE party = p_party AND state = 'queued' LOOP
                    v_push := v_push || end_interruption(v_over);
                END LOOP;
            END IF;
        END IF;
    END IF;
    RETURN v_push;
END $$;


ALTER FUNCTION pageboy.settle(p_party text, p_ring_seconds integer) OWNER TO pageboy_owner;

--
-- Name: show(text, bytea[], jsonb, text, text, text, text, text, boolean, jsonb); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.show(p_sid text, p_credentials bytea[], p_limits jsonb, p_turn text, p_about text, p_search text, p_before text, p_to text, p_follow boolean, p_mail jsonb DEFAULT NULL::jsonb) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
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


ALTER FUNCTION pageboy.show(p_sid text, p_credentials bytea[], p_limits jsonb, p_turn text, p_about text, p_search text, p_before text, p_to text, p_follow boolean, p_mail jsonb) OWNER TO pageboy_owner;

--
-- Name: show_out(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.show_out(p_party text) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_push jsonb := '[]';
    v_over text;
BEGIN
    FOR v_over IN SELECT sid FROM interruption
                  WHERE party = p_party AND state IN ('queued', 'ringing') LOOP
        v_push := v_push || end_interruption(v_over);
    END LOOP;
    UPDATE interruption SET state = 'closed' WHERE party = p_party AND state = 'open';
    SELECT v_push || coalesce(jsonb_agg(jsonb_build_object('event', 'close', 'channel', channel, 'server', server)), '[]')
    INTO v_push FROM session JOIN stream USING (sid) WHERE party = p_party AND NOT ended;
    UPDATE session SET ended = true, alive_until = now() WHERE party = p_party AND NOT ended;
    UPDATE credential SET ended = true WHERE party = p_party AND NOT ended;
    RETURN v_push;
END $$;


ALTER FUNCTION pageboy.show_out(p_party text) OWNER TO pageboy_owner;

--
-- Name: silence(); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.silence() RETURNS interval
    LANGUAGE sql IMMUTABLE
    AS $$ SELECT interval '80 seconds' $$;


ALTER FUNCTION pageboy.silence() OWNER TO pageboy_owner;

--
-- Name: spool_all(); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.spool_all() RETURNS bigint
    LANGUAGE sql
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
    WITH spooled AS (
        INSERT INTO spool (party, message, kind)
        SELECT b.party, b.message, 'deliver' FROM mailbox b JOIN message m ON m.id = b.message
        WHERE m.synced IS NULL AND NOT EXISTS (SELECT FROM spool s WHERE s.message = m.id AND s.kind = 'deliver')
        ORDER BY b.position RETURNING 1
    )
    SELECT count(*) FROM spooled
$$;


ALTER FUNCTION pageboy.spool_all() OWNER TO pageboy_owner;

--
-- Name: spool_begin(bigint[]); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.spool_begin(p_positions bigint[]) RETURNS jsonb
    LANGUAGE sql
    AS $$
    WITH begun AS (
        UPDATE spool SET tries = tries + 1 WHERE position = ANY (p_positions) RETURNING *
    )
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'position', s.position, 'kind', s.kind, 'mailbox', mailbox_of(s.party), 'message', s.message,
        'again', s.tries > 1, 'seen', s.kind = 'copy' OR b.read IS NOT NULL,
        'mail', CASE WHEN s.kind IN ('deliver', 'copy') THEN mail_of(m) END) ORDER BY s.position), '[]')
    FROM begun s JOIN message m ON m.id = s.message
    LEFT JOIN mailbox b ON b.message = s.message AND b.party = s.party AND s.kind = 'deliver'
$$;


ALTER FUNCTION pageboy.spool_begin(p_positions bigint[]) OWNER TO pageboy_owner;

--
-- Name: spool_done(text, bigint, text, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.spool_done(p_claim text, p_position bigint, p_problem text, p_how text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_row  spool;
    v_push jsonb := '[]';
    v_more bigint[];
BEGIN
    PERFORM FROM message WHERE id = (SELECT message FROM spool WHERE position = p_position) FOR NO KEY UPDATE;
    SELECT * INTO v_row FROM spool WHERE position = p_position AND claim = p_claim;
    IF NOT FOUND THEN
        RETURN jsonb_build_object('push', v_push, 'work', '[]'::jsonb);
    END IF;
    IF p_problem IS NULL THEN
        DELETE FROM spool WHERE position = p_position;
        UPDATE message SET synced = clock_timestamp()
        WHERE id = v_row.message AND recipient = v_row.party AND v_row.kind <> 'copy';
        IF v_row.kind = 'deliver' AND v_row.problem IS NOT NULL THEN
            v_push := push_outcome(v_row.message);
        END IF;
        WITH more AS (
            UPDATE spool SET claim = p_claim, claimed_until = v_row.claimed_until
            WHERE message = v_row.message AND party = v_row.party
              AND (claim IS NULL OR claimed_until < now()) RETURNING position
        )
        SELECT array_agg(position) INTO v_more FROM more;
    ELSE
        UPDATE spool SET problem = left(p_problem, 500),
            unreachable = CASE p_how WHEN 'unreachable' THEN now() END,
            claim = CASE p_how WHEN 'unsure' THEN claim END,
            claimed_until = CASE p_how WHEN 'unsure' THEN claimed_until END
        WHERE position = p_position;
        IF v_row.kind = 'deliver' AND v_row.problem IS NULL THEN
            v_push := push_outcome(v_row.message);
        END IF;
        IF p_how = 'unreachable' THEN
            v_push := v_push || spool_give_up(p_claim, left(p_problem, 500));
        END IF;
    END IF;
    RETURN jsonb_build_object('push', v_push, 'work', spool_begin(coalesce(v_more, '{}')));
END $$;


ALTER FUNCTION pageboy.spool_done(p_claim text, p_position bigint, p_problem text, p_how text) OWNER TO pageboy_owner;

--
-- Name: spool_give_up(text, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.spool_give_up(p_claim text, p_problem text) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_row  spool;
    v_push jsonb := '[]';
BEGIN
    FOR v_row IN SELECT * FROM spool WHERE claim = p_claim LOOP
        UPDATE spool SET problem = p_problem, claim = NULL, claimed_until = NULL WHERE position = v_row.position;
        IF v_row.kind = 'deliver' AND v_row.problem IS NULL THEN
            v_push := v_push || push_outcome(v_row.message);
        END IF;
    END LOOP;
    RETURN v_push;
END $$;


ALTER FUNCTION pageboy.spool_give_up(p_claim text, p_problem text) OWNER TO pageboy_owner;

--
-- Name: spool_put(text, jsonb, text, text, text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.spool_put(p_claim text, p_limits jsonb, p_party text, p_message text, p_kind text) RETURNS void
    LANGUAGE sql
    AS $$
    INSERT INTO spool (party, message, kind, claim, claimed_until)
    SELECT id, p_message, p_kind, p_claim, now() + make_interval(secs => (p_limits->>'lease')::int)
    FROM party WHERE id = p_party AND p_claim IS NOT NULL
$$;


ALTER FUNCTION pageboy.spool_put(p_claim text, p_limits jsonb, p_party text, p_message text, p_kind text) OWNER TO pageboy_owner;

--
-- Name: spool_sweep(text, integer); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.spool_sweep(p_after text, p_lease integer) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_claim text := gen_random_uuid();
    v_party text;
    v_rows  bigint[];
BEGIN
    SELECT min(party) INTO v_party FROM spool
    WHERE party > p_after AND (claim IS NULL OR claimed_until < now());
    PERFORM FROM message WHERE id IN (SELECT message FROM spool WHERE party = v_party)
    ORDER BY id FOR NO KEY UPDATE;
    WITH due AS (
        SELECT position FROM spool s
        WHERE party = v_party AND (claim IS NULL OR claimed_until < now())
          AND NOT EXISTS (SELECT FROM spool e WHERE e.message = s.message AND e.party = s.party
                            AND e.position < s.position AND e.claim IS NOT NULL AND e.claimed_until >= now())
        ORDER BY position LIMIT 100
    ), claimed AS (
        UPDATE spool SET claim = v_claim, claimed_until = now() + make_interval(secs => p_lease)
        WHERE position IN (SELECT position FROM due) RETURNING position
    )
    SELECT array_agg(position) INTO v_rows FROM claimed;
    RETURN jsonb_build_object('party', v_party, 'claim', v_claim, 'work', spool_begin(coalesce(v_rows, '{}')));
END $$;


ALTER FUNCTION pageboy.spool_sweep(p_after text, p_lease integer) OWNER TO pageboy_owner;

--
-- Name: spool_voice(text, bigint); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.spool_voice(p_claim text, p_position bigint) RETURNS bytea
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
    SELECT (SELECT bytes FROM spool s JOIN voice v USING (message)
            WHERE s.position = p_position AND s.claim = p_claim AND s.kind IN ('deliver', 'copy'))
$$;


ALTER FUNCTION pageboy.spool_voice(p_claim text, p_position bigint) OWNER TO pageboy_owner;

--
-- Name: spool_work(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.spool_work(p_claim text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_push jsonb := '[]';
BEGIN
    PERFORM FROM message WHERE id IN (SELECT message FROM spool WHERE claim = p_claim)
    ORDER BY id FOR NO KEY UPDATE;
    IF EXISTS (SELECT FROM spool WHERE unreachable > now() - interval '10 seconds') THEN
        RETURN jsonb_build_object('work', '[]'::jsonb,
                                  'push', spool_give_up(p_claim, 'the server could not be reached a moment ago'));
    END IF;
    UPDATE spool s SET claim = NULL, claimed_until = NULL
    WHERE claim = p_claim AND EXISTS (SELECT FROM spool e WHERE e.message = s.message AND e.party = s.party
                                        AND e.position < s.position AND e.claim IS DISTINCT FROM p_claim);
    RETURN jsonb_build_object('push', v_push, 'work', spool_begin(
        ARRAY(SELECT position FROM spool WHERE claim = p_claim AND claimed_until > now())));
END $$;


ALTER FUNCTION pageboy.spool_work(p_claim text) OWNER TO pageboy_owner;

--
-- Name: start_ringing(text, text, integer); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.start_ringing(p_sid text, p_interrupts text, p_ring_seconds integer) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_message text;
BEGIN
    UPDATE interruption SET state = 'ringing', interrupts = p_interrupts,
                            rings_until = now() + make_interval(secs => p_ring_seconds)
    WHERE sid = p_sid RETURNING message INTO v_message;
    UPDATE session new SET server = old.server FROM session old
    WHERE new.sid = p_sid AND old.sid = p_interrupts AND new.server <> old.server;
    UPDATE message SET outcome = 'ringing' WHERE id = v_message;
    RETURN push_interrupt(p_interrupts, p_sid) || push_outcome(v_message);
END $$;


ALTER FUNCTION pageboy.start_ringing(p_sid text, p_interrupts text, p_ring_seconds integer) OWNER TO pageboy_owner;

--
-- Name: stream_went(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.stream_went(p_channel text) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
DECLARE
    v_sid text := (SELECT sid FROM stream WHERE channel = p_channel);
BEGIN
    -- Of two that go at once, the second finds that it is the last.
    PERFORM FROM session WHERE sid = v_sid FOR NO KEY UPDATE;
    DELETE FROM stream WHERE channel = p_channel;
    IF NOT EXISTS (SELECT FROM stream WHERE sid = v_sid) THEN
        UPDATE session SET alive_until = least(alive_until, greatest(now(), shown + interval '3 seconds'))
        WHERE sid = v_sid AND NOT ended;
    END IF;
    RETURN jsonb_build_object('others', (SELECT coalesce(jsonb_agg(channel), '[]') FROM stream
                                         WHERE sid = v_sid AND opened < now() - interval '3 seconds'));
END $$;


ALTER FUNCTION pageboy.stream_went(p_channel text) OWNER TO pageboy_owner;

--
-- Name: suspended_by(pageboy.session); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.suspended_by(p_session pageboy.session) RETURNS text
    LANGUAGE sql STABLE
    AS $$
    SELECT i.sid FROM interruption i JOIN session s USING (sid)
    WHERE i.interrupts = p_session.sid AND i.state IN ('ringing', 'open')
      AND NOT s.ended AND s.expires > now()
    UNION ALL
    SELECT (attention(p_session.party)).sid
    WHERE EXISTS (SELECT FROM interruption q WHERE q.sid = p_session.sid AND q.state = 'queued')
    LIMIT 1
$$;


ALTER FUNCTION pageboy.suspended_by(p_session pageboy.session) OWNER TO pageboy_owner;

--
-- Name: sweep(integer); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.sweep(p_ring_seconds integer) RETURNS jsonb
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
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


ALTER FUNCTION pageboy.sweep(p_ring_seconds integer) OWNER TO pageboy_owner;

--
-- Name: take_from_queue(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.take_from_queue(p_message text) RETURNS jsonb
    LANGUAGE sql
    AS $$
    SELECT coalesce((SELECT end_interruption(sid) FROM interruption WHERE message = p_message AND state = 'queued'), '[]')
$$;


ALTER FUNCTION pageboy.take_from_queue(p_message text) OWNER TO pageboy_owner;

--
-- Name: take_mail(text, jsonb); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.take_mail(p_party text, p_mail jsonb) RETURNS jsonb
    LANGUAGE plpgsql
    AS $$
DECLARE
    v_id   text;
    v_push jsonb := '[]';
BEGIN
    FOR v_id IN
        DELETE FROM mailbox b USING message m
        WHERE b.party = p_party AND m.id = b.message AND is_settled(m, p_mail)
          AND NOT EXISTS (SELECT FROM jsonb_to_recordset(p_mail->'messages') l (id text) WHERE l.id = m.id)
        RETURNING m.id LOOP
        v_push := v_push || call_off(v_id);
    END LOOP;
    FOR v_id IN
        UPDATE mailbox b SET read = now()
        FROM message m, jsonb_to_recordset(p_mail->'messages') l (id text, seen boolean)
        WHERE b.party = p_party AND b.read IS NULL AND m.id = b.message AND l.id = m.id AND l.seen
          AND is_settled(m, p_mail)
        RETURNING m.id LOOP
        UPDATE message SET opened = coalesce(opened, now()) WHERE id = v_id;
        v_push := v_push || take_from_queue(v_id) || push_outcome(v_id);
    END LOOP;
    UPDATE mailbox b SET read = NULL
    FROM message m, jsonb_to_recordset(p_mail->'messages') l (id text, seen boolean)
    WHERE b.party = p_party AND b.read IS NOT NULL AND m.id = b.message AND l.id = m.id AND NOT l.seen
      AND is_settled(m, p_mail);
    -- Moved away in a mail program, and back again.
    INSERT INTO mailbox (message, party, read)
    SELECT m.id, p_party, CASE WHEN bool_or(l.seen) THEN now() END
    FROM jsonb_to_recordset(p_mail->'messages') l (id text, seen boolean) JOIN message m ON m.id = l.id
    WHERE m.recipient = p_party AND is_settled(m, p_mail)
      AND NOT EXISTS (SELECT FROM mailbox b WHERE b.message = m.id)
    GROUP BY m.id, m.sent ORDER BY m.sent;
    RETURN v_push;
END $$;


ALTER FUNCTION pageboy.take_mail(p_party text, p_mail jsonb) OWNER TO pageboy_owner;

--
-- Name: token; Type: TABLE; Schema: pageboy; Owner: pageboy_owner
--

CREATE TABLE pageboy.token (
    id bigint NOT NULL,
    hash bytea NOT NULL,
    party text NOT NULL,
    label text DEFAULT ''::text NOT NULL,
    made timestamp with time zone DEFAULT now() NOT NULL,
    used timestamp with time zone,
    CONSTRAINT token_hash_check CHECK ((length(hash) = 32))
);


ALTER TABLE pageboy.token OWNER TO pageboy_owner;

--
-- Name: token_of(bytea); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.token_of(p_token bytea) RETURNS pageboy.token
    LANGUAGE plpgsql STABLE
    AS $$
DECLARE
    v_token token;
BEGIN
    SELECT t.* INTO v_token FROM token t JOIN party p ON p.id = t.party AND NOT p.locked WHERE t.hash = p_token;
    IF NOT FOUND THEN
        PERFORM refuse('401', 'unknown_token');
    END IF;
    RETURN v_token;
END $$;


ALTER FUNCTION pageboy.token_of(p_token bytea) OWNER TO pageboy_owner;

--
-- Name: valid_list(text[]); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.valid_list(p_list text[]) RETURNS boolean
    LANGUAGE sql IMMUTABLE
    AS $_$
    SELECT cardinality(p_list) BETWEEN 1 AND 200
       AND NOT EXISTS (SELECT FROM unnest(p_list) entry
                       WHERE entry !~ '^(everyone|nobody|(party|group):[a-z0-9][a-z0-9._@-]{0,63})$')
$_$;


ALTER FUNCTION pageboy.valid_list(p_list text[]) OWNER TO pageboy_owner;

--
-- Name: voice_facts(text); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.voice_facts(p_message text) RETURNS jsonb
    LANGUAGE sql STABLE
    AS $$
    SELECT coalesce(
        (SELECT jsonb_build_object('kind', 'voice', 'voice_type', media_type, 'heard', heard,
                                   'voice_seconds', round(milliseconds / 1000.0, 1))
         FROM voice WHERE message = p_message),
        '{"kind": "text", "voice_type": null, "heard": null, "voice_seconds": null}')
$$;


ALTER FUNCTION pageboy.voice_facts(p_message text) OWNER TO pageboy_owner;

--
-- Name: write_test(); Type: FUNCTION; Schema: pageboy; Owner: pageboy_owner
--

CREATE FUNCTION pageboy.write_test() RETURNS jsonb
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO 'pageboy', 'pg_temp'
    AS $$
    UPDATE installation SET one = one;
    SELECT jsonb_build_object('healthy', true)
$$;


ALTER FUNCTION pageboy.write_test() OWNER TO pageboy_owner;

--
-- Name: credential; Type: TABLE; Schema: pageboy; Owner: pageboy_owner
--

CREATE TABLE pageboy.credential (
    hash bytea NOT NULL,
    party text NOT NULL,
    expires timestamp with time zone NOT NULL,
    ended boolean DEFAULT false NOT NULL,
    CONSTRAINT credential_hash_check CHECK ((length(hash) = 32))
);


ALTER TABLE pageboy.credential OWNER TO pageboy_owner;

--
-- Name: installation; Type: TABLE; Schema: pageboy; Owner: pageboy_owner
--

CREATE TABLE pageboy.installation (
    one boolean DEFAULT true NOT NULL,
    secret bytea NOT NULL,
    directory text DEFAULT 'sql'::text NOT NULL,
    mailbox text DEFAULT 'sql'::text NOT NULL,
    directory_silent_until timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    CONSTRAINT installation_directory_check CHECK ((directory = ANY (ARRAY['sql'::text, 'ldap'::text]))),
    CONSTRAINT installation_mailbox_check CHECK ((mailbox = ANY (ARRAY['sql'::text, 'imap'::text]))),
    CONSTRAINT installation_one_check CHECK (one)
);


ALTER TABLE pageboy.installation OWNER TO pageboy_owner;

--
-- Name: interruption_position_seq; Type: SEQUENCE; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE pageboy.interruption ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pageboy.interruption_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: login_try; Type: TABLE; Schema: pageboy; Owner: pageboy_owner
--

CREATE TABLE pageboy.login_try (
    party text NOT NULL,
    source cidr NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL,
    failed boolean DEFAULT false NOT NULL
);


ALTER TABLE pageboy.login_try OWNER TO pageboy_owner;

--
-- Name: mailbox; Type: TABLE; Schema: pageboy; Owner: pageboy_owner
--

CREATE TABLE pageboy.mailbox (
    message text NOT NULL,
    party text NOT NULL,
    "position" bigint NOT NULL,
    read timestamp with time zone
);


ALTER TABLE pageboy.mailbox OWNER TO pageboy_owner;

--
-- Name: mailbox_position_seq; Type: SEQUENCE; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE pageboy.mailbox ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pageboy.mailbox_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: party; Type: TABLE; Schema: pageboy; Owner: pageboy_owner
--

CREATE TABLE pageboy.party (
    id text NOT NULL,
    name text NOT NULL,
    mail text DEFAULT ''::text NOT NULL,
    mailbox text DEFAULT ''::text NOT NULL,
    salt bytea,
    verifier bytea,
    accept text[] DEFAULT '{everyone}'::text[] NOT NULL,
    urgent text[] DEFAULT '{everyone}'::text[] NOT NULL,
    groups text[] DEFAULT '{}'::text[] NOT NULL,
    locked boolean DEFAULT false NOT NULL,
    dn text DEFAULT ''::text NOT NULL,
    fresh_until timestamp with time zone DEFAULT '-infinity'::timestamp with time zone NOT NULL,
    made timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT party_check CHECK ((pageboy.valid_list(accept) OR (dn <> ''::text))),
    CONSTRAINT party_check1 CHECK ((pageboy.valid_list(urgent) OR (dn <> ''::text))),
    CONSTRAINT party_id_check CHECK ((id ~ '^[a-z0-9][a-z0-9._@-]{0,63}$'::text)),
    CONSTRAINT party_name_check CHECK (((name <> ''::text) AND (length(name) <= 100)))
);


ALTER TABLE pageboy.party OWNER TO pageboy_owner;

--
-- Name: registry; Type: TABLE; Schema: pageboy; Owner: pageboy_owner
--

CREATE TABLE pageboy.registry (
    party text NOT NULL,
    status text DEFAULT 'available'::text NOT NULL,
    CONSTRAINT registry_status_check CHECK ((status = ANY (ARRAY['available'::text, 'busy'::text, 'away'::text])))
)
WITH (fillfactor='70');


ALTER TABLE pageboy.registry OWNER TO pageboy_owner;

--
-- Name: spool; Type: TABLE; Schema: pageboy; Owner: pageboy_owner
--

CREATE TABLE pageboy.spool (
    "position" bigint NOT NULL,
    party text NOT NULL,
    message text NOT NULL,
    kind text NOT NULL,
    made timestamp with time zone DEFAULT now() NOT NULL,
    claim text,
    claimed_until timestamp with time zone,
    tries integer DEFAULT 0 NOT NULL,
    problem text,
    unreachable timestamp with time zone,
    CONSTRAINT spool_kind_check CHECK ((kind = ANY (ARRAY['deliver'::text, 'copy'::text, 'seen'::text, 'answered'::text, 'trash'::text])))
)
WITH (fillfactor='70');


ALTER TABLE pageboy.spool OWNER TO pageboy_owner;

--
-- Name: spool_position_seq; Type: SEQUENCE; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE pageboy.spool ALTER COLUMN "position" ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pageboy.spool_position_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: stream; Type: TABLE; Schema: pageboy; Owner: pageboy_owner
--

CREATE TABLE pageboy.stream (
    channel text NOT NULL,
    sid text NOT NULL,
    opened timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT stream_channel_check CHECK ((length(channel) = 64))
);


ALTER TABLE pageboy.stream OWNER TO pageboy_owner;

--
-- Name: token_id_seq; Type: SEQUENCE; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE pageboy.token ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME pageboy.token_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: voice; Type: TABLE; Schema: pageboy; Owner: pageboy_owner
--

CREATE TABLE pageboy.voice (
    message text NOT NULL,
    media_type text NOT NULL,
    milliseconds integer NOT NULL,
    heard timestamp with time zone,
    size integer NOT NULL,
    hash bytea NOT NULL,
    bytes bytea,
    CONSTRAINT voice_hash_check CHECK ((length(hash) = 32)),
    CONSTRAINT voice_milliseconds_check CHECK ((milliseconds > 0)),
    CONSTRAINT voice_size_check CHECK ((size > 0))
);
ALTER TABLE ONLY pageboy.voice ALTER COLUMN bytes SET STORAGE EXTERNAL;


ALTER TABLE pageboy.voice OWNER TO pageboy_owner;

--
-- Name: voice_draft; Type: TABLE; Schema: pageboy; Owner: pageboy_owner
--

CREATE TABLE pageboy.voice_draft (
    sid text NOT NULL,
    key text NOT NULL,
    media_type text NOT NULL,
    milliseconds integer NOT NULL,
    kept timestamp with time zone DEFAULT now() NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT voice_draft_milliseconds_check CHECK ((milliseconds > 0))
);
ALTER TABLE ONLY pageboy.voice_draft ALTER COLUMN bytes SET STORAGE EXTERNAL;


ALTER TABLE pageboy.voice_draft OWNER TO pageboy_owner;

--
-- Name: refinery_schema_history; Type: TABLE; Schema: public; Owner: pageboy_owner
--

CREATE TABLE public.refinery_schema_history (
    version integer NOT NULL,
    name character varying(255),
    applied_on character varying(255),
    checksum character varying(255)
);


ALTER TABLE public.refinery_schema_history OWNER TO pageboy_owner;

--
-- Data for Name: credential; Type: TABLE DATA; Schema: pageboy; Owner: pageboy_owner
--

COPY pageboy.credential (hash, party, expires, ended) FROM stdin;
\\xe2c285f77e45be25f150e70552150bacb126918de900534d7bb76003850791b6	alice	2026-11-26 17:08:00.253883+00	f
\\x4f3dc8a153028d5796de624f446c536be75651e145aaa2bc13ac4d2dcda3ba03	bob	2026-11-26 17:08:00.322547+00	f
\\x4889551826045f45dd8a09b39873c5bf4918c5cc43beef20dcbe2022c0c3c3fb	carol	2026-11-26 17:08:00.442034+00	f
\.


--
-- Data for Name: installation; Type: TABLE DATA; Schema: pageboy; Owner: pageboy_owner
--

COPY pageboy.installation (one, secret, directory, mailbox, directory_silent_until) FROM stdin;
t	\\xa7016604a51bb86df3fe28d7c27d065b8049e0e1335b000dc73f9106f8f5f78a	sql	imap	-infinity
\.


--
-- Data for Name: interruption; Type: TABLE DATA; Schema: pageboy; Owner: pageboy_owner
--

COPY pageboy.interruption (sid, party, message, interrupts, state, urgent, "position", rings_until) FROM stdin;
RUWz2f15Ryp1EdRqixH1eJxXDy-SQ21xfnUtjQ9NLPs	bob	WBbDIZl5KNxFNzaTYKGdtg	Dt-AngV3Y6euI9bZZs_QxTEqvukwQgEZs552XoleY54	ringing	f	1	2026-11-26 04:09:00.97014+00
uZYJvdUBxH_LBu-SvT-mShGJqxpenVR1kGSsZ2cBM7g	bob	tRP6hUAX_6dTKuebmq7wiw	\N	queued	f	2	\N
ElJvq3N3GWmINmR2U6WYOr5P883OdxcAeHpHUGGk0qQ	alice	_Imrk2zpYPHayOr_Y6vBbA	Qre_d0XpPmR2FtvZXA4AvCYDy1v9VG7zJxw3F4lwE30	ringing	t	3	2026-11-26 04:09:01.095406+00
SLLYaQMvR2e492PtudgH-y3LKEQ1uIUzFlQy_SUEm8Q	bob	yoCiDpo_zsvU2C_7ve0lNQ	\N	queued	f	4	\N
-06bslmxr-OpJgwal1uym_OIjyAOOdgjt0KVkb4OXro	alice	fxdBZlv9-h4YKDsKwEL8dQ	\N	queued	f	5	\N
GUZ_yjfL_XQIn13XSZWGbV5fPo9Gr6bC4VQW-4CiCoY	bob	AGYdvKb_5UTR4Eu3XE4yZw	\N	queued	f	6	\N
\.


--
-- Data for Name: login_try; Type: TABLE DATA; Schema: pageboy; Owner: pageboy_owner
--

COPY pageboy.login_try (party, source, at, failed) FROM stdin;
\.


--
-- Data for Name: mailbox; Type: TABLE DATA; Schema: pageboy; Owner: pageboy_owner
--

COPY pageboy.mailbox (message, party, "position", read) FROM stdin;
WBbDIZl5KNxFNzaTYKGdtg	bob	1	\N
tRP6hUAX_6dTKuebmq7wiw	bob	2	\N
_Imrk2zpYPHayOr_Y6vBbA	alice	3	\N
yoCiDpo_zsvU2C_7ve0lNQ	bob	4	\N
fxdBZlv9-h4YKDsKwEL8dQ	alice	5	\N
AGYdvKb_5UTR4Eu3XE4yZw	bob	6	\N
\.


--
-- Data for Name: message; Type: TABLE DATA; Schema: pageboy; Owner: pageboy_owner
--

COPY pageboy.message (id, sender, sender_name, origin, nonce, recipient, text, urgent, in_reply_to, sent, accepted_as, outcome, opened, answered, synced, forgotten) FROM stdin;
WBbDIZl5KNxFNzaTYKGdtg	alice	Alice	Qre_d0XpPmR2FtvZXA4AvCYDy1v9VG7zJxw3F4lwE30	WBbDIZl5KNxFNzaTYKGdtg	bob	Can you come?	f	\N	2026-11-26 04:08:00.97014+00	ringing	ringing	\N	\N	2026-11-26 04:08:01.004408+00	\N
tRP6hUAX_6dTKuebmq7wiw	alice	Alice	Qre_d0XpPmR2FtvZXA4AvCYDy1v9VG7zJxw3F4lwE30	tRP6hUAX_6dTKuebmq7wiw	bob		f	\N	2026-11-26 04:08:01.021514+00	queued	queued	\N	\N	2026-11-26 04:08:01.041326+00	\N
_Imrk2zpYPHayOr_Y6vBbA	carol	Carol	Uz6hecjVUBkMv5-eP0f2JhBzHZxa8wJM70gmOc1CH_0	_Imrk2zpYPHayOr_Y6vBbA	alice	for the inbox, with öäü	t	\N	2026-11-26 04:08:01.095406+00	ringing	ringing	\N	\N	2026-11-26 04:08:01.103884+00	\N
yoCiDpo_zsvU2C_7ve0lNQ	carol	Carol	Uz6hecjVUBkMv5-eP0f2JhBzHZxa8wJM70gmOc1CH_0	yoCiDpo_zsvU2C_7ve0lNQ	bob	spooled	f	\N	2026-11-26 04:08:02.164641+00	queued	queued	\N	\N	2026-11-26 04:08:02.173999+00	\N
fxdBZlv9-h4YKDsKwEL8dQ	carol	Carol	token:1	fxdBZlv9-h4YKDsKwEL8dQ	alice	disk full	f	\N	2026-11-26 04:08:02.215573+00	queued	queued	\N	\N	2026-11-26 04:08:02.228133+00	\N
AGYdvKb_5UTR4Eu3XE4yZw	carol	Carol	Uz6hecjVUBkMv5-eP0f2JhBzHZxa8wJM70gmOc1CH_0	AGYdvKb_5UTR4Eu3XE4yZw	bob	spooled	f	\N	2026-11-26 04:08:17.494693+00	queued	queued	\N	\N	\N	\N
\.


--
-- Data for Name: party; Type: TABLE DATA; Schema: pageboy; Owner: pageboy_owner
--

COPY pageboy.party (id, name, mail, mailbox, salt, verifier, accept, urgent, groups, locked, dn, fresh_until, made) FROM stdin;
alice	Alice			\\x1524704f2e1351ee147b6ae529107fe0	\\xba66e42d4e5ac02d46ef12e10fc58e8ea74cc56cf41df33e3bbf781a0ab4c675	{everyone}	{everyone}	{}	f		-infinity	2026-11-26 04:07:59.337458+00
bob	Bob			\\xc16b4c7c1c45779044098c75d676470a	\\x9f810cda153c3c240f53c356465b4f5f173aebd8823bf919b11e84659fa40314	{everyone}	{everyone}	{}	f		-infinity	2026-11-26 04:07:59.381871+00
carol	Carol			\\x8c02991a924f4d9ce836244ba0492508	\\x7a5a59d850097c5612b2b6f4eab7d04a2fe6d88f1909dda26a993358ed0c4309	{everyone}	{everyone}	{}	f		-infinity	2026-11-26 04:07:59.424135+00
dave	Dave			\\x35a9152c0d102bff37348941e18563c4	\\xeb19792d534854913a0ac9d25a1b31a6ddffdce75f14e25a3118100475a0d8be	{nobody}	{everyone}	{}	f		-infinity	2026-11-26 04:07:59.497284+00
\.


--
-- Data for Name: registry; Type: TABLE DATA; Schema: pageboy; Owner: pageboy_owner
--

COPY pageboy.registry (party, status) FROM stdin;
dave	available
alice	available
bob	available
carol	available
\.


--
-- Data for Name: session; Type: TABLE DATA; Schema: pageboy; Owner: pageboy_owner
--

COPY pageboy.session (sid, party, page, about, drafts, notice, server, shown, alive_until, expires, ended) FROM stdin;
RUWz2f15Ryp1EdRqixH1eJxXDy-SQ21xfnUtjQ9NLPs	bob	message	WBbDIZl5KNxFNzaTYKGdtg	{}	\N	http://127.0.0.1:31778	2026-11-26 04:08:00.97014+00	-infinity	2026-11-26 16:08:00.97014+00	f
uZYJvdUBxH_LBu-SvT-mShGJqxpenVR1kGSsZ2cBM7g	bob	message	tRP6hUAX_6dTKuebmq7wiw	{}	\N	http://127.0.0.1:31778	2026-11-26 04:08:01.021514+00	-infinity	2026-11-26 16:08:01.021514+00	f
Qre_d0XpPmR2FtvZXA4AvCYDy1v9VG7zJxw3F4lwE30	alice	desk	\N	{"desk": {"to": "bob", "text": "kept"}}	\N	http://127.0.0.1:31778	2026-11-26 04:08:01.021514+00	2026-11-26 04:09:37.515263+00	2026-11-26 16:08:17.515263+00	f
ElJvq3N3GWmINmR2U6WYOr5P883OdxcAeHpHUGGk0qQ	alice	message	_Imrk2zpYPHayOr_Y6vBbA	{}	\N	http://127.0.0.1:31778	2026-11-26 04:08:01.095406+00	-infinity	2026-11-26 16:08:01.095406+00	f
Dt-AngV3Y6euI9bZZs_QxTEqvukwQgEZs552XoleY54	bob	desk	\N	{"desk": {"to": "carol", "text": "half written"}}	\N	http://127.0.0.1:31778	2026-11-26 04:08:00.322547+00	2026-11-26 04:09:22.129169+00	2026-11-26 16:08:02.129169+00	f
SLLYaQMvR2e492PtudgH-y3LKEQ1uIUzFlQy_SUEm8Q	bob	message	yoCiDpo_zsvU2C_7ve0lNQ	{}	\N	http://127.0.0.1:31778	2026-11-26 04:08:02.164641+00	-infinity	2026-11-26 16:08:02.164641+00	f
-06bslmxr-OpJgwal1uym_OIjyAOOdgjt0KVkb4OXro	alice	message	fxdBZlv9-h4YKDsKwEL8dQ	{}	\N	http://127.0.0.1:31778	2026-11-26 04:08:02.215573+00	-infinity	2026-11-26 16:08:02.215573+00	f
GUZ_yjfL_XQIn13XSZWGbV5fPo9Gr6bC4VQW-4CiCoY	bob	message	AGYdvKb_5UTR4Eu3XE4yZw	{}	\N	http://127.0.0.1:31778	2026-11-26 04:08:17.494693+00	-infinity	2026-11-26 16:08:17.494693+00	f
Uz6hecjVUBkMv5-eP0f2JhBzHZxa8wJM70gmOc1CH_0	carol	sent	AGYdvKb_5UTR4Eu3XE4yZw	{}	\N	http://127.0.0.1:31778	2026-11-26 04:08:17.494693+00	2026-11-26 04:09:37.494693+00	2026-11-26 16:08:17.494693+00	f
\.


--
-- Data for Name: spool; Type: TABLE DATA; Schema: pageboy; Owner: pageboy_owner
--

COPY pageboy.spool ("position", party, message, kind, made, claim, claimed_until, tries, problem, unreachable) FROM stdin;
11	bob	AGYdvKb_5UTR4Eu3XE4yZw	deliver	2026-11-26 04:08:17.494693+00	\N	\N	1	Connection reset by peer (os error 104)	2026-11-26 04:08:18.075012+00
12	carol	AGYdvKb_5UTR4Eu3XE4yZw	copy	2026-11-26 04:08:17.494693+00	\N	\N	1	Connection reset by peer (os error 104)	\N
\.


--
-- Data for Name: stream; Type: TABLE DATA; Schema: pageboy; Owner: pageboy_owner
--

COPY pageboy.stream (channel, sid, opened) FROM stdin;
901160583ad494a06aaa56e68128607fed2ea0ac58ff53e1948988fa5c76f246	Dt-AngV3Y6euI9bZZs_QxTEqvukwQgEZs552XoleY54	2026-11-26 04:08:00.474641+00
\.


--
-- Data for Name: token; Type: TABLE DATA; Schema: pageboy; Owner: pageboy_owner
--

COPY pageboy.token (id, hash, party, label, made, used) FROM stdin;
1	\\x3fefc5f42ead8d054a088f245b91d02bfa5fa09e88931f3dec6632ab80de7884	carol	db1	2026-11-26 04:08:02.198086+00	2026-11-26 04:08:02.215573+00
\.


--
-- Data for Name: voice; Type: TABLE DATA; Schema: pageboy; Owner: pageboy_owner
--

COPY pageboy.voice (message, media_type, milliseconds, heard, size, hash, bytes) FROM stdin;
tRP6hUAX_6dTKuebmq7wiw	audio/ogg	2006	\N	18046	\\xdbd7b515ee35d67545f58fd1074702feb3ca0ca8503711dfda4c00220ee34d12	\\x4f676753000200000000000000005ebc369800000000aae9a9e401134f707573486561640101380180bb00000000004f676753000000000000000000005ebc36980100000030b6544e013e4f707573546167730d0000004c61766635392e32372e313030010000001d000000656e636f6465723d4c61766335392e33372e313030206c69626f7075734f676753000080bb0000000000005ebc3698020000008bc002d033ff2da0aaabaaaaa4abaeafafabafaeafafabafaeafafacafaeafafabafadaeaeabb0aeaeaeabafadaeaeaab0adadadabafafaef8b4afcaaae5b5b0a61cb17ae9fe3ad00685514ce92901cf9774f4804d5b0b4a13e60ff57ff180d6b0c136a82b22d3e5e1f645e30964122ddd3e6583fe158747d0e5842a7d37140d5aabf927943da0b34730fdce8a3a0642dc62b318223c95d2f885211c9fd64e044bf34d867dbb218fbb558f9df1af68b590068e86fb7eb211908d0915ef034a2917d643ebbeea44b818ed4e99fb35ca0348ccb42a5d8bc4779fc7352bc4dc489721021ab8dad52003f65bdd5af905910e7d2fa1f9d10e7d1c8917960b8bbd5225da4caf777634e5aadab6485330419915de2f6a513b597a7ce5d20ca26e209060975ff45e72f75bad67b00cd909a6a31f0b43ae9f905e7963b627bdcd587fc49943d2c50e2e60a3cd37e0945b205bcdb73f15489b56845079cf27384ad1d330a012db036df8b1729a6a337d6f9dd86dd7fbc5f3d931e9b7e68d099adeb279f9189cf1edfb1bbd08419c134f9d4bb4870abe2a1fed21fe369bf61ee7f0399a9ddb42509a93b97eab48736e26473f4b0dd35723ecc15113f1aace21d7d9f3b942e0b509fd85aad8708de362b32d1d89f33fc52c43b63cf4bfe8f66f79c5f7bbbe0c9e285d66771906c2d3c0fddb2e5ce482473eb7586ff8b67d35ef9fdeae979599a90a1daef8b04dcf355ab4190296b78516a7b77ceb5a7b7354f5c1dd92f7fd7245662c8608396c3329f2222aa26fad41065e8bfdd6a0a5efa065d7322dce31ead71ddce071fddfdd333a51916cbf832c9b33123a1cd93434af9df0c896d18b009f107810c510b9af4e2e3aa16ae91d107aae822a46b1aef8d8ef044f3ee8b474a5bafcb946d20d9972ec1332920d214893e5b89a4d14d6ab943f2883362482ce0b1b8e33bb4246b7ed17441ccfaef8ad6dc1a23c511b7eb209baae234be25e540b05e64231cb43cf6e3fc0efe617a7c5b8c1c2f223cbcbd60d3fb32f6e0de1f2c8e6b28626b05a375168c093cbd3d280e0207e3f947abef2ba64d44c6e01a06dde3a09e801ae50bded3c00425c7499dfb2fdb667d4958204ff3143cd2cf4839f1fc6157fa38c00bff3151d9c5ba07f36fd38a950f18da1c038fe48ba303e84d7d1232192732bfbd539f66efee0df520bab31632e1053f02daef8afea744f8dade232d2f3636d2ecdee6da3c47bdc43800f81e2c6afe1a7a82b941f9bb9a596cc8e52b00307b687bf0e85d08ab86282b93e34428afc9325f1103dd4370fc0cab4d8e8558c16a3ebb8d66893e562dc1befb7605b5c1e046494f5a8990c415d29d13cd275a7d346471fd805a67b356ccac288a2f9b07cc7f247bd1409d19b7d9f17caa3e274abff748664b35704363a6acf969a0efe5f5df5d7277fb139d75089ecbed7aef8ad690735b712093d0ed59b40d24ea8d6fae238fbe333473b9772ee2ed0fee2c62be98780e29387e084caede3f9bc446dbbfae892d6e064d3d7300bb7c6311b8bd6282c6aa4862673707e8b72dc58b465ddae12ebb218f0ffa6a79af346790ece2bb15f2f126c62f0bba4037afb98b83fda3d0506bcb5ea997934d403e9d7456cd38cdc85219c15abcddd87ecb84afb66ca5a825d5f9681e29f6632dccf6ccdfd83f8e991d4b6d283aef8acaa1016e7b4e1cb865f73ff047f5600129d63f72456650f18c7432ddf365a58982700d4fbcbdd960a94f7f35478b4359a534e380691d3b10fe9e395c4d4116979452d89bb00df3f2dfd16611e18897a6ddc224ef96118030256982f642a8a27eb7b6375c4e17f539281d64211773ca51fe641f732f4e15dc1d85fc0f942051790526377c642c42c52f5504f5677937fce596b6728dc96c2e805bd9d83d427c6c891aef8b04dcf2a1222f6ccaa52f6380e54fadb21cfbbbef933f5adcfab5fd8f1e64f62a341b42b4d7268a079b2c06dc6b604f985d0efec0ad8f2d0864566283ce1d3a990e6038d00a41d42ea386954cff82e8ed714798229613f6d2d6416fd0fe7459515ddf620837142b0270b6d835f3b6b063521af5131de089dad51f389a1f1f7765cd575128dd8266485da42c5e7cb7134e40baec7287b07066c49059c16220e669b41febcde33447fc9aef8aca7b59cf174feddc9214cc844469bb5b7b617c8218c4599c2cf5c391deb3f45de6e16852cd54b8e07a22e227b43c52dd198d1ea84b49df065fe7b4d36497bcf68b07b5872bae2b4b4354860c72caf8b66a8c6064c1134a17bdad0f88794e853d790fedce2052f875fe5cbf9bec33d22a816e35e9ca283cf161265a10e7badf1fd8a6f647f5d28f6d8ec9e86b1af5f8c42eafa4ec1a3f192732bfbd539e02eff3aef5a1b6c35533610525fadaef8afea744f8dade2070d9049f14abcd3fee9c152b47104166ffc8337443613ffedf3bfb7806d59875393f0b35c59f6b375b8615002149609277f6588bacb63e92ef04b222da5d10f9d61b0f88db1ad8c4a650fe4c9f98a3a4921204845f4542aa827c0fcdf7aba85f954a1df047378038844931d784a598f397feca5421ffbae7d14b015717861f7859f7e5408f89e397b602385559f76a1b1d6197cb1e0fd197e931d964ffdb039d75089ecbed9aef8ad690735b712eca2827424c80570597f87db0d1d5a000e09001eed03f7be8ecac7b1ef8df35fc9f77faacdd48767271b5de6aee81558126e8fe1f90618ef5d5549e28eb4ae7d0bea33a6727bc9da1ecf051c4843bd0ce6e5cdead3ee1e0e549cd1be50e5a3f7c9363c1bf628045072e79894b513738d80e92c0792cca65e62b84fbb5ad4d510d5c8060ce0addbceebae9c62c3a72b2964cb9dbe5a078a7d9810391999abfe87f8e991d4b6d283aef8acaa1016e7b52a2fd714ca315ed81be35c7fc385ee2f6c30848768df95148406c631972471e6b63d0478b8ae3cf10d4f2f3f67c08e32374d59cb2eb2bada809b597869f99b41e6a4e970d0b5481f3e65b8ce00c4e8162ce8b1f3a0005d982c6e2785a24441b1987f70bcad1a34aa76d60bba3cb26ec54abefe641df17f69ff38be704a55308c31e2c79bc270cea5c77c92f55213be8044dfef332d6ce51b8fa845998d83d427c6c891aef8b04dcf2a1222fb7c7b36f6380e54fadb2308426984f954978609c13eb319a116d1399b7e2c5bf459fef4ac4a015f926a6ec60903e5bcde7142e2d43b5416cb3e8f9c01d57f3a30ab6289acbc42c3ac2124991b019d382ea2d14b1dfa5482dfa8f08577c03378a158ee0fff200fe50d5e0bfcc7f7ffaf180603113846763fa3e35ab95ee90e44d20fb0a87c5af6d0bbfca6887cb25d29a29921f287b07066c4905c575ac69b51febcde33447fc7aef8aca7b59cf174feddc9214cc844469bb5b7b617c8218c4599c2cf5c391deb3f45de6e16852cd54b8e07a22e21fb1bd6f635fa096652296adf04b3a59aa3539e95adc706a1db8552cb8082d608211ef42e6f86fc43d0c4d285ef68a574dd5b5d01561a69b3a5522fee436f37d340bece65ff10b70f2d81902269fe7b7d33c75bf06c7348670aba43f381ac9de5122f5f8cea12fa4ec1a3f192732bfbd539e02eff3aef521b7435533610525fadaef8afea744f8dade2070d9049f14abcd3fee9c152b4b05f0e6ffc8337443613ffedf3bb00fe6d59875393f0b5946e04b5b058897c835929b8a3575f015798ed713e72853eae9f5ed4e05f3385824933c1e48a0db445809f92b5b2c3f9040edf2b984438b6897f8dcbcfaeaedc22643c89768db7911ce4091f4944cbb475fe9b8dfb565efeb8bc05b1886a6f9408f89e38bd442385559f76a1b1d6197cb1e0fd197e939b2e57fda939d95089ecbed9aef8ad69073620f096e81780a85711f8ab04938ba3d556f91bd8b87ed361e213d4e8dd3e762963c9dbc78aff5c1d46fc71fa39f04fcf53f7079ebc91619bee1c2812a6209442c439114c0a080a41065c9fd8aa66bd642b41c130894e81743c1c4f7c5e51e1cb47fad29e9c37ec55a38053dd072a57a5752311d1e77f66f6d44844651f58a371aa36c3910c6a3537dbcc8bae9c62bfa72b296a0b9dbe5a078a7d981039199969fe887b2191d4b6d285aef8acaa10185825011375675979490c62a3d630dd57f319d22060dcbf1ff21cfec79589c933b69d45918b193858fd677f1594747b3883268da367f12235bad86d6aa25dc65065760f34765a26532cfaad694241d512f48443c3c1a0eaf5053143ba717bbadf171b70b4ef10e8f698a45e4be5ad804bf0d627a0fcc8441b0ed3fe64c32fda9d75136bc58b096751275b8ef684718413be8044dfef332d6ce5ea47ac85998f7bd427c6c891aef8b04dcf2a1222fb6e7d03f96ca6846a3e10d1c5dc45dfab5ce1e82a165564706c02b3eb341b905faa356476db764d1ea91ff4afa95cd77433743c35db069c64ed437d889b3c4ac37e131b99ca66a30c9c4ecfcac4f2e776fba94c7770974d9235014ca8af3207790b3fe51f4e7a4c357d24a874502ca0b77f2050e7b3107ec581abc749713a423a612150f8a8a1c905f6133d14b71c19a29aec7287b07066c4905c575ad49f51b7bcde33447fc7aef8ad6dc1a23c50f6afc85d9aae234be39a6ae2c2962e4342862ab651291c1d30c4fcd99018bf251e69324dd794a8fb1ac2cc73d1ae360080bcde48f098c3489c0b8d7a6f2c249d825e749131162ec584bb6c52d1f904992c1aa7944e8a242bbb576d282738786ecaa44314d2a96b420186f97741e793ba7205242907b32cfd43176b4b58e90a82158a6040197b1ba922e4af3d09afa4ec5c28e57bfbd539f66eff3aef521bb438d3361053f02daef8afea744f8dade206ab5b4f6d2ecdee6e31b3901c92a4ea3cfe13b0d4292f58ed50bfc77940f6175771d6ee927d2bb17efb1c768aa9d4f2dcac6585cd93a347804a4398ab1567d0779c2986cce869b6aa301c2c1834a78440ce3a9845f4c7048bd42f0d5838d93ba567d5c2a22bd722d8b993872f6dd663ce5ffb26e375751aa86b2f7f555f42f12ecfbf5dfc7c4f4a5ea3a432a9ffbb50d8eb0cbd18f07e8cbebb9b2e4ffd6859d95089ecbed9aef8ad690735bcb6b4b558c566359747629794d3184cd581e62f68f85fa3036eed19f1e9b7e36f6dfde545cc141875c8fd2118478420e11efb2ce532c9c52f8fa45142237fedc434f036bc5aa47de3c0bd3512a7f64267aa3329c88020ae7789ef8bc9bc352d760dfb17ad29e95b4372390cf948626e4874477c0218161c03220340fbc47d70b769e6c8584b94eecf75f61fb2629fa72b28270b9dbe5a078a7d98103919998a4667eae991d4b6d285aef8acaa1016e7b4e1cb865f73ff047ea9d0b335a8a29edbe58945664c35c62ab5629172a1202e62c153c21ea014a170510af11b6e3ca8d11a79cd6ae01b9e15da05b4c7dd9e721a1a77d9743b69d016651c30591925013ff021cbd866296d849f284f3886879c568422a06e5b68b09501af5f4d761ea1c0313d06fceb86d3f75b032bc176799d5f4bf2f58b3d5871ea0b8ef684718413be80451f2f332d6ce5ea47a8c49d1f82d427c6c891aef8b04dcf2a1222c79b48744942b77e496069e6129939d471d239b1055871a226580e95a3c9b9ec8829582f34749133e245104b96589e97ca616f67b6d24bdb6118424dc3f7358107d0699c8f5c81286cdaedf50f2c0ac8722460b39a0789826bde0af3e538cd95b73eabc1991314be480bbff1950fdfa6569ffae96b0f5c1bce7b6509bcf40b9281640304e9e131c9041a234af4b7055e40b921f501b07066c4905c575ac39f51b6bcde33447fc7aef8aca7b59ec2c2539848ad0bc47f5d7fad73ef75bde8589abf5edbf2ce930698f81664649892080afcfd37c6a9fc1d96eaad8fb9b74e007a6532cb75681520bf1c6dd671ee45ec0553051cbbe4ffd3fe7086972686f93a4a0adda7480789bd7b4767ee79a13a58778d4dfbc05306d00186e63e7da47f568e05242110bdd0e24969466259e704c0146c97ad8e58a60ad58aa5bd09afa2465c28e57bfbd539e02eff3aef599b3537d33610525fadaef8afea744f8db0a65323dc1ea22e8070421b3f4949f2bb9eeca63a8af3db99f2810db9ec6bc0f23a5eb2f6a8f6551c6e693c3899e328abe44194e68240b27fe53661859e028d9b2dac2e32dc25492502e1c1f808ca52325556d8e40045f4c737efe82186d9f5ba82f62ab5c2d87bd798bab409f4fe592ffd90b44428ebfd53737b2eb2162adf525d603537ca74248f4a5ea3a432a9fe0c10d8eb0cbe5a683d197e939b2e60fda859c95089ecbed9aef8ad690735b712093d0ed59b40d24e6ea588a5f58dc35e900d0798d4d1e407af1a01aed826ae05805e15e171a33dd123235474ec6a42e3470ad2704240df021652da3b4f4f9b56eba38f90e84653999d96696861973d60b4560587662dbe29e748cb1f9525694ba6b702077049d744a330a174757ec087439808d31528c78a4c99d92f8fab61679f5ea71b4a5bceb7c475b4c5874cfb28270b9dbe5a078a7d981039199985be8beb2991d4b6d285aef8acaa10185825011375675979490c62a3d630dd57f319d22060dcbf1ff21cfec79589c933b69d45918b1939b8fc196a1738efa8f750dba1bdd9bab41aa63e06aee4b801d0acf1df024c7c84de7fef0def79e17c10e5cffc64848bd2e8a8fdb9468392c83309f78b8dabe9ad14eff02f25f2edf8b26d5b805fcfceb8667af5358f296bcce5df136af58f745871ea0b8ef684718413be8044dfef332d6ce5ea47a8c57d1f7ad427c6c891aef8b04dcf2a046a7c7a07e8b6c945ec3a335cff1d219e57a59a8eb39112f41fdef4116e419247f0ed97afb4398c9b0c9a7e1a950d64883124f9fe29e89d1d70b507208970aab7c6e9aa519d7ed24f7f341c6c2cc43a01e5d4a039c4caa854f411148ec253b7e54c3f0c317dc9cec055b2a0d4fba064cf767bc2424ceb536f2a9de7858304934d20c1ac1d35e9e131c907f9334af4b7056640b921f287b07066c4905c575ac49fbfb7bcde33447fc7aef8ad6dc1a23c511b7eb209baae234be39b7437e002096ce42e66c8556c9541819688a071cab62fc58c8d0f5b65f5d7418d01666628f2eb46dc372f7207e597d63a8c18b9fcc871bb4fea060689d6f170e09961ace496c63b124b698a51ca2a083beddc508fb3589de148251ad609d448172d1be7ab181496f42bd9d6cf80234ace6e361d9cc5faaacbdc252c71d391746043fd2fa26d6324e57bfbd539f66eff3aef5a0b351c53361053f02daef8afea744f8db494b5901a7f142378e7765c11c75a30798b1943c27bb8cd6b1bac789b0e372ad1b75928ecadbb9aabf65f2ffc81f909fe07f744cc17f8ade9327aeacf0772402129de63853706f8ed16d071938443b8acfa87ed7b3068190f00d680a05eccb5d409036f036e66813d447e3ae63bd66b299912dbade9c0a1e9a1002f787218dad8976357353a05bdf95ed808e1548bdda86c75865f2d341e8cbebb9b2e598de856475089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffdda668ed7df8218d6b42277facbc5e85b1fdcbb349ff4dc137fe9cbf8c0b06ac06a9a852f160f0fe33af4b8fc3d74c90d348ab8c56f1ac00795b7c51e9747c4e5b694f4b0eb0c8e639d126e869037e65df1231f6dfcbe0d090f03aa7644c17bba75fff0885e52de75eedcf0c629e0f2b2afae9757e5a078a7d98103919998c068c6d2991d4b6d285aef8acaa1018582981fb9599a362d7a7211988078701323b5e64a078d7449f71e0a5e058f4a1f30ca9215d72ea3b5dbc84581a87390d67ed1c3885d6d357f7396993ef1f8b831079f6df010a7af8b1f470f2709c27f70df65a4174b6df25c77908172ef14d9ef6dee13221723b362675b43f03a4b5b4582d520ef184f8d4f68c40ab24ea2b6387fe0597a359098cec5b4e4dabf4ac9da8f3996b54dc67f211f077a8c49d9f7ad427c6c891aef8b04dcf2a076b47a07da6d72712a72ebfaf5a8844e985bab668e41539bd6bf73adffef0330190cdc632ad6eb30cd434f62d03714453b84eb19c5bc253b48bd4c5f15aad60de50411719d77f658f3b6d2a4daccc8ca24e54e14775df6d27ce745036606a986fa5cad742d0cc7febcb5cb40d5e987d1fcfe70ec03db015341d8834e79f731a2d72bc7e077cc175909850bb49421bd4b7069640b921f287b07066c4905c575ad2e03ff7dcde33447fc7aef8ad6dc1a8e81c65988b36693fb7f63e1d655e2edfba3e86f32fe2b8fd7813e8818f6b99c0a0d1fbc34f2c502ac0fcd507a1b432decc4bc53d755aa7d2ce836ef2ef8fe92a673f1e2a1c92bdbd639eacc739f2efc3d88d70c86d335a9795d9877dbb5d1d1a7e0922173be32855a929a81d43da4eaf68fa38c6ced4f33c196ee941d1d78d90fd624aeab38e050f1f492bcf426534832347fc28e57bfbd539e02eff3aef597aec1fd3361053f02daef8afea744f8db494b5901a7f142378e7765c11c75a30798b1943c27bb8cd6b1bac789b0e372ad1b4f2d3bca6b40d2a77cbdca8b8290e719a4e6db0815313ff48f0cfebafc5be00794eb67bdaaaf49a3e0d66664c198a2331dc31b9a04d086aaf488ad241c57ba86586ad06ec4f3df1f3dc75d798ac025b7559264063397046e6362bfc174c8ded2132dfa9e405bdf28a5d08e15566c1586c75865f2d341e8cbebb9b2e598df076375089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffdda668ed7df8218d6b42287596b82e2d979e2ddb1a6c94ecbf36a79b8b379384825b65d8a29ac74bca6868407dd327c1259ddaf0172947bc13d2e96ca49b7c5001e52a53d186561d271d2f365e7a40e5e4d062f0eaf56e968069560ebb2f6ca0ce9f19c0b3752df58eedcf0c629e0f2b2afae9757e5a078a7d9810391999aa068c7d2991d4b6d285aef8acaa10188f40f85cc9b8e8a7d3ab9f0995b450f6099b7a3185d06ab64ac3b5efaa527c98cce3c8b6dcd02047b41a2d0f140715ae63b6c872b6e1dcbc175c4096900777dfa1af43f8a4d5eaeba13a9132986a872e7238b8b6d899705cc800e4c538c243e2589c56c5d06a24fcbe80bf03d32dc4ee3eddca093e26b5ac3fb8eacc604be62f020c31454650c134cea5c77b423bfc13be8044dfef332d6ce5ea47a8c499a13ad427c6c891aef8b04dcf2a046a7eee5118b6c945ec3a335cff1d219e57a59a8eb39112f41fdef4116e419247f0ed97afe640b072f0422535b7d63e35716d27316bd408a68d94f9e252787f0315e55b1209169f5ad272b8b8e148330439eb6da4fe805c2200bae316278b8fd6d81481484ba1684ebfb80d5ebdf9c3b2513f94f731240fa67a3b6f1543b5eeea30fc0ef97febe130a177f94d127ff70696593921f287b07066c4905c575ac2dfbfeedcde33447fc7aef8aca7b59ec27a770b739774af117375455b9afd04f4239a3e5fad9690d400785e140cedb045e4d79ab76f79f79c5ce2b4be6b93dbee74bb1e8a6a2cab605484e7782b3e4d23e7e633eeb81866f5d9cbf58363518a9c0a763b1b4cc82335a1e08a66ce004a45abda58c821d3146b582c4e0d97e9a6e287e8e31b3b53c66ad477c562dd75c6f682c4a5d1c61c0a1e3e94733d09afa20c6324e57bfbd539f66eff3aef597d341fe33610525fadaef8afea744f8db4949d10644af3a337e571dd23c75a30798b1943c27bb8cd6b1bac789b0e3729f3759928ecb2d8551a7a4606d20d35ad5073ffe2f5a53f6758ca60e65a4bebb63657d53975a25883bbe8dea5a0ff22c746bb930e9e9c028140a2dd3821499f29bd4cca4093920f977f54f3885afb223498c2396d1387d80c9c3516a0e10ab7d2f859e65fab8e3d85f28a5d08e1548ec15c6415865f2d341e8cbebb9b2e598de87a395089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffdda668ed8302578d6619dc777f058aba4bf3f4389ff940a732ac45b55301085fdcfa56f7d36a3cd4f2143260088880ec0f6276042e318f0f0dbe2800f2c744b9215854a7a58758644e3a580cbd019c18b97e67ef8283303e590d560ebb2f6ca0ce8970d438da77736eedcf0c629fa72b2afae9757e5a078a7d9810391999a806ac7d2991d4b6d285aef8acaa10188f40f85cc9b8e8a7d3ab9f0995b450f6099b7a3185d06ab64ac3a8c20a4cf8c2a132c0c84d6a62e643f013e723a157e7346c6033f903f32703ffb454fea54225030e6619834fda78a3a9310fe25b17d245864b4d58e4c3cc23efc7f30e19cf89b1451f5d5dfae85f583257a20945e44989e8c24465376278df1b4c748ea8daae3f8b856612b3a93585c77b423bfc13be8044dfef332d6ce5ea47a50599a17ad427c6c891aef8b04dcf2a334e8487a769fc40cd2a24aeda16ccec9884f4656066fdef682a1d7181d89c5e43b3fda92de90e5337bce9662fc0fecade5e5547ee7fe0dea939d715ee3703c7548fcbd7f0eaec980557fd7bec3b478ef1fa945016e6f7088142ed43fddb2609d8f5cbe9d9f80a442065040dcccea7cae4dc05d09e3363b09f48b07d70269d0830f2fa3f0af478b5f09850ba44621bdff7069640b921f287b07066c4905c575ad1e42e2ebcde33447fc7aef8ad6dc1a8bb4bbb53216f532599a50750b25f8e9a586f85cf02467418a6567928fec2333a0324f3ad7f16453dfd1d7fb673abcf789c02f00589430d3584a0c32681c79d443985dd61d3cf2b27a3dfb67086b9a3ac9d038a16a88930967d8a3bec942ed16c338e3a66415528e251bc434ce0d1f84f90256102e9d9ec589302316f1fec3f0cac051c9b2ba2878fa5185f426534418347e324e57bfbd539f66eff3aef59fafafff1361053f02daef8afea744f8dade232d2f3636d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c5595073647ac2a77cd1515bae0c0b9404474309349ae6d4509a219c357627c1cd43f7760df08e715546551fe574ae8682beeadc574a605ad0499cb765a4bc767de483e54bd4afe40e63c351d742a5aae44f79b6ec9085e303a6172f7a798adb2908e1f65344d219548ac1586c75865f2d341e8cbebb9b2e4ffde95a395089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54a0a09233033bffdb37930e72e6f4cff4064f6c638a5c789fd9964cf93736e3082dff320c26512dde3ca4fa9ff2ecdb29f195ab3856b82498054d26f3aae6eca92b46195876a929eb5af7a361a1fffe0f3c18b197e303d17e320f6fa91e2c4e1babd137dfee9b13cb76e786314fd395957d779d5f2d03c53ecc65b919998807a45b2991d4b6d285aef8acaa10185773315b85a6055e2b0d62cd4cbc798b61f58070e2d96c3b1f554a28974a044407f0d4c6d10bcb923dbc1457ebce1649f11c89bf8aa066a4bd8be1b6ecfdf25804d31dbdd87c6217a58f3b28f7cfbae53b353d01e147084819ac30bd33872114f68faeb7fd6f4331028c4412e279c461c0c48986eec4f1cab39e845b60350aac51c006d56c9779633b16c7336afd2d103499a16354dc67f211f077ac7c7e0f39d427c6c891aef8b04dcf2a3347e2801cfe247a4441b267cf0a7dce649478741c891e5cefcd58c52057bdf1772aabe6c20fa5761c28d38bf8885df8e954bafa1c8b05e561edaf553615064144b20593a7568b31e3d69acf0bd5e6d06bf8c92a7cd78748344fc1e9187802c4787c85233bbe8828dff821ba8b1815fdd450460407b63b0842184409c499bd63004e3f03c520b650bcd0ba44621bdff70696593921f287b07066c4905c575ab4042c36bcee33447fc7aef8aca7b59eb6461054056d8c1f02ae50a2d0387fdd8a2cd6aedaf7f7794f0b798bab28773957152d605b57f8e55f447307e922afc77a7519b6fc4f859e4cf62daf1deb961d107221a1a228417bda7837292e8d57cd4d624c95d61d6a34468833657661df6ea176af603e3669548946b591310b0c39ae4a2fd48fe8205d3b55d5b969298151fd879238952d0aaa7095553a24af0ea12fa4195b76e57bfbdb24e02eff3aef59fd3afff33610525fadaef8afea744f8dade206ab5b4f6d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c561aaf73897897eee7fbdc2bc0cd87b12f848cc9dab35d919096d2d36be11265b28e2957db9c68de7f51cb5059a26c9b989d38db6140480f6359a5e36399f8dcdceba13cf4dc6aa4be6c27c98c300985d46a98c9c4d67f9d39b82526b8ead80a66985e3ec8a5dd219208ac1586c75865f2d341e8cbebb9b2e47fdeb5a394889ecbed9ae4f676753000000770100000000005ebc369803000000461d635d32aeabafadaeaeacafacadadabafacadadaaaeacacadaaadababaca9adabaaadaaadadaeafacafadadadabaeadadaeabafadaef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffddc1a051830256ae72967246b33f5e72e671234feb39c5f6a05be63073dcd0115bb1bdb92b725241eec814c6baa68400494af7bc05c0836801e75595691cc32f3dc2c3a078b6e8ce56bde8ba6ba04d062e5fadb1a6e0c86e97434974decc589c375a64214acd362793e9788661a3a72b282c39757e5a078a7d9810391999aa07a05d2991d4b6d285aef8acaa1018576e6306c1e38a8463c33c753c18eb277677cfdb3988f6bf051e16ab25a8ff14fbea168544c90bc280b5aa03480550bc21714666b5ca765f37d1142cb39af74fbf297d014fee13411ce217b090585adb2ac5dc3308fc547fd9fcac41a67b8aca09e8f2b4f8e9e85f3abbe06329a53d4a9e2771da349693c877a3ea4d5c520f64a15acb854a8bbd3acea5c77b423bfa13be8044dfef332d6ce5ea47ac7d7a0d399427c6c891aef8b04dcf2a3347e2801cfe247a4441b267cf0a7dce649478741c891e5cefcd58c52057bdf1772b7469760a746dbb50fa66c48e8b80323cbafa0c9b968b7bcd3217b6183d426889a3d90986fa9078588c9cb45b673a01ce86fb735e4dad36bb461e91868caa9539718fada0a438824b477a1129c5fdd47f26100f6c12875abf73a2c499bd63004e8f43bb20b65f4b90bb48521bd4b70691a29921f287b07066c4905c575ab4043c3fbcee33447fc7aef8ad6dc1a0dae033f51e5f3261054f82bfbb00f73f098cc767e6844ce266b9c7c125a058717bc2adc00722923c09db247e8489074e9a24957a5495364beccd28a7cf0a2531b276fdf389194c1ef03bb7806aaa58932598bad4688f046f51ae0025b6af549077adb02190a94f23e179f8d774bb7869a8e9886b5a35980234ce353da990b03e1a5aa22a23cd10e74495c87fa5f49d8347e324e57bfbd539f66eff3aef59fd32fc712e1053f02daef8afea744f8dade232d2f3636d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c561ad0f08e2494c93523f449995ec29bf81d475c56633c73093ed282b338b5a97f82cf5b82266f882e553a17ea0d1364dc9963dcdc5a408faec6b32ad1950510756e98001e11fc6205a7519b5bfed8b09597ccb470ab085282eb211b5401abadc5585e5f90a5dd219548ec1586c75865f2d341e8cbebb9b2e47fdd936395089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffddc1a051830256ae72967246b342c54d8ce59666614dfdad0775623c9236be233eff22546dfa2b90685b33bd2e6073ef74d6942d1583bdcbfa05979ee0f9c15de358d72db6078ac056d018b66b004b2d467d2670cfc5b31a945416e527e1c89a4424cc1d03352c27f3e9788661a3a72a902c39757e5a078a7d9810391999ac0ea45d2991d4b6d285aef8acaa101857732b43d2aa055e2b0d62cd4cbbf9b5ce52b10c5bde6d9df12a183209713942171b0c33c78529d7580adcdd8125ccc9b0542e67bea443953d8e0988b79d36950751637b03249f07ee790bd32a0064679e1519775b137278f45e1a6d7e4c9d3cfa086826eb4a78c10858f25d0307f3214a5b757079800abcfa63bb92d90e399b2d993b35677a39098cec5b4ecdabf4b49da8f3996b54dc67f211f077a87c9d9b39d427c6c891aef8b04dcf28f17a993a6a92bd8ebfb467c426f0e09a422ba7c82a5822690e6e9f4812fb95f085bf02269f809515e38e79b52dd0f3337294cc7be36c291cfd4ea7063c537ec6b65bb51da43222370de9b450d3e1ccd511400de9af2f7b2e67e0f489d6d559e8bcee191f35ff243f821b407907339a03ac6aca4cb1caf7860fdb4f08bdf0ab1796d88f4ce5f38e3f4e2177f9321bdff704f1a29921f287b07066c4905c575ab1e3ae40bcdeb3447fc7aef8ad6dc1a0dae00329dc3d3261054f82bfbb00f73f098cc767e6844ce266b9c7bf59d458717c08fdfa8be61f683754ebfd03140b8e168d9645c75e2cb394f5abd941e387851f0f8ac44c1db91577538835b21982593aff2d4688f046f9f3708a6d8528fd08e09e1c74c573c3fbf511f87d0559bd440c7a4a0b0d7e1caba0e2455c3f0b9f3adb36d5082ff711d11c9036f5349d8347e324e57bfbd539f66eff3aef59fb7af971361053f02daef8afea744f8db0a65323dc1ea22e8070421b3f41f7ac011c4ae2e0185ee6ce26dc528730f24b4ea55a8feb17408afbaaadb33795cd8b2775ebbcb32686f9d565650b713dbe08521adaf42edec3cdac08668d4df0403715f6a98e85d8f737f1c298c15dd80837aef854ba234eb551da967de58389ef42aa4115bc1878fc2790c59d00ef77148d546b60059e21789c09a2690ccc8fb44852f5865f2d341e8cbebb9b2e587fa23a3b5089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54962b13833ad50b0177c8bf27f4ea730f8c2494a079705e8351e4ea516eb6c804726fe19cfb33e51301a20292d389bcf979ad80168ac1c3a2c510079afa021439f78776da77a7b0ed6d018a622119c8749535955caadb4d4a2803a26f661aec386ba067a565a913fbf6f8d430d1d39524b5079d5f2d03c53ecc65b91999ae0e84dd2991d4b6d285aef8acaa10185773348d4e52055e2b0d62cd4cbc798b61f58070e2d96c3b1f5853d09756a44007f0d4d38a6e5604cc5b30f3cd4fed510d486ce6d243920a25b940324f5a1ace1ebde63b46437bc08d3debd7b085e389e3a7237b2bba6c638a1df9e170ee6334bdf22a06cb469504c208c7e88c26035be3edda4adbf210f825c4e0de7cb446cba3db9a0ab5acf5133b16c7336aa4a9103499a16354dc67f211f077a83cbd8d39d427c6c891aef8b04dcf2a332f3af91e2531781c409680a595aa9fe915609ad16534d5aef76e40069690c4e70f0ead622ba8ec9793c16821903dc96bf2ba71f18964438f96f46c742a534775aafac3d0836ea2e5f7010243dc3dcc55fa8c6bcbb5a6dd74ede49b3b8e06fbe13041662b7d51fe086f73af9a858d55007de3806e448114b6b06bc6d2a03bdca8f4fc481f9782ea17488da21ffee0ac3453243ea0360e0cd8920b382c575ab2e39e37b8deb3447fc7aef8ad6dc1a0dae00329dc3d3261054f82bfbb00f73f098cc767e6844ce266b9c7bf59d458718a0b9dfc9a5d4bc2cc4e857d3ddcfbd447a8a2ad2851888e5212de86317cb061847305f08395211daa74c45ddcaad04b273175f3eff14a3f9c704f14868959dc0213c20c4556249fa5a633c15ed76bbffce2baa2db9497d39b2ca213c5f2bce9ff2ea4c70ff70f9d1cc0ff4534832347e324e57bfbd539f66eff3aef59fd3afd73361053f02daef8afea744f8dade206ab5b4f6d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c559521e6c0e93b4c3d618c315fcf417fe82827ed3e2a790758d0f8b711378d5077bcfa2fc34c376522c6c381bb54d13d8cf8e3653df1bd3d90f1b6be6ffac8a5d16d0fba8ae4a5e659c6498c10a9b0f3e00e3d826cb3a01def082c27f8bf3ff1cc2f2f95344d219208ec15852f5865f2d341e8cbebb9b2e4fffe23a2b5089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54962b13833ad51c6ad3c8c7b5e30953e2f9afe9a86ca4e816b6a3dc83310301d1e31531fab3db323a56f745ac5aa5a3ecc2954673a018d793cd682fb5c29f950e175a34d166bd9605410625a96f0bf68c53547776408e1701e2bf7a24ce5dd152775b8616ff0d2add970fd930d1d39524b5079d5f2d03c53ecc65b919998e06885f2191d4b6d285aef8acaa1016e7028cf11e1522fb1db53c9a191db671a0cd3d8b4fded3dc4508c120ba07a2220bc6495f5d5b555d6bf1905530f78f43864f0eb96880c9744345c52d6d68d9a5ce90c40c58244c693a50434e060ba450f8d7c1a37864ff07d52eefcf0b87739f4ba587a47b0d59a68d203b41abb5249d14fef26761c1a98685fc41f3cf5f361b443ea78d416751e97b8ef68475a013be8044dfef332d6ce5ea47ac7dbd8d01d427c6c891aef8b04dcf29991ff3bb2f79c62e053e1cfd1f42278629668242b44557652850d92590d1872143ea39f181db5374448e8a0d07e17a9ad2565eab5c702d2307f87cd760406efad469091fb08c13c8382f0a5fbd56a00adfcf7a3445c740333b591f0e6c57aef84e68ccba98932fc282797e41faf9b35c31ca38069dc836e9f78ef7ebae19e1d983539208b4fd8066488c437a96e09e3453243ea0360e0cd8920b382c575ab4039c389cdeb3447fc7aef8ad6dc1a0dae033f51e5f3261054f82bfbb00f73f098cc767e6844ce266b9c7bf59d458718a0ba22e19a54fcfcc14a995c5b51df2ecf3413eb2102be209c3aca31f7381259efcacd942d80cdf1f2d841041239039fabcaff2398e1279382da5e4fa1f8f52eb30080a24739efc5c30cf78ed3fb6c80325dc53b3609ea698e8657ac054a10848d90763c201112d1cc0ff4db4832347e324e57bfbd539f66eff3aef51fd3bfcf3361053f02daef8afea744f8dade0f7b5dbc9df9e3d7a804d2dc51bbd3ceaffe7e84f0c70c397ac9d8a71443abba87be7e9533879e88950399c2ab490c7ecbad281424b4e414400d8782f30648923b3cb9e6004f2c549c9b1118d0aa53fa260d38f8843c542f6859de2a62330bbaa623de07cf049291105075dfa7d60ad6766ba638a2fb0c6ce8077a54c2ec8e2fd6c651aa69c09a2690ccc8bb27852f5865f2d341e8cbebb9b2e57fde119a95089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54a0b1582f033c0e0fb6e7d778c15f5275cc343fdfdfb4c73e5990f2c6677c3a6091584abcd87d2185d6a28ccd21d7ceb4a50a570ae77a339d1c84219bd291a1cfc98655801ca1632b680ca2777176ece2cf68f6e4bb20a52a5bfe0a24ce4c4cea6f1c8616fc492adb030fd930d1d3954813879d5f2d03c53ecc65b919996c0d695f2991d4b6d285aef8acaa1016e7028cf11e1522fb1db53c9a191db671a0cd3d8b4fded3dc4508c120ba07a2220bc6495f5d5b555d74a7b2523b8edf3f0d602170822984bf4a5e2a7affeb521693865030f65a543d7f1406254236591195d5719c77d89d9bb7adfcba1df39e5b7384efa44f45060d5922e66ccea5c4b27f316fdbd51f524208c9ad382876c9db5134a78d376751ffcb8ef684760e13be8044dfef332d6ce5ea47ac7cde0b01d427c6c891aef8b04dcf29991ff3bb2f79c62e053e1cfd1f42278629668242b44557652850c1982cc9cd0d15260b98d3db247a2a568b7c034877ca9a4042c5200003aefd5bf4c94059f7b06005d8342d09eb3a35b364bb3d786a55911e52939d34456caa98668daac49722f27e345d4fdf8670bf20fd84f3f98e56c3701eaee5f87cb3c91ec0f9ddfac43d0f780797fa7066488da253fee07c3453243e50f60e0cd8920b382c575ab2038c3898deb3447fc7aef8aca7b59cef4bc31b663a3c0897206b4d3965ffb8ade6e5b41ab5830bd50ed9f733fb6bd3545be6ada42ef18c98c75e62d69c15ff1033c5d0eedfe3178811a2b43be183e70a270cdf023b0f9a666936f9ea9b14d8189637105c853f927b1d3c60b69790a920c6a527fb2126c1f755b9789086d08f0f4d24d8820a480c6aed04e89a284a35ccf6b2c771ad5863fbf4a6fa46d1a3f192732bfbd539f66eff3aef51fd3418f3360f525fadaef8afea744f8dc5561cc0ceb57e86095734a8a94c74d9d652a1f3376d7356430c168ed3b9ae33c09cb27099dd55a1277d636aa283d4edd526db601b1897265fc95b39775b2e744c2239e90654bbd270d42d312c5afe252367718e5119e6f7b787a8cc98ded62e68fd7392939926216c921c1496c9c5cfec0d7d63ad855bcfbfec8e6e09e825e17fed24b1627e29a2690ccd87b4586c7cd75f2d341dfcbebb9b2e6990223d2b5089ecbed9aef8ad69072f8df860d5704a6a453219977a5dea66c01a4b60635a384415ce3491e8b3f970c23c1b20fe1572c6f7a4272416d7f5f9323837d4b4b4ae85d218d19ff1cb378d3a664203294682148b4a71e7dab2b8929dfea60b45606867b67c897c3fde1b0eb5bb38c8db1718b1a050f35509bd0b47c6d412f4a55295250113d2fb52589bfefb9f0c2df4ef324b2b3ea661a20f2a916a09757e5a078a7d98103919996c0589812191d4b6d285aef8acaa1018576e6306c1e38a8463c33c75388e8491fabbbb6929c2d1c301a0ffac5fb784930796a6fe800f2229cd7bbcf0a6739f0599b0012d4a42e167ac3a015ce718c78175b5ce638cbe6886c692eec0c8017c9fd32756f07c1d38caeedeb773d88497cb32d542185251f1721ac54b33aa18b215d64bfcf547d490886de34d30bdb62605af94f1cedffc6752e3bda11dcc09df40226ff9cb2d6ce5ea47ac3dbd8ab9d427c6c891aef8b04dcf29991ff3bb2f79c62e053e1cfd1f42278629668242b44557652850c1982cc9cd0d15260b98d3db247a31be6b7c039dd121fa3d3afd20021429f1e3e07d6f296be6e26b46f5e582d36c8c04c3bd82526df90783a74939d194c4f57b469f3baed7192996d06797fc05bee86337b0abbf31ca09a51bca476a808bc79a6efa3fc37f500f780797095066488da3dffee07b3453243e50f60e0cd8920b382c575ab4039e3878eeb3447fc7aef8aca7b59891830dc8ac10144d76d09e08823514db874e061aa4d7ee9d68fa3abd531df7b7b4ef0f0eada3c9b5343f1997d8c81351e5e3fd6bb8f727c98fcfd408683eb68ef81bbf10186f4b7cf0e26c5e3b34f4bc94eec1da7c5f03dd7b50b82da5f369a5d23f277b21711d61b042dde312403e19905185b7292f85087e80d365b474f757694731e3f2ed5863f83fd2fa46d1a3f192732bfbd539f66eff3aef528cec19832e10525fadaef8afea744f86d5215285d402f5c4e89c368f0d8d8ba996ea388e7e6406a86aba1db49fb4513dc96de92e4296399bf3fab789930f1789c83b6315c870289ae67f3d3e3109132308d7253cc0cc4a82dc043e7a677c781b4e0385d0dd19be9f37181e95b52c07b5b1e233530f6d97a42b4bc1f201db31f1c1b8f74123244a0e1cc9050b5ff09f9c5f5351627e515b690ccd6ac5c86c74d75f2d341dfcbebb9b2e62802241195089ecbed9aef8ad69072f8df860d5704a6a4532199779c6a49e00f74ab60b2336177473f85c4250f75d3422f7c4e00b2a827850cc3a0f1b938291f7ba7117948c56205e17fb7c60c36c465ef2a71cb7075234c17204f188f2e20b456078b0362f8a020ae84b87fad761d615e719d9d2c0d7af3287d9483f571dd9381cd68c8aa60123d3ef95c485089c1ec93f0dcb74ec94db2b3ea6618a0e53296a0b9dbe5a078a7d98103919998a4569812991d4b6d285aef8acaa10185fcad6f88815374292eede0d17d8572f6d445e319ca1cb47d846baaaf0dd640445b2ef088d56725549180cfc83c0868e3b63bf510887ada8229bf21c793b5160064cf622b41915f323feb5f5a7b7722e8d2c1ce3138d923f382f4f380e6e88d2ee099381ae07c5e5697519ab2f9febdbe93fbc98f3486490818ecc33279d826ede5654f1c3af5033a971ded08efe89df40226ff9cb2d6ce5ea47a8b6e20ab9d417c6c891aef8b04dcf2a330afabea10c70130a846bd29bce311f64559bdc309559f1202611dc2b96e039fbe635e552c624f3fffd65277c949c5102d15ce8e0e06f9a5d2a4b20115532816f772d283f7262528fd5817b03e8050afcfa856baceb671ca432c6f39c2eec30f270588c57ecf1723f0afe65972afb06f57b5b33301a47578f3bd9f4cdcee20528f804240950664a59a3de96e07b3452aabe50f60e0cd8920b382c575ab1ff8c7778eeb3447fc7aef8aca7b5989182ff48b254144d76d09e08823514db9959906e6ea855e2382bdc7d84072b71656127566b8654a2c17e23bfb84b848b6f14900bcff19546c17551a2266dbe2d04aaadb3120bf2b7c25b52a81f14e9d9f5fd8e26d3d33a0df26cc8c670eafe936f4a4f5a768c0e2f34fc66c5d5214b807c3334845caba0df4e4f7982f6dce8324b78d6d2bb4c1679ddc990ff45349d6347e324e57bfbd539f66eff3aef520af51e032e10525fadaef8afea744f8dc5561272ae634821b60164e5171f5dda9c417bb48051a83576b9dbe275bbd0115f92898519af07c3cb3190f825e61356c3f61b71bc903715a1dafe28c840297f35fb0ee1f8af3dfdf74af3a01f2e4490c3eabddb54c8a8ee4f512e297c10e3d6d1b27e37b6e3c1cb30152b489aca5d84ed988ddb8738fb3123c6a5e07e5990af4764f315b4f79315f95e0cfeda208ec1586c75865f2d341e8cbebb9b2e6b02213d195089ecbed9aef8ad69072f59800d4ce68d808c0dc6d18e65ceee4fa83e7d66bc1f7967c252a194aa8b970a67de2f3af706df2beb3b44e3332bfe21d90456f43c2ee450536ca56eaf2aea1d2b703ee22c16c1ad7d8bf063a695bd445a40fb18ece5cdf8882f86e8035da0a0b5ff4b07d10aab8ecaa554a703dd666e251876d7742299f5ade0b976a73e1ea26fec450c36b5b14e6696569668c3141c12916a0f3abe5a078a7d981039199965fe69912991d4b6d285aef8acaa10185772f4c687d5f5670d5d648e0b5edb4a35169869729c9e584484d0ba9e6491f4462b28c4c47a3162503c171c1f14d2fb0633270b117701070d23f8ed558a3e3408fd49d76d01848be3bda87a8e177183564f58508760e349468bc9c1ac8694af3ffe022b9d558ed492c97c906ea99a919527f1a642a230dda5deb16de443e15223ccfd6bb77960d7ccec5b79cdabf4b69da8f3996b54dc67f211f077a8bebe0ab9d017c6c891aef8b04dcf2a330afabfefcc43d5a1c4a1298d48830a870a3fe1f0c942289260b3060b32188f270652f82f104f1048ae063828fb86965a88a16d0af77549462a82afe24f273df3fa023894b9ca6a7de4e7f93186cea29067696afdfde579ef3ef6d56880a757ac86beed2ee41d3eaf6fc2188bec0b8fe645b4a7d5cfebc64f227a1c360c1bddb89ce10856c082409510ba52cd1efff70559a29921f287b07066c4905c575ad2df8c6f78eeb3447fc7aef8ad6dc19484f99c77882db1bfd838d5fcd355733165df7427f579bb6cab356b313fe9951a30a3d594288a309253cc63bfab6157991ef7e8c0c6423aa6e90f0333e6fc511e4845c971f08e1672c88f19db2c4a0f724c96d56d9aac386b41bf4df9b71adf5eb275e99bebfa66ef3d7aa58a325370b4cdeb3dc5772e8101767b36267f884b2e256027495ddad1fceee4f87fa29a2ec1a3f192732bfbd539f66eff3aef520b354692ae1053f02daef8afea744f8dc5561272ae634821b60164e5171e7199a485d9e42338a945530c33f96efffc482b25093f2b5fa7551b29834b0099f5850dca0af8254ba1ee06ee716fc138854a398188044dfe5eb67bddd577aa1f60aef9f6d4d83c998f414434c1125801b550162c9e3c6f3097246c3163e84f754b9db311bb749fd58219d012a0767ec215902c7faa6b1629ef7e49a20470cc8fb4586c75865f2d341e8cbebb9b2e6302213909d069ecbed9aef8ad69072f5977c85a712d75964004c849dc703b58ea2463257c0f485db68f46f390592a876b50becbe462d67b7253da34b1c6ec3a1a1100531be84b5b06b5146f93b77929cf5f498d7703b343661f2e8cf14daaae5e6a29451bb586a9dab9ae68405e31ad6eaec0763e8ed13816ffaff3765d5b2804bb10e71258f7ef158feaa79f4bd21511949d8c58a495db1b4b34618a0e52916a09757e5a078a7d981039199985bd8a216991d4b6d285aef8acaa1018576e6306c1e38a8463c33c753c18eb277677cfdb3988f6bf0592716525a8ff14fbea168544c90be36c00a5731c4c099bc267029e4fb04731c9a7d84f6a7ee91bf292d521d4faeef56381205df754e277fadbeee5a6e938efbe73a8f939f347751871c9dc0d6d2b4b3347e1d28d8ae8d172bd6705ad1a5dfcd485efb12b733bdd508daf45470a3d40cea5c77b423bfa13be8044dfef332d6ce5ea47a87ed98ab19027c6c891aef8b04dcf2a324f460da80bd63d9dd40b1f3e0d6915fe7fd5adf9e17ffafa0220d234f2d67e2518e5426776b95b22bbdd40b28cde4942a61420059be4b7698c099711e996b02fbee824fcd1f22ae592d32271f160006cbf3e4bc674c0c694eb1be75f2168626195e5f78eda8c04d74a2a122e7b00d38f887a85a03ed0796bd820943f34e7ec92295e9ccb753c664a59a21ffee07b3453243e50f60e0cd8920b382c575ad4defe2778eeb3447fc7aef8ad6dc19484f97a0abe40da3d8e9449894b3465b2b1131dd352e62eabddd1cc2c7b7cb3a9bfa717261d432c42908148cb4fd5f8fa8a575b98fbf0aa5a9a0a43bebc7acc7e1fa44f09946fd347bcad5feb0e5d27c54d4d390a60c54f2ec50dd132f4168f954609251f8bd4cdf4efa65e69cb2022cf0f4488bca330c30cbcd486f1b5a2238652b3dae68a2fe3a9c1ab0e4f81b7a9a20c6324e57bfbd539f66eff3aef598b756213361053f02daef8afea744f8dbaece2244e3f0199eee6834a5a4829ab7f02fa682e40b8f260502b784f349833960f8360ea60b5b5db0b6f89adbfe6ec28e0c95555670a1da3bca544c34f805703643bb5ceef4628d60d8e44ce00841e57e344f1de8400dabfb2caee03c3be164cd11429942ec3192995b290bea9773787b4dd10acf8c88eb5efa02e00b42baab682f7ea2c5ecb7e49a27f6d4c8fb4586c75865f2d341e8cbebb9b2e6301e03909c869ecbed9aef8ad69072f5977c85a712d75964004c849dc703b58ea2463257c0f485db68f46f390597f64fc0923838a074b860333d666a5d2e971a738b0299d79ffa0494cb51c870c02bf26f3d94b58d685387f789b7283cb7fe928e96128337bd2e54c3c638d8fc19e4c72db30c381addd76692bde02a056cd97a6cb5ae5f936ce2698d98faa9e7d2fd3a3a06ef58c54ec95dacb76bc55de0e52916a0f3abe5a078a7d9810391999a7f669a16991d4b6d285aef8acaa1018576e6306c1e38a8463c33c753c18eb277677cfdb3988f6bf0592716524006e7faa76524885e47ba2e4ca6591c43a9c9c8e35a8d421900c44223fddbe91ea6ab2dae6ea5062ea21acdf43382ea60a427abbfaa8feac2b7b3fbe73aeae79f34754586de05c0d6c53512b5f44d03d26fb92dd77985ecf5403fcd476d8c36a5bb15b2600c0d4ae7e3d40cea5c77b4235b813be8044dfef332d6ce5ea47a8bede0ab19027c6c891aef8b04dcf2a332f3afb7aa7ad781c409680a595aa9fe915609ad16534d5aef76e40069690c4e70f0ead622ba8f503485c89abf5dcb5c85bc144e0e736c45087ed10f634a4109bd5a245aabb31bcf4e8b0c4bdbd9e0de832fd58fc7d22bf3ec6fcd6ad0b431cef00bcb2df108e1f6c6f945557af5adc04e181e5f71a6fb8cc9969a75f7f4eb8721956e35eceea7d93ca59a21ffee0d23453243ea0360e0cd8920b382c575ac3e30c5f78eeb3447fc7aef8ad6dc19484f98ac284c8da3d8e9449894b3465b2b1131dd352e62eabddd1cc2c7b7cb3a9bfa717261d432e63cce548c17e7c42e2265761b8612f2a0ba7361efab366b21c10bf7753a4c3872ef1c5a9e660943e5a307df4600d06524534f26ed60124a32fe150c58515fafe9b96412baa1ba33410d6a170428492246ec49042613351639f92b2fef001efe3a9c1ab0cd401b7a9a20c6324e57bfbd539f66eff3aef59896d4622b61053f02daef8afea744f8dbaece2244e3f0199eee6834a5a4829ab7f02fa682e40b8166d29570f7a6a34de80832891efa721d673d88589417e5c0f2f1c09d1b9bd35e09c0f7c5f9b93e62aae0830ddc980bd46c66e5e398e841d57e344f16001fa746e1356ee03c3be164cd11431bccb098352ab785b294fdd9b262c8da6e590b019719db570580e85a15d543efd7f6c870b15f719d1feda208ec1586c75865f2d341e8cbebb9b2e6303a83909c869ecbed9ae4f676753000438780100000000005ebc369804000000fd0d42b802ff3ff8b5379ae4d5d4d571036f6eb7fd928bce4b4aa72e140bab5bd80e5fcfb05ac954c2c23f6e46044d2f60e26006530ffa0db7cf49af94557a4a90aebecd09a20988fde9a5e41030eea528dcba9baf8b99bd88d698784d5d25e5cb9ec6885d85d4f4ebcecaaf7e11d2352d84a25543b8647da88fb5c91e6739e9f2224618187b0d71e3a4741a1be560c80047751fc96115988584bfaea49984ec4d3d36dfc47405f791085a602f6cd39038e4ec7dfa2faabccc5b455113fb3dee41668000000000000000000000000000000000000000a2129c4bb37c0fd96f3e67b271692c2e01994b7d553d0555ac659f8cf934b16307eb9b222ee9aead3b04c013dde85879a15ac22ca54742faa95c8e4f7867287b7a2e6da1a824e2128e803dbc2e9adc737d8a9a0ec9af562d76aff7bf9bd5eba2d74873a492dd8da28b067e78b460ac
yoCiDpo_zsvU2C_7ve0lNQ	audio/ogg	2006	\N	18046	\\xdbd7b515ee35d67545f58fd1074702feb3ca0ca8503711dfda4c00220ee34d12	\\x4f676753000200000000000000005ebc369800000000aae9a9e401134f707573486561640101380180bb00000000004f676753000000000000000000005ebc36980100000030b6544e013e4f707573546167730d0000004c61766635392e32372e313030010000001d000000656e636f6465723d4c61766335392e33372e313030206c69626f7075734f676753000080bb0000000000005ebc3698020000008bc002d033ff2da0aaabaaaaa4abaeafafabafaeafafabafaeafafacafaeafafabafadaeaeabb0aeaeaeabafadaeaeaab0adadadabafafaef8b4afcaaae5b5b0a61cb17ae9fe3ad00685514ce92901cf9774f4804d5b0b4a13e60ff57ff180d6b0c136a82b22d3e5e1f645e30964122ddd3e6583fe158747d0e5842a7d37140d5aabf927943da0b34730fdce8a3a0642dc62b318223c95d2f885211c9fd64e044bf34d867dbb218fbb558f9df1af68b590068e86fb7eb211908d0915ef034a2917d643ebbeea44b818ed4e99fb35ca0348ccb42a5d8bc4779fc7352bc4dc489721021ab8dad52003f65bdd5af905910e7d2fa1f9d10e7d1c8917960b8bbd5225da4caf777634e5aadab6485330419915de2f6a513b597a7ce5d20ca26e209060975ff45e72f75bad67b00cd909a6a31f0b43ae9f905e7963b627bdcd587fc49943d2c50e2e60a3cd37e0945b205bcdb73f15489b56845079cf27384ad1d330a012db036df8b1729a6a337d6f9dd86dd7fbc5f3d931e9b7e68d099adeb279f9189cf1edfb1bbd08419c134f9d4bb4870abe2a1fed21fe369bf61ee7f0399a9ddb42509a93b97eab48736e26473f4b0dd35723ecc15113f1aace21d7d9f3b942e0b509fd85aad8708de362b32d1d89f33fc52c43b63cf4bfe8f66f79c5f7bbbe0c9e285d66771906c2d3c0fddb2e5ce482473eb7586ff8b67d35ef9fdeae979599a90a1daef8b04dcf355ab4190296b78516a7b77ceb5a7b7354f5c1dd92f7fd7245662c8608396c3329f2222aa26fad41065e8bfdd6a0a5efa065d7322dce31ead71ddce071fddfdd333a51916cbf832c9b33123a1cd93434af9df0c896d18b009f107810c510b9af4e2e3aa16ae91d107aae822a46b1aef8d8ef044f3ee8b474a5bafcb946d20d9972ec1332920d214893e5b89a4d14d6ab943f2883362482ce0b1b8e33bb4246b7ed17441ccfaef8ad6dc1a23c511b7eb209baae234be25e540b05e64231cb43cf6e3fc0efe617a7c5b8c1c2f223cbcbd60d3fb32f6e0de1f2c8e6b28626b05a375168c093cbd3d280e0207e3f947abef2ba64d44c6e01a06dde3a09e801ae50bded3c00425c7499dfb2fdb667d4958204ff3143cd2cf4839f1fc6157fa38c00bff3151d9c5ba07f36fd38a950f18da1c038fe48ba303e84d7d1232192732bfbd539f66efee0df520bab31632e1053f02daef8afea744f8dade232d2f3636d2ecdee6da3c47bdc43800f81e2c6afe1a7a82b941f9bb9a596cc8e52b00307b687bf0e85d08ab86282b93e34428afc9325f1103dd4370fc0cab4d8e8558c16a3ebb8d66893e562dc1befb7605b5c1e046494f5a8990c415d29d13cd275a7d346471fd805a67b356ccac288a2f9b07cc7f247bd1409d19b7d9f17caa3e274abff748664b35704363a6acf969a0efe5f5df5d7277fb139d75089ecbed7aef8ad690735b712093d0ed59b40d24ea8d6fae238fbe333473b9772ee2ed0fee2c62be98780e29387e084caede3f9bc446dbbfae892d6e064d3d7300bb7c6311b8bd6282c6aa4862673707e8b72dc58b465ddae12ebb218f0ffa6a79af346790ece2bb15f2f126c62f0bba4037afb98b83fda3d0506bcb5ea997934d403e9d7456cd38cdc85219c15abcddd87ecb84afb66ca5a825d5f9681e29f6632dccf6ccdfd83f8e991d4b6d283aef8acaa1016e7b4e1cb865f73ff047f5600129d63f72456650f18c7432ddf365a58982700d4fbcbdd960a94f7f35478b4359a534e380691d3b10fe9e395c4d4116979452d89bb00df3f2dfd16611e18897a6ddc224ef96118030256982f642a8a27eb7b6375c4e17f539281d64211773ca51fe641f732f4e15dc1d85fc0f942051790526377c642c42c52f5504f5677937fce596b6728dc96c2e805bd9d83d427c6c891aef8b04dcf2a1222f6ccaa52f6380e54fadb21cfbbbef933f5adcfab5fd8f1e64f62a341b42b4d7268a079b2c06dc6b604f985d0efec0ad8f2d0864566283ce1d3a990e6038d00a41d42ea386954cff82e8ed714798229613f6d2d6416fd0fe7459515ddf620837142b0270b6d835f3b6b063521af5131de089dad51f389a1f1f7765cd575128dd8266485da42c5e7cb7134e40baec7287b07066c49059c16220e669b41febcde33447fc9aef8aca7b59cf174feddc9214cc844469bb5b7b617c8218c4599c2cf5c391deb3f45de6e16852cd54b8e07a22e227b43c52dd198d1ea84b49df065fe7b4d36497bcf68b07b5872bae2b4b4354860c72caf8b66a8c6064c1134a17bdad0f88794e853d790fedce2052f875fe5cbf9bec33d22a816e35e9ca283cf161265a10e7badf1fd8a6f647f5d28f6d8ec9e86b1af5f8c42eafa4ec1a3f192732bfbd539e02eff3aef5a1b6c35533610525fadaef8afea744f8dade2070d9049f14abcd3fee9c152b47104166ffc8337443613ffedf3bfb7806d59875393f0b35c59f6b375b8615002149609277f6588bacb63e92ef04b222da5d10f9d61b0f88db1ad8c4a650fe4c9f98a3a4921204845f4542aa827c0fcdf7aba85f954a1df047378038844931d784a598f397feca5421ffbae7d14b015717861f7859f7e5408f89e397b602385559f76a1b1d6197cb1e0fd197e931d964ffdb039d75089ecbed9aef8ad690735b712eca2827424c80570597f87db0d1d5a000e09001eed03f7be8ecac7b1ef8df35fc9f77faacdd48767271b5de6aee81558126e8fe1f90618ef5d5549e28eb4ae7d0bea33a6727bc9da1ecf051c4843bd0ce6e5cdead3ee1e0e549cd1be50e5a3f7c9363c1bf628045072e79894b513738d80e92c0792cca65e62b84fbb5ad4d510d5c8060ce0addbceebae9c62c3a72b2964cb9dbe5a078a7d9810391999abfe87f8e991d4b6d283aef8acaa1016e7b52a2fd714ca315ed81be35c7fc385ee2f6c30848768df95148406c631972471e6b63d0478b8ae3cf10d4f2f3f67c08e32374d59cb2eb2bada809b597869f99b41e6a4e970d0b5481f3e65b8ce00c4e8162ce8b1f3a0005d982c6e2785a24441b1987f70bcad1a34aa76d60bba3cb26ec54abefe641df17f69ff38be704a55308c31e2c79bc270cea5c77c92f55213be8044dfef332d6ce51b8fa845998d83d427c6c891aef8b04dcf2a1222fb7c7b36f6380e54fadb2308426984f954978609c13eb319a116d1399b7e2c5bf459fef4ac4a015f926a6ec60903e5bcde7142e2d43b5416cb3e8f9c01d57f3a30ab6289acbc42c3ac2124991b019d382ea2d14b1dfa5482dfa8f08577c03378a158ee0fff200fe50d5e0bfcc7f7ffaf180603113846763fa3e35ab95ee90e44d20fb0a87c5af6d0bbfca6887cb25d29a29921f287b07066c4905c575ac69b51febcde33447fc7aef8aca7b59cf174feddc9214cc844469bb5b7b617c8218c4599c2cf5c391deb3f45de6e16852cd54b8e07a22e21fb1bd6f635fa096652296adf04b3a59aa3539e95adc706a1db8552cb8082d608211ef42e6f86fc43d0c4d285ef68a574dd5b5d01561a69b3a5522fee436f37d340bece65ff10b70f2d81902269fe7b7d33c75bf06c7348670aba43f381ac9de5122f5f8cea12fa4ec1a3f192732bfbd539e02eff3aef521b7435533610525fadaef8afea744f8dade2070d9049f14abcd3fee9c152b4b05f0e6ffc8337443613ffedf3bb00fe6d59875393f0b5946e04b5b058897c835929b8a3575f015798ed713e72853eae9f5ed4e05f3385824933c1e48a0db445809f92b5b2c3f9040edf2b984438b6897f8dcbcfaeaedc22643c89768db7911ce4091f4944cbb475fe9b8dfb565efeb8bc05b1886a6f9408f89e38bd442385559f76a1b1d6197cb1e0fd197e939b2e57fda939d95089ecbed9aef8ad69073620f096e81780a85711f8ab04938ba3d556f91bd8b87ed361e213d4e8dd3e762963c9dbc78aff5c1d46fc71fa39f04fcf53f7079ebc91619bee1c2812a6209442c439114c0a080a41065c9fd8aa66bd642b41c130894e81743c1c4f7c5e51e1cb47fad29e9c37ec55a38053dd072a57a5752311d1e77f66f6d44844651f58a371aa36c3910c6a3537dbcc8bae9c62bfa72b296a0b9dbe5a078a7d981039199969fe887b2191d4b6d285aef8acaa10185825011375675979490c62a3d630dd57f319d22060dcbf1ff21cfec79589c933b69d45918b193858fd677f1594747b3883268da367f12235bad86d6aa25dc65065760f34765a26532cfaad694241d512f48443c3c1a0eaf5053143ba717bbadf171b70b4ef10e8f698a45e4be5ad804bf0d627a0fcc8441b0ed3fe64c32fda9d75136bc58b096751275b8ef684718413be8044dfef332d6ce5ea47ac85998f7bd427c6c891aef8b04dcf2a1222fb6e7d03f96ca6846a3e10d1c5dc45dfab5ce1e82a165564706c02b3eb341b905faa356476db764d1ea91ff4afa95cd77433743c35db069c64ed437d889b3c4ac37e131b99ca66a30c9c4ecfcac4f2e776fba94c7770974d9235014ca8af3207790b3fe51f4e7a4c357d24a874502ca0b77f2050e7b3107ec581abc749713a423a612150f8a8a1c905f6133d14b71c19a29aec7287b07066c4905c575ad49f51b7bcde33447fc7aef8ad6dc1a23c50f6afc85d9aae234be39a6ae2c2962e4342862ab651291c1d30c4fcd99018bf251e69324dd794a8fb1ac2cc73d1ae360080bcde48f098c3489c0b8d7a6f2c249d825e749131162ec584bb6c52d1f904992c1aa7944e8a242bbb576d282738786ecaa44314d2a96b420186f97741e793ba7205242907b32cfd43176b4b58e90a82158a6040197b1ba922e4af3d09afa4ec5c28e57bfbd539f66eff3aef521bb438d3361053f02daef8afea744f8dade206ab5b4f6d2ecdee6e31b3901c92a4ea3cfe13b0d4292f58ed50bfc77940f6175771d6ee927d2bb17efb1c768aa9d4f2dcac6585cd93a347804a4398ab1567d0779c2986cce869b6aa301c2c1834a78440ce3a9845f4c7048bd42f0d5838d93ba567d5c2a22bd722d8b993872f6dd663ce5ffb26e375751aa86b2f7f555f42f12ecfbf5dfc7c4f4a5ea3a432a9ffbb50d8eb0cbd18f07e8cbebb9b2e4ffd6859d95089ecbed9aef8ad690735bcb6b4b558c566359747629794d3184cd581e62f68f85fa3036eed19f1e9b7e36f6dfde545cc141875c8fd2118478420e11efb2ce532c9c52f8fa45142237fedc434f036bc5aa47de3c0bd3512a7f64267aa3329c88020ae7789ef8bc9bc352d760dfb17ad29e95b4372390cf948626e4874477c0218161c03220340fbc47d70b769e6c8584b94eecf75f61fb2629fa72b28270b9dbe5a078a7d98103919998a4667eae991d4b6d285aef8acaa1016e7b4e1cb865f73ff047ea9d0b335a8a29edbe58945664c35c62ab5629172a1202e62c153c21ea014a170510af11b6e3ca8d11a79cd6ae01b9e15da05b4c7dd9e721a1a77d9743b69d016651c30591925013ff021cbd866296d849f284f3886879c568422a06e5b68b09501af5f4d761ea1c0313d06fceb86d3f75b032bc176799d5f4bf2f58b3d5871ea0b8ef684718413be80451f2f332d6ce5ea47a8c49d1f82d427c6c891aef8b04dcf2a1222c79b48744942b77e496069e6129939d471d239b1055871a226580e95a3c9b9ec8829582f34749133e245104b96589e97ca616f67b6d24bdb6118424dc3f7358107d0699c8f5c81286cdaedf50f2c0ac8722460b39a0789826bde0af3e538cd95b73eabc1991314be480bbff1950fdfa6569ffae96b0f5c1bce7b6509bcf40b9281640304e9e131c9041a234af4b7055e40b921f501b07066c4905c575ac39f51b6bcde33447fc7aef8aca7b59ec2c2539848ad0bc47f5d7fad73ef75bde8589abf5edbf2ce930698f81664649892080afcfd37c6a9fc1d96eaad8fb9b74e007a6532cb75681520bf1c6dd671ee45ec0553051cbbe4ffd3fe7086972686f93a4a0adda7480789bd7b4767ee79a13a58778d4dfbc05306d00186e63e7da47f568e05242110bdd0e24969466259e704c0146c97ad8e58a60ad58aa5bd09afa2465c28e57bfbd539e02eff3aef599b3537d33610525fadaef8afea744f8db0a65323dc1ea22e8070421b3f4949f2bb9eeca63a8af3db99f2810db9ec6bc0f23a5eb2f6a8f6551c6e693c3899e328abe44194e68240b27fe53661859e028d9b2dac2e32dc25492502e1c1f808ca52325556d8e40045f4c737efe82186d9f5ba82f62ab5c2d87bd798bab409f4fe592ffd90b44428ebfd53737b2eb2162adf525d603537ca74248f4a5ea3a432a9fe0c10d8eb0cbe5a683d197e939b2e60fda859c95089ecbed9aef8ad690735b712093d0ed59b40d24e6ea588a5f58dc35e900d0798d4d1e407af1a01aed826ae05805e15e171a33dd123235474ec6a42e3470ad2704240df021652da3b4f4f9b56eba38f90e84653999d96696861973d60b4560587662dbe29e748cb1f9525694ba6b702077049d744a330a174757ec087439808d31528c78a4c99d92f8fab61679f5ea71b4a5bceb7c475b4c5874cfb28270b9dbe5a078a7d981039199985be8beb2991d4b6d285aef8acaa10185825011375675979490c62a3d630dd57f319d22060dcbf1ff21cfec79589c933b69d45918b1939b8fc196a1738efa8f750dba1bdd9bab41aa63e06aee4b801d0acf1df024c7c84de7fef0def79e17c10e5cffc64848bd2e8a8fdb9468392c83309f78b8dabe9ad14eff02f25f2edf8b26d5b805fcfceb8667af5358f296bcce5df136af58f745871ea0b8ef684718413be8044dfef332d6ce5ea47a8c57d1f7ad427c6c891aef8b04dcf2a046a7c7a07e8b6c945ec3a335cff1d219e57a59a8eb39112f41fdef4116e419247f0ed97afb4398c9b0c9a7e1a950d64883124f9fe29e89d1d70b507208970aab7c6e9aa519d7ed24f7f341c6c2cc43a01e5d4a039c4caa854f411148ec253b7e54c3f0c317dc9cec055b2a0d4fba064cf767bc2424ceb536f2a9de7858304934d20c1ac1d35e9e131c907f9334af4b7056640b921f287b07066c4905c575ac49fbfb7bcde33447fc7aef8ad6dc1a23c511b7eb209baae234be39b7437e002096ce42e66c8556c9541819688a071cab62fc58c8d0f5b65f5d7418d01666628f2eb46dc372f7207e597d63a8c18b9fcc871bb4fea060689d6f170e09961ace496c63b124b698a51ca2a083beddc508fb3589de148251ad609d448172d1be7ab181496f42bd9d6cf80234ace6e361d9cc5faaacbdc252c71d391746043fd2fa26d6324e57bfbd539f66eff3aef5a0b351c53361053f02daef8afea744f8db494b5901a7f142378e7765c11c75a30798b1943c27bb8cd6b1bac789b0e372ad1b75928ecadbb9aabf65f2ffc81f909fe07f744cc17f8ade9327aeacf0772402129de63853706f8ed16d071938443b8acfa87ed7b3068190f00d680a05eccb5d409036f036e66813d447e3ae63bd66b299912dbade9c0a1e9a1002f787218dad8976357353a05bdf95ed808e1548bdda86c75865f2d341e8cbebb9b2e598de856475089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffdda668ed7df8218d6b42277facbc5e85b1fdcbb349ff4dc137fe9cbf8c0b06ac06a9a852f160f0fe33af4b8fc3d74c90d348ab8c56f1ac00795b7c51e9747c4e5b694f4b0eb0c8e639d126e869037e65df1231f6dfcbe0d090f03aa7644c17bba75fff0885e52de75eedcf0c629e0f2b2afae9757e5a078a7d98103919998c068c6d2991d4b6d285aef8acaa1018582981fb9599a362d7a7211988078701323b5e64a078d7449f71e0a5e058f4a1f30ca9215d72ea3b5dbc84581a87390d67ed1c3885d6d357f7396993ef1f8b831079f6df010a7af8b1f470f2709c27f70df65a4174b6df25c77908172ef14d9ef6dee13221723b362675b43f03a4b5b4582d520ef184f8d4f68c40ab24ea2b6387fe0597a359098cec5b4e4dabf4ac9da8f3996b54dc67f211f077a8c49d9f7ad427c6c891aef8b04dcf2a076b47a07da6d72712a72ebfaf5a8844e985bab668e41539bd6bf73adffef0330190cdc632ad6eb30cd434f62d03714453b84eb19c5bc253b48bd4c5f15aad60de50411719d77f658f3b6d2a4daccc8ca24e54e14775df6d27ce745036606a986fa5cad742d0cc7febcb5cb40d5e987d1fcfe70ec03db015341d8834e79f731a2d72bc7e077cc175909850bb49421bd4b7069640b921f287b07066c4905c575ad2e03ff7dcde33447fc7aef8ad6dc1a8e81c65988b36693fb7f63e1d655e2edfba3e86f32fe2b8fd7813e8818f6b99c0a0d1fbc34f2c502ac0fcd507a1b432decc4bc53d755aa7d2ce836ef2ef8fe92a673f1e2a1c92bdbd639eacc739f2efc3d88d70c86d335a9795d9877dbb5d1d1a7e0922173be32855a929a81d43da4eaf68fa38c6ced4f33c196ee941d1d78d90fd624aeab38e050f1f492bcf426534832347fc28e57bfbd539e02eff3aef597aec1fd3361053f02daef8afea744f8db494b5901a7f142378e7765c11c75a30798b1943c27bb8cd6b1bac789b0e372ad1b4f2d3bca6b40d2a77cbdca8b8290e719a4e6db0815313ff48f0cfebafc5be00794eb67bdaaaf49a3e0d66664c198a2331dc31b9a04d086aaf488ad241c57ba86586ad06ec4f3df1f3dc75d798ac025b7559264063397046e6362bfc174c8ded2132dfa9e405bdf28a5d08e15566c1586c75865f2d341e8cbebb9b2e598df076375089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffdda668ed7df8218d6b42287596b82e2d979e2ddb1a6c94ecbf36a79b8b379384825b65d8a29ac74bca6868407dd327c1259ddaf0172947bc13d2e96ca49b7c5001e52a53d186561d271d2f365e7a40e5e4d062f0eaf56e968069560ebb2f6ca0ce9f19c0b3752df58eedcf0c629e0f2b2afae9757e5a078a7d9810391999aa068c7d2991d4b6d285aef8acaa10188f40f85cc9b8e8a7d3ab9f0995b450f6099b7a3185d06ab64ac3b5efaa527c98cce3c8b6dcd02047b41a2d0f140715ae63b6c872b6e1dcbc175c4096900777dfa1af43f8a4d5eaeba13a9132986a872e7238b8b6d899705cc800e4c538c243e2589c56c5d06a24fcbe80bf03d32dc4ee3eddca093e26b5ac3fb8eacc604be62f020c31454650c134cea5c77b423bfc13be8044dfef332d6ce5ea47a8c499a13ad427c6c891aef8b04dcf2a046a7eee5118b6c945ec3a335cff1d219e57a59a8eb39112f41fdef4116e419247f0ed97afe640b072f0422535b7d63e35716d27316bd408a68d94f9e252787f0315e55b1209169f5ad272b8b8e148330439eb6da4fe805c2200bae316278b8fd6d81481484ba1684ebfb80d5ebdf9c3b2513f94f731240fa67a3b6f1543b5eeea30fc0ef97febe130a177f94d127ff70696593921f287b07066c4905c575ac2dfbfeedcde33447fc7aef8aca7b59ec27a770b739774af117375455b9afd04f4239a3e5fad9690d400785e140cedb045e4d79ab76f79f79c5ce2b4be6b93dbee74bb1e8a6a2cab605484e7782b3e4d23e7e633eeb81866f5d9cbf58363518a9c0a763b1b4cc82335a1e08a66ce004a45abda58c821d3146b582c4e0d97e9a6e287e8e31b3b53c66ad477c562dd75c6f682c4a5d1c61c0a1e3e94733d09afa20c6324e57bfbd539f66eff3aef597d341fe33610525fadaef8afea744f8db4949d10644af3a337e571dd23c75a30798b1943c27bb8cd6b1bac789b0e3729f3759928ecb2d8551a7a4606d20d35ad5073ffe2f5a53f6758ca60e65a4bebb63657d53975a25883bbe8dea5a0ff22c746bb930e9e9c028140a2dd3821499f29bd4cca4093920f977f54f3885afb223498c2396d1387d80c9c3516a0e10ab7d2f859e65fab8e3d85f28a5d08e1548ec15c6415865f2d341e8cbebb9b2e598de87a395089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffdda668ed8302578d6619dc777f058aba4bf3f4389ff940a732ac45b55301085fdcfa56f7d36a3cd4f2143260088880ec0f6276042e318f0f0dbe2800f2c744b9215854a7a58758644e3a580cbd019c18b97e67ef8283303e590d560ebb2f6ca0ce8970d438da77736eedcf0c629fa72b2afae9757e5a078a7d9810391999a806ac7d2991d4b6d285aef8acaa10188f40f85cc9b8e8a7d3ab9f0995b450f6099b7a3185d06ab64ac3a8c20a4cf8c2a132c0c84d6a62e643f013e723a157e7346c6033f903f32703ffb454fea54225030e6619834fda78a3a9310fe25b17d245864b4d58e4c3cc23efc7f30e19cf89b1451f5d5dfae85f583257a20945e44989e8c24465376278df1b4c748ea8daae3f8b856612b3a93585c77b423bfc13be8044dfef332d6ce5ea47a50599a17ad427c6c891aef8b04dcf2a334e8487a769fc40cd2a24aeda16ccec9884f4656066fdef682a1d7181d89c5e43b3fda92de90e5337bce9662fc0fecade5e5547ee7fe0dea939d715ee3703c7548fcbd7f0eaec980557fd7bec3b478ef1fa945016e6f7088142ed43fddb2609d8f5cbe9d9f80a442065040dcccea7cae4dc05d09e3363b09f48b07d70269d0830f2fa3f0af478b5f09850ba44621bdff7069640b921f287b07066c4905c575ad1e42e2ebcde33447fc7aef8ad6dc1a8bb4bbb53216f532599a50750b25f8e9a586f85cf02467418a6567928fec2333a0324f3ad7f16453dfd1d7fb673abcf789c02f00589430d3584a0c32681c79d443985dd61d3cf2b27a3dfb67086b9a3ac9d038a16a88930967d8a3bec942ed16c338e3a66415528e251bc434ce0d1f84f90256102e9d9ec589302316f1fec3f0cac051c9b2ba2878fa5185f426534418347e324e57bfbd539f66eff3aef59fafafff1361053f02daef8afea744f8dade232d2f3636d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c5595073647ac2a77cd1515bae0c0b9404474309349ae6d4509a219c357627c1cd43f7760df08e715546551fe574ae8682beeadc574a605ad0499cb765a4bc767de483e54bd4afe40e63c351d742a5aae44f79b6ec9085e303a6172f7a798adb2908e1f65344d219548ac1586c75865f2d341e8cbebb9b2e4ffde95a395089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54a0a09233033bffdb37930e72e6f4cff4064f6c638a5c789fd9964cf93736e3082dff320c26512dde3ca4fa9ff2ecdb29f195ab3856b82498054d26f3aae6eca92b46195876a929eb5af7a361a1fffe0f3c18b197e303d17e320f6fa91e2c4e1babd137dfee9b13cb76e786314fd395957d779d5f2d03c53ecc65b919998807a45b2991d4b6d285aef8acaa10185773315b85a6055e2b0d62cd4cbc798b61f58070e2d96c3b1f554a28974a044407f0d4c6d10bcb923dbc1457ebce1649f11c89bf8aa066a4bd8be1b6ecfdf25804d31dbdd87c6217a58f3b28f7cfbae53b353d01e147084819ac30bd33872114f68faeb7fd6f4331028c4412e279c461c0c48986eec4f1cab39e845b60350aac51c006d56c9779633b16c7336afd2d103499a16354dc67f211f077ac7c7e0f39d427c6c891aef8b04dcf2a3347e2801cfe247a4441b267cf0a7dce649478741c891e5cefcd58c52057bdf1772aabe6c20fa5761c28d38bf8885df8e954bafa1c8b05e561edaf553615064144b20593a7568b31e3d69acf0bd5e6d06bf8c92a7cd78748344fc1e9187802c4787c85233bbe8828dff821ba8b1815fdd450460407b63b0842184409c499bd63004e3f03c520b650bcd0ba44621bdff70696593921f287b07066c4905c575ab4042c36bcee33447fc7aef8aca7b59eb6461054056d8c1f02ae50a2d0387fdd8a2cd6aedaf7f7794f0b798bab28773957152d605b57f8e55f447307e922afc77a7519b6fc4f859e4cf62daf1deb961d107221a1a228417bda7837292e8d57cd4d624c95d61d6a34468833657661df6ea176af603e3669548946b591310b0c39ae4a2fd48fe8205d3b55d5b969298151fd879238952d0aaa7095553a24af0ea12fa4195b76e57bfbdb24e02eff3aef59fd3afff33610525fadaef8afea744f8dade206ab5b4f6d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c561aaf73897897eee7fbdc2bc0cd87b12f848cc9dab35d919096d2d36be11265b28e2957db9c68de7f51cb5059a26c9b989d38db6140480f6359a5e36399f8dcdceba13cf4dc6aa4be6c27c98c300985d46a98c9c4d67f9d39b82526b8ead80a66985e3ec8a5dd219208ac1586c75865f2d341e8cbebb9b2e47fdeb5a394889ecbed9ae4f676753000000770100000000005ebc369803000000461d635d32aeabafadaeaeacafacadadabafacadadaaaeacacadaaadababaca9adabaaadaaadadaeafacafadadadabaeadadaeabafadaef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffddc1a051830256ae72967246b33f5e72e671234feb39c5f6a05be63073dcd0115bb1bdb92b725241eec814c6baa68400494af7bc05c0836801e75595691cc32f3dc2c3a078b6e8ce56bde8ba6ba04d062e5fadb1a6e0c86e97434974decc589c375a64214acd362793e9788661a3a72b282c39757e5a078a7d9810391999aa07a05d2991d4b6d285aef8acaa1018576e6306c1e38a8463c33c753c18eb277677cfdb3988f6bf051e16ab25a8ff14fbea168544c90bc280b5aa03480550bc21714666b5ca765f37d1142cb39af74fbf297d014fee13411ce217b090585adb2ac5dc3308fc547fd9fcac41a67b8aca09e8f2b4f8e9e85f3abbe06329a53d4a9e2771da349693c877a3ea4d5c520f64a15acb854a8bbd3acea5c77b423bfa13be8044dfef332d6ce5ea47ac7d7a0d399427c6c891aef8b04dcf2a3347e2801cfe247a4441b267cf0a7dce649478741c891e5cefcd58c52057bdf1772b7469760a746dbb50fa66c48e8b80323cbafa0c9b968b7bcd3217b6183d426889a3d90986fa9078588c9cb45b673a01ce86fb735e4dad36bb461e91868caa9539718fada0a438824b477a1129c5fdd47f26100f6c12875abf73a2c499bd63004e8f43bb20b65f4b90bb48521bd4b70691a29921f287b07066c4905c575ab4043c3fbcee33447fc7aef8ad6dc1a0dae033f51e5f3261054f82bfbb00f73f098cc767e6844ce266b9c7c125a058717bc2adc00722923c09db247e8489074e9a24957a5495364beccd28a7cf0a2531b276fdf389194c1ef03bb7806aaa58932598bad4688f046f51ae0025b6af549077adb02190a94f23e179f8d774bb7869a8e9886b5a35980234ce353da990b03e1a5aa22a23cd10e74495c87fa5f49d8347e324e57bfbd539f66eff3aef59fd32fc712e1053f02daef8afea744f8dade232d2f3636d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c561ad0f08e2494c93523f449995ec29bf81d475c56633c73093ed282b338b5a97f82cf5b82266f882e553a17ea0d1364dc9963dcdc5a408faec6b32ad1950510756e98001e11fc6205a7519b5bfed8b09597ccb470ab085282eb211b5401abadc5585e5f90a5dd219548ec1586c75865f2d341e8cbebb9b2e47fdd936395089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffddc1a051830256ae72967246b342c54d8ce59666614dfdad0775623c9236be233eff22546dfa2b90685b33bd2e6073ef74d6942d1583bdcbfa05979ee0f9c15de358d72db6078ac056d018b66b004b2d467d2670cfc5b31a945416e527e1c89a4424cc1d03352c27f3e9788661a3a72a902c39757e5a078a7d9810391999ac0ea45d2991d4b6d285aef8acaa101857732b43d2aa055e2b0d62cd4cbbf9b5ce52b10c5bde6d9df12a183209713942171b0c33c78529d7580adcdd8125ccc9b0542e67bea443953d8e0988b79d36950751637b03249f07ee790bd32a0064679e1519775b137278f45e1a6d7e4c9d3cfa086826eb4a78c10858f25d0307f3214a5b757079800abcfa63bb92d90e399b2d993b35677a39098cec5b4ecdabf4b49da8f3996b54dc67f211f077a87c9d9b39d427c6c891aef8b04dcf28f17a993a6a92bd8ebfb467c426f0e09a422ba7c82a5822690e6e9f4812fb95f085bf02269f809515e38e79b52dd0f3337294cc7be36c291cfd4ea7063c537ec6b65bb51da43222370de9b450d3e1ccd511400de9af2f7b2e67e0f489d6d559e8bcee191f35ff243f821b407907339a03ac6aca4cb1caf7860fdb4f08bdf0ab1796d88f4ce5f38e3f4e2177f9321bdff704f1a29921f287b07066c4905c575ab1e3ae40bcdeb3447fc7aef8ad6dc1a0dae00329dc3d3261054f82bfbb00f73f098cc767e6844ce266b9c7bf59d458717c08fdfa8be61f683754ebfd03140b8e168d9645c75e2cb394f5abd941e387851f0f8ac44c1db91577538835b21982593aff2d4688f046f9f3708a6d8528fd08e09e1c74c573c3fbf511f87d0559bd440c7a4a0b0d7e1caba0e2455c3f0b9f3adb36d5082ff711d11c9036f5349d8347e324e57bfbd539f66eff3aef59fb7af971361053f02daef8afea744f8db0a65323dc1ea22e8070421b3f41f7ac011c4ae2e0185ee6ce26dc528730f24b4ea55a8feb17408afbaaadb33795cd8b2775ebbcb32686f9d565650b713dbe08521adaf42edec3cdac08668d4df0403715f6a98e85d8f737f1c298c15dd80837aef854ba234eb551da967de58389ef42aa4115bc1878fc2790c59d00ef77148d546b60059e21789c09a2690ccc8fb44852f5865f2d341e8cbebb9b2e587fa23a3b5089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54962b13833ad50b0177c8bf27f4ea730f8c2494a079705e8351e4ea516eb6c804726fe19cfb33e51301a20292d389bcf979ad80168ac1c3a2c510079afa021439f78776da77a7b0ed6d018a622119c8749535955caadb4d4a2803a26f661aec386ba067a565a913fbf6f8d430d1d39524b5079d5f2d03c53ecc65b91999ae0e84dd2991d4b6d285aef8acaa10185773348d4e52055e2b0d62cd4cbc798b61f58070e2d96c3b1f5853d09756a44007f0d4d38a6e5604cc5b30f3cd4fed510d486ce6d243920a25b940324f5a1ace1ebde63b46437bc08d3debd7b085e389e3a7237b2bba6c638a1df9e170ee6334bdf22a06cb469504c208c7e88c26035be3edda4adbf210f825c4e0de7cb446cba3db9a0ab5acf5133b16c7336aa4a9103499a16354dc67f211f077a83cbd8d39d427c6c891aef8b04dcf2a332f3af91e2531781c409680a595aa9fe915609ad16534d5aef76e40069690c4e70f0ead622ba8ec9793c16821903dc96bf2ba71f18964438f96f46c742a534775aafac3d0836ea2e5f7010243dc3dcc55fa8c6bcbb5a6dd74ede49b3b8e06fbe13041662b7d51fe086f73af9a858d55007de3806e448114b6b06bc6d2a03bdca8f4fc481f9782ea17488da21ffee0ac3453243ea0360e0cd8920b382c575ab2e39e37b8deb3447fc7aef8ad6dc1a0dae00329dc3d3261054f82bfbb00f73f098cc767e6844ce266b9c7bf59d458718a0b9dfc9a5d4bc2cc4e857d3ddcfbd447a8a2ad2851888e5212de86317cb061847305f08395211daa74c45ddcaad04b273175f3eff14a3f9c704f14868959dc0213c20c4556249fa5a633c15ed76bbffce2baa2db9497d39b2ca213c5f2bce9ff2ea4c70ff70f9d1cc0ff4534832347e324e57bfbd539f66eff3aef59fd3afd73361053f02daef8afea744f8dade206ab5b4f6d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c559521e6c0e93b4c3d618c315fcf417fe82827ed3e2a790758d0f8b711378d5077bcfa2fc34c376522c6c381bb54d13d8cf8e3653df1bd3d90f1b6be6ffac8a5d16d0fba8ae4a5e659c6498c10a9b0f3e00e3d826cb3a01def082c27f8bf3ff1cc2f2f95344d219208ec15852f5865f2d341e8cbebb9b2e4fffe23a2b5089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54962b13833ad51c6ad3c8c7b5e30953e2f9afe9a86ca4e816b6a3dc83310301d1e31531fab3db323a56f745ac5aa5a3ecc2954673a018d793cd682fb5c29f950e175a34d166bd9605410625a96f0bf68c53547776408e1701e2bf7a24ce5dd152775b8616ff0d2add970fd930d1d39524b5079d5f2d03c53ecc65b919998e06885f2191d4b6d285aef8acaa1016e7028cf11e1522fb1db53c9a191db671a0cd3d8b4fded3dc4508c120ba07a2220bc6495f5d5b555d6bf1905530f78f43864f0eb96880c9744345c52d6d68d9a5ce90c40c58244c693a50434e060ba450f8d7c1a37864ff07d52eefcf0b87739f4ba587a47b0d59a68d203b41abb5249d14fef26761c1a98685fc41f3cf5f361b443ea78d416751e97b8ef68475a013be8044dfef332d6ce5ea47ac7dbd8d01d427c6c891aef8b04dcf29991ff3bb2f79c62e053e1cfd1f42278629668242b44557652850d92590d1872143ea39f181db5374448e8a0d07e17a9ad2565eab5c702d2307f87cd760406efad469091fb08c13c8382f0a5fbd56a00adfcf7a3445c740333b591f0e6c57aef84e68ccba98932fc282797e41faf9b35c31ca38069dc836e9f78ef7ebae19e1d983539208b4fd8066488c437a96e09e3453243ea0360e0cd8920b382c575ab4039c389cdeb3447fc7aef8ad6dc1a0dae033f51e5f3261054f82bfbb00f73f098cc767e6844ce266b9c7bf59d458718a0ba22e19a54fcfcc14a995c5b51df2ecf3413eb2102be209c3aca31f7381259efcacd942d80cdf1f2d841041239039fabcaff2398e1279382da5e4fa1f8f52eb30080a24739efc5c30cf78ed3fb6c80325dc53b3609ea698e8657ac054a10848d90763c201112d1cc0ff4db4832347e324e57bfbd539f66eff3aef51fd3bfcf3361053f02daef8afea744f8dade0f7b5dbc9df9e3d7a804d2dc51bbd3ceaffe7e84f0c70c397ac9d8a71443abba87be7e9533879e88950399c2ab490c7ecbad281424b4e414400d8782f30648923b3cb9e6004f2c549c9b1118d0aa53fa260d38f8843c542f6859de2a62330bbaa623de07cf049291105075dfa7d60ad6766ba638a2fb0c6ce8077a54c2ec8e2fd6c651aa69c09a2690ccc8bb27852f5865f2d341e8cbebb9b2e57fde119a95089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54a0b1582f033c0e0fb6e7d778c15f5275cc343fdfdfb4c73e5990f2c6677c3a6091584abcd87d2185d6a28ccd21d7ceb4a50a570ae77a339d1c84219bd291a1cfc98655801ca1632b680ca2777176ece2cf68f6e4bb20a52a5bfe0a24ce4c4cea6f1c8616fc492adb030fd930d1d3954813879d5f2d03c53ecc65b919996c0d695f2991d4b6d285aef8acaa1016e7028cf11e1522fb1db53c9a191db671a0cd3d8b4fded3dc4508c120ba07a2220bc6495f5d5b555d74a7b2523b8edf3f0d602170822984bf4a5e2a7affeb521693865030f65a543d7f1406254236591195d5719c77d89d9bb7adfcba1df39e5b7384efa44f45060d5922e66ccea5c4b27f316fdbd51f524208c9ad382876c9db5134a78d376751ffcb8ef684760e13be8044dfef332d6ce5ea47ac7cde0b01d427c6c891aef8b04dcf29991ff3bb2f79c62e053e1cfd1f42278629668242b44557652850c1982cc9cd0d15260b98d3db247a2a568b7c034877ca9a4042c5200003aefd5bf4c94059f7b06005d8342d09eb3a35b364bb3d786a55911e52939d34456caa98668daac49722f27e345d4fdf8670bf20fd84f3f98e56c3701eaee5f87cb3c91ec0f9ddfac43d0f780797fa7066488da253fee07c3453243e50f60e0cd8920b382c575ab2038c3898deb3447fc7aef8aca7b59cef4bc31b663a3c0897206b4d3965ffb8ade6e5b41ab5830bd50ed9f733fb6bd3545be6ada42ef18c98c75e62d69c15ff1033c5d0eedfe3178811a2b43be183e70a270cdf023b0f9a666936f9ea9b14d8189637105c853f927b1d3c60b69790a920c6a527fb2126c1f755b9789086d08f0f4d24d8820a480c6aed04e89a284a35ccf6b2c771ad5863fbf4a6fa46d1a3f192732bfbd539f66eff3aef51fd3418f3360f525fadaef8afea744f8dc5561cc0ceb57e86095734a8a94c74d9d652a1f3376d7356430c168ed3b9ae33c09cb27099dd55a1277d636aa283d4edd526db601b1897265fc95b39775b2e744c2239e90654bbd270d42d312c5afe252367718e5119e6f7b787a8cc98ded62e68fd7392939926216c921c1496c9c5cfec0d7d63ad855bcfbfec8e6e09e825e17fed24b1627e29a2690ccd87b4586c7cd75f2d341dfcbebb9b2e6990223d2b5089ecbed9aef8ad69072f8df860d5704a6a453219977a5dea66c01a4b60635a384415ce3491e8b3f970c23c1b20fe1572c6f7a4272416d7f5f9323837d4b4b4ae85d218d19ff1cb378d3a664203294682148b4a71e7dab2b8929dfea60b45606867b67c897c3fde1b0eb5bb38c8db1718b1a050f35509bd0b47c6d412f4a55295250113d2fb52589bfefb9f0c2df4ef324b2b3ea661a20f2a916a09757e5a078a7d98103919996c0589812191d4b6d285aef8acaa1018576e6306c1e38a8463c33c75388e8491fabbbb6929c2d1c301a0ffac5fb784930796a6fe800f2229cd7bbcf0a6739f0599b0012d4a42e167ac3a015ce718c78175b5ce638cbe6886c692eec0c8017c9fd32756f07c1d38caeedeb773d88497cb32d542185251f1721ac54b33aa18b215d64bfcf547d490886de34d30bdb62605af94f1cedffc6752e3bda11dcc09df40226ff9cb2d6ce5ea47ac3dbd8ab9d427c6c891aef8b04dcf29991ff3bb2f79c62e053e1cfd1f42278629668242b44557652850c1982cc9cd0d15260b98d3db247a31be6b7c039dd121fa3d3afd20021429f1e3e07d6f296be6e26b46f5e582d36c8c04c3bd82526df90783a74939d194c4f57b469f3baed7192996d06797fc05bee86337b0abbf31ca09a51bca476a808bc79a6efa3fc37f500f780797095066488da3dffee07b3453243e50f60e0cd8920b382c575ab4039e3878eeb3447fc7aef8aca7b59891830dc8ac10144d76d09e08823514db874e061aa4d7ee9d68fa3abd531df7b7b4ef0f0eada3c9b5343f1997d8c81351e5e3fd6bb8f727c98fcfd408683eb68ef81bbf10186f4b7cf0e26c5e3b34f4bc94eec1da7c5f03dd7b50b82da5f369a5d23f277b21711d61b042dde312403e19905185b7292f85087e80d365b474f757694731e3f2ed5863f83fd2fa46d1a3f192732bfbd539f66eff3aef528cec19832e10525fadaef8afea744f86d5215285d402f5c4e89c368f0d8d8ba996ea388e7e6406a86aba1db49fb4513dc96de92e4296399bf3fab789930f1789c83b6315c870289ae67f3d3e3109132308d7253cc0cc4a82dc043e7a677c781b4e0385d0dd19be9f37181e95b52c07b5b1e233530f6d97a42b4bc1f201db31f1c1b8f74123244a0e1cc9050b5ff09f9c5f5351627e515b690ccd6ac5c86c74d75f2d341dfcbebb9b2e62802241195089ecbed9aef8ad69072f8df860d5704a6a4532199779c6a49e00f74ab60b2336177473f85c4250f75d3422f7c4e00b2a827850cc3a0f1b938291f7ba7117948c56205e17fb7c60c36c465ef2a71cb7075234c17204f188f2e20b456078b0362f8a020ae84b87fad761d615e719d9d2c0d7af3287d9483f571dd9381cd68c8aa60123d3ef95c485089c1ec93f0dcb74ec94db2b3ea6618a0e53296a0b9dbe5a078a7d98103919998a4569812991d4b6d285aef8acaa10185fcad6f88815374292eede0d17d8572f6d445e319ca1cb47d846baaaf0dd640445b2ef088d56725549180cfc83c0868e3b63bf510887ada8229bf21c793b5160064cf622b41915f323feb5f5a7b7722e8d2c1ce3138d923f382f4f380e6e88d2ee099381ae07c5e5697519ab2f9febdbe93fbc98f3486490818ecc33279d826ede5654f1c3af5033a971ded08efe89df40226ff9cb2d6ce5ea47a8b6e20ab9d417c6c891aef8b04dcf2a330afabea10c70130a846bd29bce311f64559bdc309559f1202611dc2b96e039fbe635e552c624f3fffd65277c949c5102d15ce8e0e06f9a5d2a4b20115532816f772d283f7262528fd5817b03e8050afcfa856baceb671ca432c6f39c2eec30f270588c57ecf1723f0afe65972afb06f57b5b33301a47578f3bd9f4cdcee20528f804240950664a59a3de96e07b3452aabe50f60e0cd8920b382c575ab1ff8c7778eeb3447fc7aef8aca7b5989182ff48b254144d76d09e08823514db9959906e6ea855e2382bdc7d84072b71656127566b8654a2c17e23bfb84b848b6f14900bcff19546c17551a2266dbe2d04aaadb3120bf2b7c25b52a81f14e9d9f5fd8e26d3d33a0df26cc8c670eafe936f4a4f5a768c0e2f34fc66c5d5214b807c3334845caba0df4e4f7982f6dce8324b78d6d2bb4c1679ddc990ff45349d6347e324e57bfbd539f66eff3aef520af51e032e10525fadaef8afea744f8dc5561272ae634821b60164e5171f5dda9c417bb48051a83576b9dbe275bbd0115f92898519af07c3cb3190f825e61356c3f61b71bc903715a1dafe28c840297f35fb0ee1f8af3dfdf74af3a01f2e4490c3eabddb54c8a8ee4f512e297c10e3d6d1b27e37b6e3c1cb30152b489aca5d84ed988ddb8738fb3123c6a5e07e5990af4764f315b4f79315f95e0cfeda208ec1586c75865f2d341e8cbebb9b2e6b02213d195089ecbed9aef8ad69072f59800d4ce68d808c0dc6d18e65ceee4fa83e7d66bc1f7967c252a194aa8b970a67de2f3af706df2beb3b44e3332bfe21d90456f43c2ee450536ca56eaf2aea1d2b703ee22c16c1ad7d8bf063a695bd445a40fb18ece5cdf8882f86e8035da0a0b5ff4b07d10aab8ecaa554a703dd666e251876d7742299f5ade0b976a73e1ea26fec450c36b5b14e6696569668c3141c12916a0f3abe5a078a7d981039199965fe69912991d4b6d285aef8acaa10185772f4c687d5f5670d5d648e0b5edb4a35169869729c9e584484d0ba9e6491f4462b28c4c47a3162503c171c1f14d2fb0633270b117701070d23f8ed558a3e3408fd49d76d01848be3bda87a8e177183564f58508760e349468bc9c1ac8694af3ffe022b9d558ed492c97c906ea99a919527f1a642a230dda5deb16de443e15223ccfd6bb77960d7ccec5b79cdabf4b69da8f3996b54dc67f211f077a8bebe0ab9d017c6c891aef8b04dcf2a330afabfefcc43d5a1c4a1298d48830a870a3fe1f0c942289260b3060b32188f270652f82f104f1048ae063828fb86965a88a16d0af77549462a82afe24f273df3fa023894b9ca6a7de4e7f93186cea29067696afdfde579ef3ef6d56880a757ac86beed2ee41d3eaf6fc2188bec0b8fe645b4a7d5cfebc64f227a1c360c1bddb89ce10856c082409510ba52cd1efff70559a29921f287b07066c4905c575ad2df8c6f78eeb3447fc7aef8ad6dc19484f99c77882db1bfd838d5fcd355733165df7427f579bb6cab356b313fe9951a30a3d594288a309253cc63bfab6157991ef7e8c0c6423aa6e90f0333e6fc511e4845c971f08e1672c88f19db2c4a0f724c96d56d9aac386b41bf4df9b71adf5eb275e99bebfa66ef3d7aa58a325370b4cdeb3dc5772e8101767b36267f884b2e256027495ddad1fceee4f87fa29a2ec1a3f192732bfbd539f66eff3aef520b354692ae1053f02daef8afea744f8dc5561272ae634821b60164e5171e7199a485d9e42338a945530c33f96efffc482b25093f2b5fa7551b29834b0099f5850dca0af8254ba1ee06ee716fc138854a398188044dfe5eb67bddd577aa1f60aef9f6d4d83c998f414434c1125801b550162c9e3c6f3097246c3163e84f754b9db311bb749fd58219d012a0767ec215902c7faa6b1629ef7e49a20470cc8fb4586c75865f2d341e8cbebb9b2e6302213909d069ecbed9aef8ad69072f5977c85a712d75964004c849dc703b58ea2463257c0f485db68f46f390592a876b50becbe462d67b7253da34b1c6ec3a1a1100531be84b5b06b5146f93b77929cf5f498d7703b343661f2e8cf14daaae5e6a29451bb586a9dab9ae68405e31ad6eaec0763e8ed13816ffaff3765d5b2804bb10e71258f7ef158feaa79f4bd21511949d8c58a495db1b4b34618a0e52916a09757e5a078a7d981039199985bd8a216991d4b6d285aef8acaa1018576e6306c1e38a8463c33c753c18eb277677cfdb3988f6bf0592716525a8ff14fbea168544c90be36c00a5731c4c099bc267029e4fb04731c9a7d84f6a7ee91bf292d521d4faeef56381205df754e277fadbeee5a6e938efbe73a8f939f347751871c9dc0d6d2b4b3347e1d28d8ae8d172bd6705ad1a5dfcd485efb12b733bdd508daf45470a3d40cea5c77b423bfa13be8044dfef332d6ce5ea47a87ed98ab19027c6c891aef8b04dcf2a324f460da80bd63d9dd40b1f3e0d6915fe7fd5adf9e17ffafa0220d234f2d67e2518e5426776b95b22bbdd40b28cde4942a61420059be4b7698c099711e996b02fbee824fcd1f22ae592d32271f160006cbf3e4bc674c0c694eb1be75f2168626195e5f78eda8c04d74a2a122e7b00d38f887a85a03ed0796bd820943f34e7ec92295e9ccb753c664a59a21ffee07b3453243e50f60e0cd8920b382c575ad4defe2778eeb3447fc7aef8ad6dc19484f97a0abe40da3d8e9449894b3465b2b1131dd352e62eabddd1cc2c7b7cb3a9bfa717261d432c42908148cb4fd5f8fa8a575b98fbf0aa5a9a0a43bebc7acc7e1fa44f09946fd347bcad5feb0e5d27c54d4d390a60c54f2ec50dd132f4168f954609251f8bd4cdf4efa65e69cb2022cf0f4488bca330c30cbcd486f1b5a2238652b3dae68a2fe3a9c1ab0e4f81b7a9a20c6324e57bfbd539f66eff3aef598b756213361053f02daef8afea744f8dbaece2244e3f0199eee6834a5a4829ab7f02fa682e40b8f260502b784f349833960f8360ea60b5b5db0b6f89adbfe6ec28e0c95555670a1da3bca544c34f805703643bb5ceef4628d60d8e44ce00841e57e344f1de8400dabfb2caee03c3be164cd11429942ec3192995b290bea9773787b4dd10acf8c88eb5efa02e00b42baab682f7ea2c5ecb7e49a27f6d4c8fb4586c75865f2d341e8cbebb9b2e6301e03909c869ecbed9aef8ad69072f5977c85a712d75964004c849dc703b58ea2463257c0f485db68f46f390597f64fc0923838a074b860333d666a5d2e971a738b0299d79ffa0494cb51c870c02bf26f3d94b58d685387f789b7283cb7fe928e96128337bd2e54c3c638d8fc19e4c72db30c381addd76692bde02a056cd97a6cb5ae5f936ce2698d98faa9e7d2fd3a3a06ef58c54ec95dacb76bc55de0e52916a0f3abe5a078a7d9810391999a7f669a16991d4b6d285aef8acaa1018576e6306c1e38a8463c33c753c18eb277677cfdb3988f6bf0592716524006e7faa76524885e47ba2e4ca6591c43a9c9c8e35a8d421900c44223fddbe91ea6ab2dae6ea5062ea21acdf43382ea60a427abbfaa8feac2b7b3fbe73aeae79f34754586de05c0d6c53512b5f44d03d26fb92dd77985ecf5403fcd476d8c36a5bb15b2600c0d4ae7e3d40cea5c77b4235b813be8044dfef332d6ce5ea47a8bede0ab19027c6c891aef8b04dcf2a332f3afb7aa7ad781c409680a595aa9fe915609ad16534d5aef76e40069690c4e70f0ead622ba8f503485c89abf5dcb5c85bc144e0e736c45087ed10f634a4109bd5a245aabb31bcf4e8b0c4bdbd9e0de832fd58fc7d22bf3ec6fcd6ad0b431cef00bcb2df108e1f6c6f945557af5adc04e181e5f71a6fb8cc9969a75f7f4eb8721956e35eceea7d93ca59a21ffee0d23453243ea0360e0cd8920b382c575ac3e30c5f78eeb3447fc7aef8ad6dc19484f98ac284c8da3d8e9449894b3465b2b1131dd352e62eabddd1cc2c7b7cb3a9bfa717261d432e63cce548c17e7c42e2265761b8612f2a0ba7361efab366b21c10bf7753a4c3872ef1c5a9e660943e5a307df4600d06524534f26ed60124a32fe150c58515fafe9b96412baa1ba33410d6a170428492246ec49042613351639f92b2fef001efe3a9c1ab0cd401b7a9a20c6324e57bfbd539f66eff3aef59896d4622b61053f02daef8afea744f8dbaece2244e3f0199eee6834a5a4829ab7f02fa682e40b8166d29570f7a6a34de80832891efa721d673d88589417e5c0f2f1c09d1b9bd35e09c0f7c5f9b93e62aae0830ddc980bd46c66e5e398e841d57e344f16001fa746e1356ee03c3be164cd11431bccb098352ab785b294fdd9b262c8da6e590b019719db570580e85a15d543efd7f6c870b15f719d1feda208ec1586c75865f2d341e8cbebb9b2e6303a83909c869ecbed9ae4f676753000438780100000000005ebc369804000000fd0d42b802ff3ff8b5379ae4d5d4d571036f6eb7fd928bce4b4aa72e140bab5bd80e5fcfb05ac954c2c23f6e46044d2f60e26006530ffa0db7cf49af94557a4a90aebecd09a20988fde9a5e41030eea528dcba9baf8b99bd88d698784d5d25e5cb9ec6885d85d4f4ebcecaaf7e11d2352d84a25543b8647da88fb5c91e6739e9f2224618187b0d71e3a4741a1be560c80047751fc96115988584bfaea49984ec4d3d36dfc47405f791085a602f6cd39038e4ec7dfa2faabccc5b455113fb3dee41668000000000000000000000000000000000000000a2129c4bb37c0fd96f3e67b271692c2e01994b7d553d0555ac659f8cf934b16307eb9b222ee9aead3b04c013dde85879a15ac22ca54742faa95c8e4f7867287b7a2e6da1a824e2128e803dbc2e9adc737d8a9a0ec9af562d76aff7bf9bd5eba2d74873a492dd8da28b067e78b460ac
AGYdvKb_5UTR4Eu3XE4yZw	audio/ogg	2006	\N	18046	\\xdbd7b515ee35d67545f58fd1074702feb3ca0ca8503711dfda4c00220ee34d12	\\x4f676753000200000000000000005ebc369800000000aae9a9e401134f707573486561640101380180bb00000000004f676753000000000000000000005ebc36980100000030b6544e013e4f707573546167730d0000004c61766635392e32372e313030010000001d000000656e636f6465723d4c61766335392e33372e313030206c69626f7075734f676753000080bb0000000000005ebc3698020000008bc002d033ff2da0aaabaaaaa4abaeafafabafaeafafabafaeafafacafaeafafabafadaeaeabb0aeaeaeabafadaeaeaab0adadadabafafaef8b4afcaaae5b5b0a61cb17ae9fe3ad00685514ce92901cf9774f4804d5b0b4a13e60ff57ff180d6b0c136a82b22d3e5e1f645e30964122ddd3e6583fe158747d0e5842a7d37140d5aabf927943da0b34730fdce8a3a0642dc62b318223c95d2f885211c9fd64e044bf34d867dbb218fbb558f9df1af68b590068e86fb7eb211908d0915ef034a2917d643ebbeea44b818ed4e99fb35ca0348ccb42a5d8bc4779fc7352bc4dc489721021ab8dad52003f65bdd5af905910e7d2fa1f9d10e7d1c8917960b8bbd5225da4caf777634e5aadab6485330419915de2f6a513b597a7ce5d20ca26e209060975ff45e72f75bad67b00cd909a6a31f0b43ae9f905e7963b627bdcd587fc49943d2c50e2e60a3cd37e0945b205bcdb73f15489b56845079cf27384ad1d330a012db036df8b1729a6a337d6f9dd86dd7fbc5f3d931e9b7e68d099adeb279f9189cf1edfb1bbd08419c134f9d4bb4870abe2a1fed21fe369bf61ee7f0399a9ddb42509a93b97eab48736e26473f4b0dd35723ecc15113f1aace21d7d9f3b942e0b509fd85aad8708de362b32d1d89f33fc52c43b63cf4bfe8f66f79c5f7bbbe0c9e285d66771906c2d3c0fddb2e5ce482473eb7586ff8b67d35ef9fdeae979599a90a1daef8b04dcf355ab4190296b78516a7b77ceb5a7b7354f5c1dd92f7fd7245662c8608396c3329f2222aa26fad41065e8bfdd6a0a5efa065d7322dce31ead71ddce071fddfdd333a51916cbf832c9b33123a1cd93434af9df0c896d18b009f107810c510b9af4e2e3aa16ae91d107aae822a46b1aef8d8ef044f3ee8b474a5bafcb946d20d9972ec1332920d214893e5b89a4d14d6ab943f2883362482ce0b1b8e33bb4246b7ed17441ccfaef8ad6dc1a23c511b7eb209baae234be25e540b05e64231cb43cf6e3fc0efe617a7c5b8c1c2f223cbcbd60d3fb32f6e0de1f2c8e6b28626b05a375168c093cbd3d280e0207e3f947abef2ba64d44c6e01a06dde3a09e801ae50bded3c00425c7499dfb2fdb667d4958204ff3143cd2cf4839f1fc6157fa38c00bff3151d9c5ba07f36fd38a950f18da1c038fe48ba303e84d7d1232192732bfbd539f66efee0df520bab31632e1053f02daef8afea744f8dade232d2f3636d2ecdee6da3c47bdc43800f81e2c6afe1a7a82b941f9bb9a596cc8e52b00307b687bf0e85d08ab86282b93e34428afc9325f1103dd4370fc0cab4d8e8558c16a3ebb8d66893e562dc1befb7605b5c1e046494f5a8990c415d29d13cd275a7d346471fd805a67b356ccac288a2f9b07cc7f247bd1409d19b7d9f17caa3e274abff748664b35704363a6acf969a0efe5f5df5d7277fb139d75089ecbed7aef8ad690735b712093d0ed59b40d24ea8d6fae238fbe333473b9772ee2ed0fee2c62be98780e29387e084caede3f9bc446dbbfae892d6e064d3d7300bb7c6311b8bd6282c6aa4862673707e8b72dc58b465ddae12ebb218f0ffa6a79af346790ece2bb15f2f126c62f0bba4037afb98b83fda3d0506bcb5ea997934d403e9d7456cd38cdc85219c15abcddd87ecb84afb66ca5a825d5f9681e29f6632dccf6ccdfd83f8e991d4b6d283aef8acaa1016e7b4e1cb865f73ff047f5600129d63f72456650f18c7432ddf365a58982700d4fbcbdd960a94f7f35478b4359a534e380691d3b10fe9e395c4d4116979452d89bb00df3f2dfd16611e18897a6ddc224ef96118030256982f642a8a27eb7b6375c4e17f539281d64211773ca51fe641f732f4e15dc1d85fc0f942051790526377c642c42c52f5504f5677937fce596b6728dc96c2e805bd9d83d427c6c891aef8b04dcf2a1222f6ccaa52f6380e54fadb21cfbbbef933f5adcfab5fd8f1e64f62a341b42b4d7268a079b2c06dc6b604f985d0efec0ad8f2d0864566283ce1d3a990e6038d00a41d42ea386954cff82e8ed714798229613f6d2d6416fd0fe7459515ddf620837142b0270b6d835f3b6b063521af5131de089dad51f389a1f1f7765cd575128dd8266485da42c5e7cb7134e40baec7287b07066c49059c16220e669b41febcde33447fc9aef8aca7b59cf174feddc9214cc844469bb5b7b617c8218c4599c2cf5c391deb3f45de6e16852cd54b8e07a22e227b43c52dd198d1ea84b49df065fe7b4d36497bcf68b07b5872bae2b4b4354860c72caf8b66a8c6064c1134a17bdad0f88794e853d790fedce2052f875fe5cbf9bec33d22a816e35e9ca283cf161265a10e7badf1fd8a6f647f5d28f6d8ec9e86b1af5f8c42eafa4ec1a3f192732bfbd539e02eff3aef5a1b6c35533610525fadaef8afea744f8dade2070d9049f14abcd3fee9c152b47104166ffc8337443613ffedf3bfb7806d59875393f0b35c59f6b375b8615002149609277f6588bacb63e92ef04b222da5d10f9d61b0f88db1ad8c4a650fe4c9f98a3a4921204845f4542aa827c0fcdf7aba85f954a1df047378038844931d784a598f397feca5421ffbae7d14b015717861f7859f7e5408f89e397b602385559f76a1b1d6197cb1e0fd197e931d964ffdb039d75089ecbed9aef8ad690735b712eca2827424c80570597f87db0d1d5a000e09001eed03f7be8ecac7b1ef8df35fc9f77faacdd48767271b5de6aee81558126e8fe1f90618ef5d5549e28eb4ae7d0bea33a6727bc9da1ecf051c4843bd0ce6e5cdead3ee1e0e549cd1be50e5a3f7c9363c1bf628045072e79894b513738d80e92c0792cca65e62b84fbb5ad4d510d5c8060ce0addbceebae9c62c3a72b2964cb9dbe5a078a7d9810391999abfe87f8e991d4b6d283aef8acaa1016e7b52a2fd714ca315ed81be35c7fc385ee2f6c30848768df95148406c631972471e6b63d0478b8ae3cf10d4f2f3f67c08e32374d59cb2eb2bada809b597869f99b41e6a4e970d0b5481f3e65b8ce00c4e8162ce8b1f3a0005d982c6e2785a24441b1987f70bcad1a34aa76d60bba3cb26ec54abefe641df17f69ff38be704a55308c31e2c79bc270cea5c77c92f55213be8044dfef332d6ce51b8fa845998d83d427c6c891aef8b04dcf2a1222fb7c7b36f6380e54fadb2308426984f954978609c13eb319a116d1399b7e2c5bf459fef4ac4a015f926a6ec60903e5bcde7142e2d43b5416cb3e8f9c01d57f3a30ab6289acbc42c3ac2124991b019d382ea2d14b1dfa5482dfa8f08577c03378a158ee0fff200fe50d5e0bfcc7f7ffaf180603113846763fa3e35ab95ee90e44d20fb0a87c5af6d0bbfca6887cb25d29a29921f287b07066c4905c575ac69b51febcde33447fc7aef8aca7b59cf174feddc9214cc844469bb5b7b617c8218c4599c2cf5c391deb3f45de6e16852cd54b8e07a22e21fb1bd6f635fa096652296adf04b3a59aa3539e95adc706a1db8552cb8082d608211ef42e6f86fc43d0c4d285ef68a574dd5b5d01561a69b3a5522fee436f37d340bece65ff10b70f2d81902269fe7b7d33c75bf06c7348670aba43f381ac9de5122f5f8cea12fa4ec1a3f192732bfbd539e02eff3aef521b7435533610525fadaef8afea744f8dade2070d9049f14abcd3fee9c152b4b05f0e6ffc8337443613ffedf3bb00fe6d59875393f0b5946e04b5b058897c835929b8a3575f015798ed713e72853eae9f5ed4e05f3385824933c1e48a0db445809f92b5b2c3f9040edf2b984438b6897f8dcbcfaeaedc22643c89768db7911ce4091f4944cbb475fe9b8dfb565efeb8bc05b1886a6f9408f89e38bd442385559f76a1b1d6197cb1e0fd197e939b2e57fda939d95089ecbed9aef8ad69073620f096e81780a85711f8ab04938ba3d556f91bd8b87ed361e213d4e8dd3e762963c9dbc78aff5c1d46fc71fa39f04fcf53f7079ebc91619bee1c2812a6209442c439114c0a080a41065c9fd8aa66bd642b41c130894e81743c1c4f7c5e51e1cb47fad29e9c37ec55a38053dd072a57a5752311d1e77f66f6d44844651f58a371aa36c3910c6a3537dbcc8bae9c62bfa72b296a0b9dbe5a078a7d981039199969fe887b2191d4b6d285aef8acaa10185825011375675979490c62a3d630dd57f319d22060dcbf1ff21cfec79589c933b69d45918b193858fd677f1594747b3883268da367f12235bad86d6aa25dc65065760f34765a26532cfaad694241d512f48443c3c1a0eaf5053143ba717bbadf171b70b4ef10e8f698a45e4be5ad804bf0d627a0fcc8441b0ed3fe64c32fda9d75136bc58b096751275b8ef684718413be8044dfef332d6ce5ea47ac85998f7bd427c6c891aef8b04dcf2a1222fb6e7d03f96ca6846a3e10d1c5dc45dfab5ce1e82a165564706c02b3eb341b905faa356476db764d1ea91ff4afa95cd77433743c35db069c64ed437d889b3c4ac37e131b99ca66a30c9c4ecfcac4f2e776fba94c7770974d9235014ca8af3207790b3fe51f4e7a4c357d24a874502ca0b77f2050e7b3107ec581abc749713a423a612150f8a8a1c905f6133d14b71c19a29aec7287b07066c4905c575ad49f51b7bcde33447fc7aef8ad6dc1a23c50f6afc85d9aae234be39a6ae2c2962e4342862ab651291c1d30c4fcd99018bf251e69324dd794a8fb1ac2cc73d1ae360080bcde48f098c3489c0b8d7a6f2c249d825e749131162ec584bb6c52d1f904992c1aa7944e8a242bbb576d282738786ecaa44314d2a96b420186f97741e793ba7205242907b32cfd43176b4b58e90a82158a6040197b1ba922e4af3d09afa4ec5c28e57bfbd539f66eff3aef521bb438d3361053f02daef8afea744f8dade206ab5b4f6d2ecdee6e31b3901c92a4ea3cfe13b0d4292f58ed50bfc77940f6175771d6ee927d2bb17efb1c768aa9d4f2dcac6585cd93a347804a4398ab1567d0779c2986cce869b6aa301c2c1834a78440ce3a9845f4c7048bd42f0d5838d93ba567d5c2a22bd722d8b993872f6dd663ce5ffb26e375751aa86b2f7f555f42f12ecfbf5dfc7c4f4a5ea3a432a9ffbb50d8eb0cbd18f07e8cbebb9b2e4ffd6859d95089ecbed9aef8ad690735bcb6b4b558c566359747629794d3184cd581e62f68f85fa3036eed19f1e9b7e36f6dfde545cc141875c8fd2118478420e11efb2ce532c9c52f8fa45142237fedc434f036bc5aa47de3c0bd3512a7f64267aa3329c88020ae7789ef8bc9bc352d760dfb17ad29e95b4372390cf948626e4874477c0218161c03220340fbc47d70b769e6c8584b94eecf75f61fb2629fa72b28270b9dbe5a078a7d98103919998a4667eae991d4b6d285aef8acaa1016e7b4e1cb865f73ff047ea9d0b335a8a29edbe58945664c35c62ab5629172a1202e62c153c21ea014a170510af11b6e3ca8d11a79cd6ae01b9e15da05b4c7dd9e721a1a77d9743b69d016651c30591925013ff021cbd866296d849f284f3886879c568422a06e5b68b09501af5f4d761ea1c0313d06fceb86d3f75b032bc176799d5f4bf2f58b3d5871ea0b8ef684718413be80451f2f332d6ce5ea47a8c49d1f82d427c6c891aef8b04dcf2a1222c79b48744942b77e496069e6129939d471d239b1055871a226580e95a3c9b9ec8829582f34749133e245104b96589e97ca616f67b6d24bdb6118424dc3f7358107d0699c8f5c81286cdaedf50f2c0ac8722460b39a0789826bde0af3e538cd95b73eabc1991314be480bbff1950fdfa6569ffae96b0f5c1bce7b6509bcf40b9281640304e9e131c9041a234af4b7055e40b921f501b07066c4905c575ac39f51b6bcde33447fc7aef8aca7b59ec2c2539848ad0bc47f5d7fad73ef75bde8589abf5edbf2ce930698f81664649892080afcfd37c6a9fc1d96eaad8fb9b74e007a6532cb75681520bf1c6dd671ee45ec0553051cbbe4ffd3fe7086972686f93a4a0adda7480789bd7b4767ee79a13a58778d4dfbc05306d00186e63e7da47f568e05242110bdd0e24969466259e704c0146c97ad8e58a60ad58aa5bd09afa2465c28e57bfbd539e02eff3aef599b3537d33610525fadaef8afea744f8db0a65323dc1ea22e8070421b3f4949f2bb9eeca63a8af3db99f2810db9ec6bc0f23a5eb2f6a8f6551c6e693c3899e328abe44194e68240b27fe53661859e028d9b2dac2e32dc25492502e1c1f808ca52325556d8e40045f4c737efe82186d9f5ba82f62ab5c2d87bd798bab409f4fe592ffd90b44428ebfd53737b2eb2162adf525d603537ca74248f4a5ea3a432a9fe0c10d8eb0cbe5a683d197e939b2e60fda859c95089ecbed9aef8ad690735b712093d0ed59b40d24e6ea588a5f58dc35e900d0798d4d1e407af1a01aed826ae05805e15e171a33dd123235474ec6a42e3470ad2704240df021652da3b4f4f9b56eba38f90e84653999d96696861973d60b4560587662dbe29e748cb1f9525694ba6b702077049d744a330a174757ec087439808d31528c78a4c99d92f8fab61679f5ea71b4a5bceb7c475b4c5874cfb28270b9dbe5a078a7d981039199985be8beb2991d4b6d285aef8acaa10185825011375675979490c62a3d630dd57f319d22060dcbf1ff21cfec79589c933b69d45918b1939b8fc196a1738efa8f750dba1bdd9bab41aa63e06aee4b801d0acf1df024c7c84de7fef0def79e17c10e5cffc64848bd2e8a8fdb9468392c83309f78b8dabe9ad14eff02f25f2edf8b26d5b805fcfceb8667af5358f296bcce5df136af58f745871ea0b8ef684718413be8044dfef332d6ce5ea47a8c57d1f7ad427c6c891aef8b04dcf2a046a7c7a07e8b6c945ec3a335cff1d219e57a59a8eb39112f41fdef4116e419247f0ed97afb4398c9b0c9a7e1a950d64883124f9fe29e89d1d70b507208970aab7c6e9aa519d7ed24f7f341c6c2cc43a01e5d4a039c4caa854f411148ec253b7e54c3f0c317dc9cec055b2a0d4fba064cf767bc2424ceb536f2a9de7858304934d20c1ac1d35e9e131c907f9334af4b7056640b921f287b07066c4905c575ac49fbfb7bcde33447fc7aef8ad6dc1a23c511b7eb209baae234be39b7437e002096ce42e66c8556c9541819688a071cab62fc58c8d0f5b65f5d7418d01666628f2eb46dc372f7207e597d63a8c18b9fcc871bb4fea060689d6f170e09961ace496c63b124b698a51ca2a083beddc508fb3589de148251ad609d448172d1be7ab181496f42bd9d6cf80234ace6e361d9cc5faaacbdc252c71d391746043fd2fa26d6324e57bfbd539f66eff3aef5a0b351c53361053f02daef8afea744f8db494b5901a7f142378e7765c11c75a30798b1943c27bb8cd6b1bac789b0e372ad1b75928ecadbb9aabf65f2ffc81f909fe07f744cc17f8ade9327aeacf0772402129de63853706f8ed16d071938443b8acfa87ed7b3068190f00d680a05eccb5d409036f036e66813d447e3ae63bd66b299912dbade9c0a1e9a1002f787218dad8976357353a05bdf95ed808e1548bdda86c75865f2d341e8cbebb9b2e598de856475089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffdda668ed7df8218d6b42277facbc5e85b1fdcbb349ff4dc137fe9cbf8c0b06ac06a9a852f160f0fe33af4b8fc3d74c90d348ab8c56f1ac00795b7c51e9747c4e5b694f4b0eb0c8e639d126e869037e65df1231f6dfcbe0d090f03aa7644c17bba75fff0885e52de75eedcf0c629e0f2b2afae9757e5a078a7d98103919998c068c6d2991d4b6d285aef8acaa1018582981fb9599a362d7a7211988078701323b5e64a078d7449f71e0a5e058f4a1f30ca9215d72ea3b5dbc84581a87390d67ed1c3885d6d357f7396993ef1f8b831079f6df010a7af8b1f470f2709c27f70df65a4174b6df25c77908172ef14d9ef6dee13221723b362675b43f03a4b5b4582d520ef184f8d4f68c40ab24ea2b6387fe0597a359098cec5b4e4dabf4ac9da8f3996b54dc67f211f077a8c49d9f7ad427c6c891aef8b04dcf2a076b47a07da6d72712a72ebfaf5a8844e985bab668e41539bd6bf73adffef0330190cdc632ad6eb30cd434f62d03714453b84eb19c5bc253b48bd4c5f15aad60de50411719d77f658f3b6d2a4daccc8ca24e54e14775df6d27ce745036606a986fa5cad742d0cc7febcb5cb40d5e987d1fcfe70ec03db015341d8834e79f731a2d72bc7e077cc175909850bb49421bd4b7069640b921f287b07066c4905c575ad2e03ff7dcde33447fc7aef8ad6dc1a8e81c65988b36693fb7f63e1d655e2edfba3e86f32fe2b8fd7813e8818f6b99c0a0d1fbc34f2c502ac0fcd507a1b432decc4bc53d755aa7d2ce836ef2ef8fe92a673f1e2a1c92bdbd639eacc739f2efc3d88d70c86d335a9795d9877dbb5d1d1a7e0922173be32855a929a81d43da4eaf68fa38c6ced4f33c196ee941d1d78d90fd624aeab38e050f1f492bcf426534832347fc28e57bfbd539e02eff3aef597aec1fd3361053f02daef8afea744f8db494b5901a7f142378e7765c11c75a30798b1943c27bb8cd6b1bac789b0e372ad1b4f2d3bca6b40d2a77cbdca8b8290e719a4e6db0815313ff48f0cfebafc5be00794eb67bdaaaf49a3e0d66664c198a2331dc31b9a04d086aaf488ad241c57ba86586ad06ec4f3df1f3dc75d798ac025b7559264063397046e6362bfc174c8ded2132dfa9e405bdf28a5d08e15566c1586c75865f2d341e8cbebb9b2e598df076375089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffdda668ed7df8218d6b42287596b82e2d979e2ddb1a6c94ecbf36a79b8b379384825b65d8a29ac74bca6868407dd327c1259ddaf0172947bc13d2e96ca49b7c5001e52a53d186561d271d2f365e7a40e5e4d062f0eaf56e968069560ebb2f6ca0ce9f19c0b3752df58eedcf0c629e0f2b2afae9757e5a078a7d9810391999aa068c7d2991d4b6d285aef8acaa10188f40f85cc9b8e8a7d3ab9f0995b450f6099b7a3185d06ab64ac3b5efaa527c98cce3c8b6dcd02047b41a2d0f140715ae63b6c872b6e1dcbc175c4096900777dfa1af43f8a4d5eaeba13a9132986a872e7238b8b6d899705cc800e4c538c243e2589c56c5d06a24fcbe80bf03d32dc4ee3eddca093e26b5ac3fb8eacc604be62f020c31454650c134cea5c77b423bfc13be8044dfef332d6ce5ea47a8c499a13ad427c6c891aef8b04dcf2a046a7eee5118b6c945ec3a335cff1d219e57a59a8eb39112f41fdef4116e419247f0ed97afe640b072f0422535b7d63e35716d27316bd408a68d94f9e252787f0315e55b1209169f5ad272b8b8e148330439eb6da4fe805c2200bae316278b8fd6d81481484ba1684ebfb80d5ebdf9c3b2513f94f731240fa67a3b6f1543b5eeea30fc0ef97febe130a177f94d127ff70696593921f287b07066c4905c575ac2dfbfeedcde33447fc7aef8aca7b59ec27a770b739774af117375455b9afd04f4239a3e5fad9690d400785e140cedb045e4d79ab76f79f79c5ce2b4be6b93dbee74bb1e8a6a2cab605484e7782b3e4d23e7e633eeb81866f5d9cbf58363518a9c0a763b1b4cc82335a1e08a66ce004a45abda58c821d3146b582c4e0d97e9a6e287e8e31b3b53c66ad477c562dd75c6f682c4a5d1c61c0a1e3e94733d09afa20c6324e57bfbd539f66eff3aef597d341fe33610525fadaef8afea744f8db4949d10644af3a337e571dd23c75a30798b1943c27bb8cd6b1bac789b0e3729f3759928ecb2d8551a7a4606d20d35ad5073ffe2f5a53f6758ca60e65a4bebb63657d53975a25883bbe8dea5a0ff22c746bb930e9e9c028140a2dd3821499f29bd4cca4093920f977f54f3885afb223498c2396d1387d80c9c3516a0e10ab7d2f859e65fab8e3d85f28a5d08e1548ec15c6415865f2d341e8cbebb9b2e598de87a395089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffdda668ed8302578d6619dc777f058aba4bf3f4389ff940a732ac45b55301085fdcfa56f7d36a3cd4f2143260088880ec0f6276042e318f0f0dbe2800f2c744b9215854a7a58758644e3a580cbd019c18b97e67ef8283303e590d560ebb2f6ca0ce8970d438da77736eedcf0c629fa72b2afae9757e5a078a7d9810391999a806ac7d2991d4b6d285aef8acaa10188f40f85cc9b8e8a7d3ab9f0995b450f6099b7a3185d06ab64ac3a8c20a4cf8c2a132c0c84d6a62e643f013e723a157e7346c6033f903f32703ffb454fea54225030e6619834fda78a3a9310fe25b17d245864b4d58e4c3cc23efc7f30e19cf89b1451f5d5dfae85f583257a20945e44989e8c24465376278df1b4c748ea8daae3f8b856612b3a93585c77b423bfc13be8044dfef332d6ce5ea47a50599a17ad427c6c891aef8b04dcf2a334e8487a769fc40cd2a24aeda16ccec9884f4656066fdef682a1d7181d89c5e43b3fda92de90e5337bce9662fc0fecade5e5547ee7fe0dea939d715ee3703c7548fcbd7f0eaec980557fd7bec3b478ef1fa945016e6f7088142ed43fddb2609d8f5cbe9d9f80a442065040dcccea7cae4dc05d09e3363b09f48b07d70269d0830f2fa3f0af478b5f09850ba44621bdff7069640b921f287b07066c4905c575ad1e42e2ebcde33447fc7aef8ad6dc1a8bb4bbb53216f532599a50750b25f8e9a586f85cf02467418a6567928fec2333a0324f3ad7f16453dfd1d7fb673abcf789c02f00589430d3584a0c32681c79d443985dd61d3cf2b27a3dfb67086b9a3ac9d038a16a88930967d8a3bec942ed16c338e3a66415528e251bc434ce0d1f84f90256102e9d9ec589302316f1fec3f0cac051c9b2ba2878fa5185f426534418347e324e57bfbd539f66eff3aef59fafafff1361053f02daef8afea744f8dade232d2f3636d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c5595073647ac2a77cd1515bae0c0b9404474309349ae6d4509a219c357627c1cd43f7760df08e715546551fe574ae8682beeadc574a605ad0499cb765a4bc767de483e54bd4afe40e63c351d742a5aae44f79b6ec9085e303a6172f7a798adb2908e1f65344d219548ac1586c75865f2d341e8cbebb9b2e4ffde95a395089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54a0a09233033bffdb37930e72e6f4cff4064f6c638a5c789fd9964cf93736e3082dff320c26512dde3ca4fa9ff2ecdb29f195ab3856b82498054d26f3aae6eca92b46195876a929eb5af7a361a1fffe0f3c18b197e303d17e320f6fa91e2c4e1babd137dfee9b13cb76e786314fd395957d779d5f2d03c53ecc65b919998807a45b2991d4b6d285aef8acaa10185773315b85a6055e2b0d62cd4cbc798b61f58070e2d96c3b1f554a28974a044407f0d4c6d10bcb923dbc1457ebce1649f11c89bf8aa066a4bd8be1b6ecfdf25804d31dbdd87c6217a58f3b28f7cfbae53b353d01e147084819ac30bd33872114f68faeb7fd6f4331028c4412e279c461c0c48986eec4f1cab39e845b60350aac51c006d56c9779633b16c7336afd2d103499a16354dc67f211f077ac7c7e0f39d427c6c891aef8b04dcf2a3347e2801cfe247a4441b267cf0a7dce649478741c891e5cefcd58c52057bdf1772aabe6c20fa5761c28d38bf8885df8e954bafa1c8b05e561edaf553615064144b20593a7568b31e3d69acf0bd5e6d06bf8c92a7cd78748344fc1e9187802c4787c85233bbe8828dff821ba8b1815fdd450460407b63b0842184409c499bd63004e3f03c520b650bcd0ba44621bdff70696593921f287b07066c4905c575ab4042c36bcee33447fc7aef8aca7b59eb6461054056d8c1f02ae50a2d0387fdd8a2cd6aedaf7f7794f0b798bab28773957152d605b57f8e55f447307e922afc77a7519b6fc4f859e4cf62daf1deb961d107221a1a228417bda7837292e8d57cd4d624c95d61d6a34468833657661df6ea176af603e3669548946b591310b0c39ae4a2fd48fe8205d3b55d5b969298151fd879238952d0aaa7095553a24af0ea12fa4195b76e57bfbdb24e02eff3aef59fd3afff33610525fadaef8afea744f8dade206ab5b4f6d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c561aaf73897897eee7fbdc2bc0cd87b12f848cc9dab35d919096d2d36be11265b28e2957db9c68de7f51cb5059a26c9b989d38db6140480f6359a5e36399f8dcdceba13cf4dc6aa4be6c27c98c300985d46a98c9c4d67f9d39b82526b8ead80a66985e3ec8a5dd219208ac1586c75865f2d341e8cbebb9b2e47fdeb5a394889ecbed9ae4f676753000000770100000000005ebc369803000000461d635d32aeabafadaeaeacafacadadabafacadadaaaeacacadaaadababaca9adabaaadaaadadaeafacafadadadabaeadadaeabafadaef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffddc1a051830256ae72967246b33f5e72e671234feb39c5f6a05be63073dcd0115bb1bdb92b725241eec814c6baa68400494af7bc05c0836801e75595691cc32f3dc2c3a078b6e8ce56bde8ba6ba04d062e5fadb1a6e0c86e97434974decc589c375a64214acd362793e9788661a3a72b282c39757e5a078a7d9810391999aa07a05d2991d4b6d285aef8acaa1018576e6306c1e38a8463c33c753c18eb277677cfdb3988f6bf051e16ab25a8ff14fbea168544c90bc280b5aa03480550bc21714666b5ca765f37d1142cb39af74fbf297d014fee13411ce217b090585adb2ac5dc3308fc547fd9fcac41a67b8aca09e8f2b4f8e9e85f3abbe06329a53d4a9e2771da349693c877a3ea4d5c520f64a15acb854a8bbd3acea5c77b423bfa13be8044dfef332d6ce5ea47ac7d7a0d399427c6c891aef8b04dcf2a3347e2801cfe247a4441b267cf0a7dce649478741c891e5cefcd58c52057bdf1772b7469760a746dbb50fa66c48e8b80323cbafa0c9b968b7bcd3217b6183d426889a3d90986fa9078588c9cb45b673a01ce86fb735e4dad36bb461e91868caa9539718fada0a438824b477a1129c5fdd47f26100f6c12875abf73a2c499bd63004e8f43bb20b65f4b90bb48521bd4b70691a29921f287b07066c4905c575ab4043c3fbcee33447fc7aef8ad6dc1a0dae033f51e5f3261054f82bfbb00f73f098cc767e6844ce266b9c7c125a058717bc2adc00722923c09db247e8489074e9a24957a5495364beccd28a7cf0a2531b276fdf389194c1ef03bb7806aaa58932598bad4688f046f51ae0025b6af549077adb02190a94f23e179f8d774bb7869a8e9886b5a35980234ce353da990b03e1a5aa22a23cd10e74495c87fa5f49d8347e324e57bfbd539f66eff3aef59fd32fc712e1053f02daef8afea744f8dade232d2f3636d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c561ad0f08e2494c93523f449995ec29bf81d475c56633c73093ed282b338b5a97f82cf5b82266f882e553a17ea0d1364dc9963dcdc5a408faec6b32ad1950510756e98001e11fc6205a7519b5bfed8b09597ccb470ab085282eb211b5401abadc5585e5f90a5dd219548ec1586c75865f2d341e8cbebb9b2e47fdd936395089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffddc1a051830256ae72967246b342c54d8ce59666614dfdad0775623c9236be233eff22546dfa2b90685b33bd2e6073ef74d6942d1583bdcbfa05979ee0f9c15de358d72db6078ac056d018b66b004b2d467d2670cfc5b31a945416e527e1c89a4424cc1d03352c27f3e9788661a3a72a902c39757e5a078a7d9810391999ac0ea45d2991d4b6d285aef8acaa101857732b43d2aa055e2b0d62cd4cbbf9b5ce52b10c5bde6d9df12a183209713942171b0c33c78529d7580adcdd8125ccc9b0542e67bea443953d8e0988b79d36950751637b03249f07ee790bd32a0064679e1519775b137278f45e1a6d7e4c9d3cfa086826eb4a78c10858f25d0307f3214a5b757079800abcfa63bb92d90e399b2d993b35677a39098cec5b4ecdabf4b49da8f3996b54dc67f211f077a87c9d9b39d427c6c891aef8b04dcf28f17a993a6a92bd8ebfb467c426f0e09a422ba7c82a5822690e6e9f4812fb95f085bf02269f809515e38e79b52dd0f3337294cc7be36c291cfd4ea7063c537ec6b65bb51da43222370de9b450d3e1ccd511400de9af2f7b2e67e0f489d6d559e8bcee191f35ff243f821b407907339a03ac6aca4cb1caf7860fdb4f08bdf0ab1796d88f4ce5f38e3f4e2177f9321bdff704f1a29921f287b07066c4905c575ab1e3ae40bcdeb3447fc7aef8ad6dc1a0dae00329dc3d3261054f82bfbb00f73f098cc767e6844ce266b9c7bf59d458717c08fdfa8be61f683754ebfd03140b8e168d9645c75e2cb394f5abd941e387851f0f8ac44c1db91577538835b21982593aff2d4688f046f9f3708a6d8528fd08e09e1c74c573c3fbf511f87d0559bd440c7a4a0b0d7e1caba0e2455c3f0b9f3adb36d5082ff711d11c9036f5349d8347e324e57bfbd539f66eff3aef59fb7af971361053f02daef8afea744f8db0a65323dc1ea22e8070421b3f41f7ac011c4ae2e0185ee6ce26dc528730f24b4ea55a8feb17408afbaaadb33795cd8b2775ebbcb32686f9d565650b713dbe08521adaf42edec3cdac08668d4df0403715f6a98e85d8f737f1c298c15dd80837aef854ba234eb551da967de58389ef42aa4115bc1878fc2790c59d00ef77148d546b60059e21789c09a2690ccc8fb44852f5865f2d341e8cbebb9b2e587fa23a3b5089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54962b13833ad50b0177c8bf27f4ea730f8c2494a079705e8351e4ea516eb6c804726fe19cfb33e51301a20292d389bcf979ad80168ac1c3a2c510079afa021439f78776da77a7b0ed6d018a622119c8749535955caadb4d4a2803a26f661aec386ba067a565a913fbf6f8d430d1d39524b5079d5f2d03c53ecc65b91999ae0e84dd2991d4b6d285aef8acaa10185773348d4e52055e2b0d62cd4cbc798b61f58070e2d96c3b1f5853d09756a44007f0d4d38a6e5604cc5b30f3cd4fed510d486ce6d243920a25b940324f5a1ace1ebde63b46437bc08d3debd7b085e389e3a7237b2bba6c638a1df9e170ee6334bdf22a06cb469504c208c7e88c26035be3edda4adbf210f825c4e0de7cb446cba3db9a0ab5acf5133b16c7336aa4a9103499a16354dc67f211f077a83cbd8d39d427c6c891aef8b04dcf2a332f3af91e2531781c409680a595aa9fe915609ad16534d5aef76e40069690c4e70f0ead622ba8ec9793c16821903dc96bf2ba71f18964438f96f46c742a534775aafac3d0836ea2e5f7010243dc3dcc55fa8c6bcbb5a6dd74ede49b3b8e06fbe13041662b7d51fe086f73af9a858d55007de3806e448114b6b06bc6d2a03bdca8f4fc481f9782ea17488da21ffee0ac3453243ea0360e0cd8920b382c575ab2e39e37b8deb3447fc7aef8ad6dc1a0dae00329dc3d3261054f82bfbb00f73f098cc767e6844ce266b9c7bf59d458718a0b9dfc9a5d4bc2cc4e857d3ddcfbd447a8a2ad2851888e5212de86317cb061847305f08395211daa74c45ddcaad04b273175f3eff14a3f9c704f14868959dc0213c20c4556249fa5a633c15ed76bbffce2baa2db9497d39b2ca213c5f2bce9ff2ea4c70ff70f9d1cc0ff4534832347e324e57bfbd539f66eff3aef59fd3afd73361053f02daef8afea744f8dade206ab5b4f6d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c559521e6c0e93b4c3d618c315fcf417fe82827ed3e2a790758d0f8b711378d5077bcfa2fc34c376522c6c381bb54d13d8cf8e3653df1bd3d90f1b6be6ffac8a5d16d0fba8ae4a5e659c6498c10a9b0f3e00e3d826cb3a01def082c27f8bf3ff1cc2f2f95344d219208ec15852f5865f2d341e8cbebb9b2e4fffe23a2b5089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54962b13833ad51c6ad3c8c7b5e30953e2f9afe9a86ca4e816b6a3dc83310301d1e31531fab3db323a56f745ac5aa5a3ecc2954673a018d793cd682fb5c29f950e175a34d166bd9605410625a96f0bf68c53547776408e1701e2bf7a24ce5dd152775b8616ff0d2add970fd930d1d39524b5079d5f2d03c53ecc65b919998e06885f2191d4b6d285aef8acaa1016e7028cf11e1522fb1db53c9a191db671a0cd3d8b4fded3dc4508c120ba07a2220bc6495f5d5b555d6bf1905530f78f43864f0eb96880c9744345c52d6d68d9a5ce90c40c58244c693a50434e060ba450f8d7c1a37864ff07d52eefcf0b87739f4ba587a47b0d59a68d203b41abb5249d14fef26761c1a98685fc41f3cf5f361b443ea78d416751e97b8ef68475a013be8044dfef332d6ce5ea47ac7dbd8d01d427c6c891aef8b04dcf29991ff3bb2f79c62e053e1cfd1f42278629668242b44557652850d92590d1872143ea39f181db5374448e8a0d07e17a9ad2565eab5c702d2307f87cd760406efad469091fb08c13c8382f0a5fbd56a00adfcf7a3445c740333b591f0e6c57aef84e68ccba98932fc282797e41faf9b35c31ca38069dc836e9f78ef7ebae19e1d983539208b4fd8066488c437a96e09e3453243ea0360e0cd8920b382c575ab4039c389cdeb3447fc7aef8ad6dc1a0dae033f51e5f3261054f82bfbb00f73f098cc767e6844ce266b9c7bf59d458718a0ba22e19a54fcfcc14a995c5b51df2ecf3413eb2102be209c3aca31f7381259efcacd942d80cdf1f2d841041239039fabcaff2398e1279382da5e4fa1f8f52eb30080a24739efc5c30cf78ed3fb6c80325dc53b3609ea698e8657ac054a10848d90763c201112d1cc0ff4db4832347e324e57bfbd539f66eff3aef51fd3bfcf3361053f02daef8afea744f8dade0f7b5dbc9df9e3d7a804d2dc51bbd3ceaffe7e84f0c70c397ac9d8a71443abba87be7e9533879e88950399c2ab490c7ecbad281424b4e414400d8782f30648923b3cb9e6004f2c549c9b1118d0aa53fa260d38f8843c542f6859de2a62330bbaa623de07cf049291105075dfa7d60ad6766ba638a2fb0c6ce8077a54c2ec8e2fd6c651aa69c09a2690ccc8bb27852f5865f2d341e8cbebb9b2e57fde119a95089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54a0b1582f033c0e0fb6e7d778c15f5275cc343fdfdfb4c73e5990f2c6677c3a6091584abcd87d2185d6a28ccd21d7ceb4a50a570ae77a339d1c84219bd291a1cfc98655801ca1632b680ca2777176ece2cf68f6e4bb20a52a5bfe0a24ce4c4cea6f1c8616fc492adb030fd930d1d3954813879d5f2d03c53ecc65b919996c0d695f2991d4b6d285aef8acaa1016e7028cf11e1522fb1db53c9a191db671a0cd3d8b4fded3dc4508c120ba07a2220bc6495f5d5b555d74a7b2523b8edf3f0d602170822984bf4a5e2a7affeb521693865030f65a543d7f1406254236591195d5719c77d89d9bb7adfcba1df39e5b7384efa44f45060d5922e66ccea5c4b27f316fdbd51f524208c9ad382876c9db5134a78d376751ffcb8ef684760e13be8044dfef332d6ce5ea47ac7cde0b01d427c6c891aef8b04dcf29991ff3bb2f79c62e053e1cfd1f42278629668242b44557652850c1982cc9cd0d15260b98d3db247a2a568b7c034877ca9a4042c5200003aefd5bf4c94059f7b06005d8342d09eb3a35b364bb3d786a55911e52939d34456caa98668daac49722f27e345d4fdf8670bf20fd84f3f98e56c3701eaee5f87cb3c91ec0f9ddfac43d0f780797fa7066488da253fee07c3453243e50f60e0cd8920b382c575ab2038c3898deb3447fc7aef8aca7b59cef4bc31b663a3c0897206b4d3965ffb8ade6e5b41ab5830bd50ed9f733fb6bd3545be6ada42ef18c98c75e62d69c15ff1033c5d0eedfe3178811a2b43be183e70a270cdf023b0f9a666936f9ea9b14d8189637105c853f927b1d3c60b69790a920c6a527fb2126c1f755b9789086d08f0f4d24d8820a480c6aed04e89a284a35ccf6b2c771ad5863fbf4a6fa46d1a3f192732bfbd539f66eff3aef51fd3418f3360f525fadaef8afea744f8dc5561cc0ceb57e86095734a8a94c74d9d652a1f3376d7356430c168ed3b9ae33c09cb27099dd55a1277d636aa283d4edd526db601b1897265fc95b39775b2e744c2239e90654bbd270d42d312c5afe252367718e5119e6f7b787a8cc98ded62e68fd7392939926216c921c1496c9c5cfec0d7d63ad855bcfbfec8e6e09e825e17fed24b1627e29a2690ccd87b4586c7cd75f2d341dfcbebb9b2e6990223d2b5089ecbed9aef8ad69072f8df860d5704a6a453219977a5dea66c01a4b60635a384415ce3491e8b3f970c23c1b20fe1572c6f7a4272416d7f5f9323837d4b4b4ae85d218d19ff1cb378d3a664203294682148b4a71e7dab2b8929dfea60b45606867b67c897c3fde1b0eb5bb38c8db1718b1a050f35509bd0b47c6d412f4a55295250113d2fb52589bfefb9f0c2df4ef324b2b3ea661a20f2a916a09757e5a078a7d98103919996c0589812191d4b6d285aef8acaa1018576e6306c1e38a8463c33c75388e8491fabbbb6929c2d1c301a0ffac5fb784930796a6fe800f2229cd7bbcf0a6739f0599b0012d4a42e167ac3a015ce718c78175b5ce638cbe6886c692eec0c8017c9fd32756f07c1d38caeedeb773d88497cb32d542185251f1721ac54b33aa18b215d64bfcf547d490886de34d30bdb62605af94f1cedffc6752e3bda11dcc09df40226ff9cb2d6ce5ea47ac3dbd8ab9d427c6c891aef8b04dcf29991ff3bb2f79c62e053e1cfd1f42278629668242b44557652850c1982cc9cd0d15260b98d3db247a31be6b7c039dd121fa3d3afd20021429f1e3e07d6f296be6e26b46f5e582d36c8c04c3bd82526df90783a74939d194c4f57b469f3baed7192996d06797fc05bee86337b0abbf31ca09a51bca476a808bc79a6efa3fc37f500f780797095066488da3dffee07b3453243e50f60e0cd8920b382c575ab4039e3878eeb3447fc7aef8aca7b59891830dc8ac10144d76d09e08823514db874e061aa4d7ee9d68fa3abd531df7b7b4ef0f0eada3c9b5343f1997d8c81351e5e3fd6bb8f727c98fcfd408683eb68ef81bbf10186f4b7cf0e26c5e3b34f4bc94eec1da7c5f03dd7b50b82da5f369a5d23f277b21711d61b042dde312403e19905185b7292f85087e80d365b474f757694731e3f2ed5863f83fd2fa46d1a3f192732bfbd539f66eff3aef528cec19832e10525fadaef8afea744f86d5215285d402f5c4e89c368f0d8d8ba996ea388e7e6406a86aba1db49fb4513dc96de92e4296399bf3fab789930f1789c83b6315c870289ae67f3d3e3109132308d7253cc0cc4a82dc043e7a677c781b4e0385d0dd19be9f37181e95b52c07b5b1e233530f6d97a42b4bc1f201db31f1c1b8f74123244a0e1cc9050b5ff09f9c5f5351627e515b690ccd6ac5c86c74d75f2d341dfcbebb9b2e62802241195089ecbed9aef8ad69072f8df860d5704a6a4532199779c6a49e00f74ab60b2336177473f85c4250f75d3422f7c4e00b2a827850cc3a0f1b938291f7ba7117948c56205e17fb7c60c36c465ef2a71cb7075234c17204f188f2e20b456078b0362f8a020ae84b87fad761d615e719d9d2c0d7af3287d9483f571dd9381cd68c8aa60123d3ef95c485089c1ec93f0dcb74ec94db2b3ea6618a0e53296a0b9dbe5a078a7d98103919998a4569812991d4b6d285aef8acaa10185fcad6f88815374292eede0d17d8572f6d445e319ca1cb47d846baaaf0dd640445b2ef088d56725549180cfc83c0868e3b63bf510887ada8229bf21c793b5160064cf622b41915f323feb5f5a7b7722e8d2c1ce3138d923f382f4f380e6e88d2ee099381ae07c5e5697519ab2f9febdbe93fbc98f3486490818ecc33279d826ede5654f1c3af5033a971ded08efe89df40226ff9cb2d6ce5ea47a8b6e20ab9d417c6c891aef8b04dcf2a330afabea10c70130a846bd29bce311f64559bdc309559f1202611dc2b96e039fbe635e552c624f3fffd65277c949c5102d15ce8e0e06f9a5d2a4b20115532816f772d283f7262528fd5817b03e8050afcfa856baceb671ca432c6f39c2eec30f270588c57ecf1723f0afe65972afb06f57b5b33301a47578f3bd9f4cdcee20528f804240950664a59a3de96e07b3452aabe50f60e0cd8920b382c575ab1ff8c7778eeb3447fc7aef8aca7b5989182ff48b254144d76d09e08823514db9959906e6ea855e2382bdc7d84072b71656127566b8654a2c17e23bfb84b848b6f14900bcff19546c17551a2266dbe2d04aaadb3120bf2b7c25b52a81f14e9d9f5fd8e26d3d33a0df26cc8c670eafe936f4a4f5a768c0e2f34fc66c5d5214b807c3334845caba0df4e4f7982f6dce8324b78d6d2bb4c1679ddc990ff45349d6347e324e57bfbd539f66eff3aef520af51e032e10525fadaef8afea744f8dc5561272ae634821b60164e5171f5dda9c417bb48051a83576b9dbe275bbd0115f92898519af07c3cb3190f825e61356c3f61b71bc903715a1dafe28c840297f35fb0ee1f8af3dfdf74af3a01f2e4490c3eabddb54c8a8ee4f512e297c10e3d6d1b27e37b6e3c1cb30152b489aca5d84ed988ddb8738fb3123c6a5e07e5990af4764f315b4f79315f95e0cfeda208ec1586c75865f2d341e8cbebb9b2e6b02213d195089ecbed9aef8ad69072f59800d4ce68d808c0dc6d18e65ceee4fa83e7d66bc1f7967c252a194aa8b970a67de2f3af706df2beb3b44e3332bfe21d90456f43c2ee450536ca56eaf2aea1d2b703ee22c16c1ad7d8bf063a695bd445a40fb18ece5cdf8882f86e8035da0a0b5ff4b07d10aab8ecaa554a703dd666e251876d7742299f5ade0b976a73e1ea26fec450c36b5b14e6696569668c3141c12916a0f3abe5a078a7d981039199965fe69912991d4b6d285aef8acaa10185772f4c687d5f5670d5d648e0b5edb4a35169869729c9e584484d0ba9e6491f4462b28c4c47a3162503c171c1f14d2fb0633270b117701070d23f8ed558a3e3408fd49d76d01848be3bda87a8e177183564f58508760e349468bc9c1ac8694af3ffe022b9d558ed492c97c906ea99a919527f1a642a230dda5deb16de443e15223ccfd6bb77960d7ccec5b79cdabf4b69da8f3996b54dc67f211f077a8bebe0ab9d017c6c891aef8b04dcf2a330afabfefcc43d5a1c4a1298d48830a870a3fe1f0c942289260b3060b32188f270652f82f104f1048ae063828fb86965a88a16d0af77549462a82afe24f273df3fa023894b9ca6a7de4e7f93186cea29067696afdfde579ef3ef6d56880a757ac86beed2ee41d3eaf6fc2188bec0b8fe645b4a7d5cfebc64f227a1c360c1bddb89ce10856c082409510ba52cd1efff70559a29921f287b07066c4905c575ad2df8c6f78eeb3447fc7aef8ad6dc19484f99c77882db1bfd838d5fcd355733165df7427f579bb6cab356b313fe9951a30a3d594288a309253cc63bfab6157991ef7e8c0c6423aa6e90f0333e6fc511e4845c971f08e1672c88f19db2c4a0f724c96d56d9aac386b41bf4df9b71adf5eb275e99bebfa66ef3d7aa58a325370b4cdeb3dc5772e8101767b36267f884b2e256027495ddad1fceee4f87fa29a2ec1a3f192732bfbd539f66eff3aef520b354692ae1053f02daef8afea744f8dc5561272ae634821b60164e5171e7199a485d9e42338a945530c33f96efffc482b25093f2b5fa7551b29834b0099f5850dca0af8254ba1ee06ee716fc138854a398188044dfe5eb67bddd577aa1f60aef9f6d4d83c998f414434c1125801b550162c9e3c6f3097246c3163e84f754b9db311bb749fd58219d012a0767ec215902c7faa6b1629ef7e49a20470cc8fb4586c75865f2d341e8cbebb9b2e6302213909d069ecbed9aef8ad69072f5977c85a712d75964004c849dc703b58ea2463257c0f485db68f46f390592a876b50becbe462d67b7253da34b1c6ec3a1a1100531be84b5b06b5146f93b77929cf5f498d7703b343661f2e8cf14daaae5e6a29451bb586a9dab9ae68405e31ad6eaec0763e8ed13816ffaff3765d5b2804bb10e71258f7ef158feaa79f4bd21511949d8c58a495db1b4b34618a0e52916a09757e5a078a7d981039199985bd8a216991d4b6d285aef8acaa1018576e6306c1e38a8463c33c753c18eb277677cfdb3988f6bf0592716525a8ff14fbea168544c90be36c00a5731c4c099bc267029e4fb04731c9a7d84f6a7ee91bf292d521d4faeef56381205df754e277fadbeee5a6e938efbe73a8f939f347751871c9dc0d6d2b4b3347e1d28d8ae8d172bd6705ad1a5dfcd485efb12b733bdd508daf45470a3d40cea5c77b423bfa13be8044dfef332d6ce5ea47a87ed98ab19027c6c891aef8b04dcf2a324f460da80bd63d9dd40b1f3e0d6915fe7fd5adf9e17ffafa0220d234f2d67e2518e5426776b95b22bbdd40b28cde4942a61420059be4b7698c099711e996b02fbee824fcd1f22ae592d32271f160006cbf3e4bc674c0c694eb1be75f2168626195e5f78eda8c04d74a2a122e7b00d38f887a85a03ed0796bd820943f34e7ec92295e9ccb753c664a59a21ffee07b3453243e50f60e0cd8920b382c575ad4defe2778eeb3447fc7aef8ad6dc19484f97a0abe40da3d8e9449894b3465b2b1131dd352e62eabddd1cc2c7b7cb3a9bfa717261d432c42908148cb4fd5f8fa8a575b98fbf0aa5a9a0a43bebc7acc7e1fa44f09946fd347bcad5feb0e5d27c54d4d390a60c54f2ec50dd132f4168f954609251f8bd4cdf4efa65e69cb2022cf0f4488bca330c30cbcd486f1b5a2238652b3dae68a2fe3a9c1ab0e4f81b7a9a20c6324e57bfbd539f66eff3aef598b756213361053f02daef8afea744f8dbaece2244e3f0199eee6834a5a4829ab7f02fa682e40b8f260502b784f349833960f8360ea60b5b5db0b6f89adbfe6ec28e0c95555670a1da3bca544c34f805703643bb5ceef4628d60d8e44ce00841e57e344f1de8400dabfb2caee03c3be164cd11429942ec3192995b290bea9773787b4dd10acf8c88eb5efa02e00b42baab682f7ea2c5ecb7e49a27f6d4c8fb4586c75865f2d341e8cbebb9b2e6301e03909c869ecbed9aef8ad69072f5977c85a712d75964004c849dc703b58ea2463257c0f485db68f46f390597f64fc0923838a074b860333d666a5d2e971a738b0299d79ffa0494cb51c870c02bf26f3d94b58d685387f789b7283cb7fe928e96128337bd2e54c3c638d8fc19e4c72db30c381addd76692bde02a056cd97a6cb5ae5f936ce2698d98faa9e7d2fd3a3a06ef58c54ec95dacb76bc55de0e52916a0f3abe5a078a7d9810391999a7f669a16991d4b6d285aef8acaa1018576e6306c1e38a8463c33c753c18eb277677cfdb3988f6bf0592716524006e7faa76524885e47ba2e4ca6591c43a9c9c8e35a8d421900c44223fddbe91ea6ab2dae6ea5062ea21acdf43382ea60a427abbfaa8feac2b7b3fbe73aeae79f34754586de05c0d6c53512b5f44d03d26fb92dd77985ecf5403fcd476d8c36a5bb15b2600c0d4ae7e3d40cea5c77b4235b813be8044dfef332d6ce5ea47a8bede0ab19027c6c891aef8b04dcf2a332f3afb7aa7ad781c409680a595aa9fe915609ad16534d5aef76e40069690c4e70f0ead622ba8f503485c89abf5dcb5c85bc144e0e736c45087ed10f634a4109bd5a245aabb31bcf4e8b0c4bdbd9e0de832fd58fc7d22bf3ec6fcd6ad0b431cef00bcb2df108e1f6c6f945557af5adc04e181e5f71a6fb8cc9969a75f7f4eb8721956e35eceea7d93ca59a21ffee0d23453243ea0360e0cd8920b382c575ac3e30c5f78eeb3447fc7aef8ad6dc19484f98ac284c8da3d8e9449894b3465b2b1131dd352e62eabddd1cc2c7b7cb3a9bfa717261d432e63cce548c17e7c42e2265761b8612f2a0ba7361efab366b21c10bf7753a4c3872ef1c5a9e660943e5a307df4600d06524534f26ed60124a32fe150c58515fafe9b96412baa1ba33410d6a170428492246ec49042613351639f92b2fef001efe3a9c1ab0cd401b7a9a20c6324e57bfbd539f66eff3aef59896d4622b61053f02daef8afea744f8dbaece2244e3f0199eee6834a5a4829ab7f02fa682e40b8166d29570f7a6a34de80832891efa721d673d88589417e5c0f2f1c09d1b9bd35e09c0f7c5f9b93e62aae0830ddc980bd46c66e5e398e841d57e344f16001fa746e1356ee03c3be164cd11431bccb098352ab785b294fdd9b262c8da6e590b019719db570580e85a15d543efd7f6c870b15f719d1feda208ec1586c75865f2d341e8cbebb9b2e6303a83909c869ecbed9ae4f676753000438780100000000005ebc369804000000fd0d42b802ff3ff8b5379ae4d5d4d571036f6eb7fd928bce4b4aa72e140bab5bd80e5fcfb05ac954c2c23f6e46044d2f60e26006530ffa0db7cf49af94557a4a90aebecd09a20988fde9a5e41030eea528dcba9baf8b99bd88d698784d5d25e5cb9ec6885d85d4f4ebcecaaf7e11d2352d84a25543b8647da88fb5c91e6739e9f2224618187b0d71e3a4741a1be560c80047751fc96115988584bfaea49984ec4d3d36dfc47405f791085a602f6cd39038e4ec7dfa2faabccc5b455113fb3dee41668000000000000000000000000000000000000000a2129c4bb37c0fd96f3e67b271692c2e01994b7d553d0555ac659f8cf934b16307eb9b222ee9aead3b04c013dde85879a15ac22ca54742faa95c8e4f7867287b7a2e6da1a824e2128e803dbc2e9adc737d8a9a0ec9af562d76aff7bf9bd5eba2d74873a492dd8da28b067e78b460ac
\.


--
-- Data for Name: voice_draft; Type: TABLE DATA; Schema: pageboy; Owner: pageboy_owner
--

COPY pageboy.voice_draft (sid, key, media_type, milliseconds, kept, bytes) FROM stdin;
Qre_d0XpPmR2FtvZXA4AvCYDy1v9VG7zJxw3F4lwE30	desk	audio/ogg	2006	2026-11-26 04:08:17.515263+00	\\x4f676753000200000000000000005ebc369800000000aae9a9e401134f707573486561640101380180bb00000000004f676753000000000000000000005ebc36980100000030b6544e013e4f707573546167730d0000004c61766635392e32372e313030010000001d000000656e636f6465723d4c61766335392e33372e313030206c69626f7075734f676753000080bb0000000000005ebc3698020000008bc002d033ff2da0aaabaaaaa4abaeafafabafaeafafabafaeafafacafaeafafabafadaeaeabb0aeaeaeabafadaeaeaab0adadadabafafaef8b4afcaaae5b5b0a61cb17ae9fe3ad00685514ce92901cf9774f4804d5b0b4a13e60ff57ff180d6b0c136a82b22d3e5e1f645e30964122ddd3e6583fe158747d0e5842a7d37140d5aabf927943da0b34730fdce8a3a0642dc62b318223c95d2f885211c9fd64e044bf34d867dbb218fbb558f9df1af68b590068e86fb7eb211908d0915ef034a2917d643ebbeea44b818ed4e99fb35ca0348ccb42a5d8bc4779fc7352bc4dc489721021ab8dad52003f65bdd5af905910e7d2fa1f9d10e7d1c8917960b8bbd5225da4caf777634e5aadab6485330419915de2f6a513b597a7ce5d20ca26e209060975ff45e72f75bad67b00cd909a6a31f0b43ae9f905e7963b627bdcd587fc49943d2c50e2e60a3cd37e0945b205bcdb73f15489b56845079cf27384ad1d330a012db036df8b1729a6a337d6f9dd86dd7fbc5f3d931e9b7e68d099adeb279f9189cf1edfb1bbd08419c134f9d4bb4870abe2a1fed21fe369bf61ee7f0399a9ddb42509a93b97eab48736e26473f4b0dd35723ecc15113f1aace21d7d9f3b942e0b509fd85aad8708de362b32d1d89f33fc52c43b63cf4bfe8f66f79c5f7bbbe0c9e285d66771906c2d3c0fddb2e5ce482473eb7586ff8b67d35ef9fdeae979599a90a1daef8b04dcf355ab4190296b78516a7b77ceb5a7b7354f5c1dd92f7fd7245662c8608396c3329f2222aa26fad41065e8bfdd6a0a5efa065d7322dce31ead71ddce071fddfdd333a51916cbf832c9b33123a1cd93434af9df0c896d18b009f107810c510b9af4e2e3aa16ae91d107aae822a46b1aef8d8ef044f3ee8b474a5bafcb946d20d9972ec1332920d214893e5b89a4d14d6ab943f2883362482ce0b1b8e33bb4246b7ed17441ccfaef8ad6dc1a23c511b7eb209baae234be25e540b05e64231cb43cf6e3fc0efe617a7c5b8c1c2f223cbcbd60d3fb32f6e0de1f2c8e6b28626b05a375168c093cbd3d280e0207e3f947abef2ba64d44c6e01a06dde3a09e801ae50bded3c00425c7499dfb2fdb667d4958204ff3143cd2cf4839f1fc6157fa38c00bff3151d9c5ba07f36fd38a950f18da1c038fe48ba303e84d7d1232192732bfbd539f66efee0df520bab31632e1053f02daef8afea744f8dade232d2f3636d2ecdee6da3c47bdc43800f81e2c6afe1a7a82b941f9bb9a596cc8e52b00307b687bf0e85d08ab86282b93e34428afc9325f1103dd4370fc0cab4d8e8558c16a3ebb8d66893e562dc1befb7605b5c1e046494f5a8990c415d29d13cd275a7d346471fd805a67b356ccac288a2f9b07cc7f247bd1409d19b7d9f17caa3e274abff748664b35704363a6acf969a0efe5f5df5d7277fb139d75089ecbed7aef8ad690735b712093d0ed59b40d24ea8d6fae238fbe333473b9772ee2ed0fee2c62be98780e29387e084caede3f9bc446dbbfae892d6e064d3d7300bb7c6311b8bd6282c6aa4862673707e8b72dc58b465ddae12ebb218f0ffa6a79af346790ece2bb15f2f126c62f0bba4037afb98b83fda3d0506bcb5ea997934d403e9d7456cd38cdc85219c15abcddd87ecb84afb66ca5a825d5f9681e29f6632dccf6ccdfd83f8e991d4b6d283aef8acaa1016e7b4e1cb865f73ff047f5600129d63f72456650f18c7432ddf365a58982700d4fbcbdd960a94f7f35478b4359a534e380691d3b10fe9e395c4d4116979452d89bb00df3f2dfd16611e18897a6ddc224ef96118030256982f642a8a27eb7b6375c4e17f539281d64211773ca51fe641f732f4e15dc1d85fc0f942051790526377c642c42c52f5504f5677937fce596b6728dc96c2e805bd9d83d427c6c891aef8b04dcf2a1222f6ccaa52f6380e54fadb21cfbbbef933f5adcfab5fd8f1e64f62a341b42b4d7268a079b2c06dc6b604f985d0efec0ad8f2d0864566283ce1d3a990e6038d00a41d42ea386954cff82e8ed714798229613f6d2d6416fd0fe7459515ddf620837142b0270b6d835f3b6b063521af5131de089dad51f389a1f1f7765cd575128dd8266485da42c5e7cb7134e40baec7287b07066c49059c16220e669b41febcde33447fc9aef8aca7b59cf174feddc9214cc844469bb5b7b617c8218c4599c2cf5c391deb3f45de6e16852cd54b8e07a22e227b43c52dd198d1ea84b49df065fe7b4d36497bcf68b07b5872bae2b4b4354860c72caf8b66a8c6064c1134a17bdad0f88794e853d790fedce2052f875fe5cbf9bec33d22a816e35e9ca283cf161265a10e7badf1fd8a6f647f5d28f6d8ec9e86b1af5f8c42eafa4ec1a3f192732bfbd539e02eff3aef5a1b6c35533610525fadaef8afea744f8dade2070d9049f14abcd3fee9c152b47104166ffc8337443613ffedf3bfb7806d59875393f0b35c59f6b375b8615002149609277f6588bacb63e92ef04b222da5d10f9d61b0f88db1ad8c4a650fe4c9f98a3a4921204845f4542aa827c0fcdf7aba85f954a1df047378038844931d784a598f397feca5421ffbae7d14b015717861f7859f7e5408f89e397b602385559f76a1b1d6197cb1e0fd197e931d964ffdb039d75089ecbed9aef8ad690735b712eca2827424c80570597f87db0d1d5a000e09001eed03f7be8ecac7b1ef8df35fc9f77faacdd48767271b5de6aee81558126e8fe1f90618ef5d5549e28eb4ae7d0bea33a6727bc9da1ecf051c4843bd0ce6e5cdead3ee1e0e549cd1be50e5a3f7c9363c1bf628045072e79894b513738d80e92c0792cca65e62b84fbb5ad4d510d5c8060ce0addbceebae9c62c3a72b2964cb9dbe5a078a7d9810391999abfe87f8e991d4b6d283aef8acaa1016e7b52a2fd714ca315ed81be35c7fc385ee2f6c30848768df95148406c631972471e6b63d0478b8ae3cf10d4f2f3f67c08e32374d59cb2eb2bada809b597869f99b41e6a4e970d0b5481f3e65b8ce00c4e8162ce8b1f3a0005d982c6e2785a24441b1987f70bcad1a34aa76d60bba3cb26ec54abefe641df17f69ff38be704a55308c31e2c79bc270cea5c77c92f55213be8044dfef332d6ce51b8fa845998d83d427c6c891aef8b04dcf2a1222fb7c7b36f6380e54fadb2308426984f954978609c13eb319a116d1399b7e2c5bf459fef4ac4a015f926a6ec60903e5bcde7142e2d43b5416cb3e8f9c01d57f3a30ab6289acbc42c3ac2124991b019d382ea2d14b1dfa5482dfa8f08577c03378a158ee0fff200fe50d5e0bfcc7f7ffaf180603113846763fa3e35ab95ee90e44d20fb0a87c5af6d0bbfca6887cb25d29a29921f287b07066c4905c575ac69b51febcde33447fc7aef8aca7b59cf174feddc9214cc844469bb5b7b617c8218c4599c2cf5c391deb3f45de6e16852cd54b8e07a22e21fb1bd6f635fa096652296adf04b3a59aa3539e95adc706a1db8552cb8082d608211ef42e6f86fc43d0c4d285ef68a574dd5b5d01561a69b3a5522fee436f37d340bece65ff10b70f2d81902269fe7b7d33c75bf06c7348670aba43f381ac9de5122f5f8cea12fa4ec1a3f192732bfbd539e02eff3aef521b7435533610525fadaef8afea744f8dade2070d9049f14abcd3fee9c152b4b05f0e6ffc8337443613ffedf3bb00fe6d59875393f0b5946e04b5b058897c835929b8a3575f015798ed713e72853eae9f5ed4e05f3385824933c1e48a0db445809f92b5b2c3f9040edf2b984438b6897f8dcbcfaeaedc22643c89768db7911ce4091f4944cbb475fe9b8dfb565efeb8bc05b1886a6f9408f89e38bd442385559f76a1b1d6197cb1e0fd197e939b2e57fda939d95089ecbed9aef8ad69073620f096e81780a85711f8ab04938ba3d556f91bd8b87ed361e213d4e8dd3e762963c9dbc78aff5c1d46fc71fa39f04fcf53f7079ebc91619bee1c2812a6209442c439114c0a080a41065c9fd8aa66bd642b41c130894e81743c1c4f7c5e51e1cb47fad29e9c37ec55a38053dd072a57a5752311d1e77f66f6d44844651f58a371aa36c3910c6a3537dbcc8bae9c62bfa72b296a0b9dbe5a078a7d981039199969fe887b2191d4b6d285aef8acaa10185825011375675979490c62a3d630dd57f319d22060dcbf1ff21cfec79589c933b69d45918b193858fd677f1594747b3883268da367f12235bad86d6aa25dc65065760f34765a26532cfaad694241d512f48443c3c1a0eaf5053143ba717bbadf171b70b4ef10e8f698a45e4be5ad804bf0d627a0fcc8441b0ed3fe64c32fda9d75136bc58b096751275b8ef684718413be8044dfef332d6ce5ea47ac85998f7bd427c6c891aef8b04dcf2a1222fb6e7d03f96ca6846a3e10d1c5dc45dfab5ce1e82a165564706c02b3eb341b905faa356476db764d1ea91ff4afa95cd77433743c35db069c64ed437d889b3c4ac37e131b99ca66a30c9c4ecfcac4f2e776fba94c7770974d9235014ca8af3207790b3fe51f4e7a4c357d24a874502ca0b77f2050e7b3107ec581abc749713a423a612150f8a8a1c905f6133d14b71c19a29aec7287b07066c4905c575ad49f51b7bcde33447fc7aef8ad6dc1a23c50f6afc85d9aae234be39a6ae2c2962e4342862ab651291c1d30c4fcd99018bf251e69324dd794a8fb1ac2cc73d1ae360080bcde48f098c3489c0b8d7a6f2c249d825e749131162ec584bb6c52d1f904992c1aa7944e8a242bbb576d282738786ecaa44314d2a96b420186f97741e793ba7205242907b32cfd43176b4b58e90a82158a6040197b1ba922e4af3d09afa4ec5c28e57bfbd539f66eff3aef521bb438d3361053f02daef8afea744f8dade206ab5b4f6d2ecdee6e31b3901c92a4ea3cfe13b0d4292f58ed50bfc77940f6175771d6ee927d2bb17efb1c768aa9d4f2dcac6585cd93a347804a4398ab1567d0779c2986cce869b6aa301c2c1834a78440ce3a9845f4c7048bd42f0d5838d93ba567d5c2a22bd722d8b993872f6dd663ce5ffb26e375751aa86b2f7f555f42f12ecfbf5dfc7c4f4a5ea3a432a9ffbb50d8eb0cbd18f07e8cbebb9b2e4ffd6859d95089ecbed9aef8ad690735bcb6b4b558c566359747629794d3184cd581e62f68f85fa3036eed19f1e9b7e36f6dfde545cc141875c8fd2118478420e11efb2ce532c9c52f8fa45142237fedc434f036bc5aa47de3c0bd3512a7f64267aa3329c88020ae7789ef8bc9bc352d760dfb17ad29e95b4372390cf948626e4874477c0218161c03220340fbc47d70b769e6c8584b94eecf75f61fb2629fa72b28270b9dbe5a078a7d98103919998a4667eae991d4b6d285aef8acaa1016e7b4e1cb865f73ff047ea9d0b335a8a29edbe58945664c35c62ab5629172a1202e62c153c21ea014a170510af11b6e3ca8d11a79cd6ae01b9e15da05b4c7dd9e721a1a77d9743b69d016651c30591925013ff021cbd866296d849f284f3886879c568422a06e5b68b09501af5f4d761ea1c0313d06fceb86d3f75b032bc176799d5f4bf2f58b3d5871ea0b8ef684718413be80451f2f332d6ce5ea47a8c49d1f82d427c6c891aef8b04dcf2a1222c79b48744942b77e496069e6129939d471d239b1055871a226580e95a3c9b9ec8829582f34749133e245104b96589e97ca616f67b6d24bdb6118424dc3f7358107d0699c8f5c81286cdaedf50f2c0ac8722460b39a0789826bde0af3e538cd95b73eabc1991314be480bbff1950fdfa6569ffae96b0f5c1bce7b6509bcf40b9281640304e9e131c9041a234af4b7055e40b921f501b07066c4905c575ac39f51b6bcde33447fc7aef8aca7b59ec2c2539848ad0bc47f5d7fad73ef75bde8589abf5edbf2ce930698f81664649892080afcfd37c6a9fc1d96eaad8fb9b74e007a6532cb75681520bf1c6dd671ee45ec0553051cbbe4ffd3fe7086972686f93a4a0adda7480789bd7b4767ee79a13a58778d4dfbc05306d00186e63e7da47f568e05242110bdd0e24969466259e704c0146c97ad8e58a60ad58aa5bd09afa2465c28e57bfbd539e02eff3aef599b3537d33610525fadaef8afea744f8db0a65323dc1ea22e8070421b3f4949f2bb9eeca63a8af3db99f2810db9ec6bc0f23a5eb2f6a8f6551c6e693c3899e328abe44194e68240b27fe53661859e028d9b2dac2e32dc25492502e1c1f808ca52325556d8e40045f4c737efe82186d9f5ba82f62ab5c2d87bd798bab409f4fe592ffd90b44428ebfd53737b2eb2162adf525d603537ca74248f4a5ea3a432a9fe0c10d8eb0cbe5a683d197e939b2e60fda859c95089ecbed9aef8ad690735b712093d0ed59b40d24e6ea588a5f58dc35e900d0798d4d1e407af1a01aed826ae05805e15e171a33dd123235474ec6a42e3470ad2704240df021652da3b4f4f9b56eba38f90e84653999d96696861973d60b4560587662dbe29e748cb1f9525694ba6b702077049d744a330a174757ec087439808d31528c78a4c99d92f8fab61679f5ea71b4a5bceb7c475b4c5874cfb28270b9dbe5a078a7d981039199985be8beb2991d4b6d285aef8acaa10185825011375675979490c62a3d630dd57f319d22060dcbf1ff21cfec79589c933b69d45918b1939b8fc196a1738efa8f750dba1bdd9bab41aa63e06aee4b801d0acf1df024c7c84de7fef0def79e17c10e5cffc64848bd2e8a8fdb9468392c83309f78b8dabe9ad14eff02f25f2edf8b26d5b805fcfceb8667af5358f296bcce5df136af58f745871ea0b8ef684718413be8044dfef332d6ce5ea47a8c57d1f7ad427c6c891aef8b04dcf2a046a7c7a07e8b6c945ec3a335cff1d219e57a59a8eb39112f41fdef4116e419247f0ed97afb4398c9b0c9a7e1a950d64883124f9fe29e89d1d70b507208970aab7c6e9aa519d7ed24f7f341c6c2cc43a01e5d4a039c4caa854f411148ec253b7e54c3f0c317dc9cec055b2a0d4fba064cf767bc2424ceb536f2a9de7858304934d20c1ac1d35e9e131c907f9334af4b7056640b921f287b07066c4905c575ac49fbfb7bcde33447fc7aef8ad6dc1a23c511b7eb209baae234be39b7437e002096ce42e66c8556c9541819688a071cab62fc58c8d0f5b65f5d7418d01666628f2eb46dc372f7207e597d63a8c18b9fcc871bb4fea060689d6f170e09961ace496c63b124b698a51ca2a083beddc508fb3589de148251ad609d448172d1be7ab181496f42bd9d6cf80234ace6e361d9cc5faaacbdc252c71d391746043fd2fa26d6324e57bfbd539f66eff3aef5a0b351c53361053f02daef8afea744f8db494b5901a7f142378e7765c11c75a30798b1943c27bb8cd6b1bac789b0e372ad1b75928ecadbb9aabf65f2ffc81f909fe07f744cc17f8ade9327aeacf0772402129de63853706f8ed16d071938443b8acfa87ed7b3068190f00d680a05eccb5d409036f036e66813d447e3ae63bd66b299912dbade9c0a1e9a1002f787218dad8976357353a05bdf95ed808e1548bdda86c75865f2d341e8cbebb9b2e598de856475089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffdda668ed7df8218d6b42277facbc5e85b1fdcbb349ff4dc137fe9cbf8c0b06ac06a9a852f160f0fe33af4b8fc3d74c90d348ab8c56f1ac00795b7c51e9747c4e5b694f4b0eb0c8e639d126e869037e65df1231f6dfcbe0d090f03aa7644c17bba75fff0885e52de75eedcf0c629e0f2b2afae9757e5a078a7d98103919998c068c6d2991d4b6d285aef8acaa1018582981fb9599a362d7a7211988078701323b5e64a078d7449f71e0a5e058f4a1f30ca9215d72ea3b5dbc84581a87390d67ed1c3885d6d357f7396993ef1f8b831079f6df010a7af8b1f470f2709c27f70df65a4174b6df25c77908172ef14d9ef6dee13221723b362675b43f03a4b5b4582d520ef184f8d4f68c40ab24ea2b6387fe0597a359098cec5b4e4dabf4ac9da8f3996b54dc67f211f077a8c49d9f7ad427c6c891aef8b04dcf2a076b47a07da6d72712a72ebfaf5a8844e985bab668e41539bd6bf73adffef0330190cdc632ad6eb30cd434f62d03714453b84eb19c5bc253b48bd4c5f15aad60de50411719d77f658f3b6d2a4daccc8ca24e54e14775df6d27ce745036606a986fa5cad742d0cc7febcb5cb40d5e987d1fcfe70ec03db015341d8834e79f731a2d72bc7e077cc175909850bb49421bd4b7069640b921f287b07066c4905c575ad2e03ff7dcde33447fc7aef8ad6dc1a8e81c65988b36693fb7f63e1d655e2edfba3e86f32fe2b8fd7813e8818f6b99c0a0d1fbc34f2c502ac0fcd507a1b432decc4bc53d755aa7d2ce836ef2ef8fe92a673f1e2a1c92bdbd639eacc739f2efc3d88d70c86d335a9795d9877dbb5d1d1a7e0922173be32855a929a81d43da4eaf68fa38c6ced4f33c196ee941d1d78d90fd624aeab38e050f1f492bcf426534832347fc28e57bfbd539e02eff3aef597aec1fd3361053f02daef8afea744f8db494b5901a7f142378e7765c11c75a30798b1943c27bb8cd6b1bac789b0e372ad1b4f2d3bca6b40d2a77cbdca8b8290e719a4e6db0815313ff48f0cfebafc5be00794eb67bdaaaf49a3e0d66664c198a2331dc31b9a04d086aaf488ad241c57ba86586ad06ec4f3df1f3dc75d798ac025b7559264063397046e6362bfc174c8ded2132dfa9e405bdf28a5d08e15566c1586c75865f2d341e8cbebb9b2e598df076375089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffdda668ed7df8218d6b42287596b82e2d979e2ddb1a6c94ecbf36a79b8b379384825b65d8a29ac74bca6868407dd327c1259ddaf0172947bc13d2e96ca49b7c5001e52a53d186561d271d2f365e7a40e5e4d062f0eaf56e968069560ebb2f6ca0ce9f19c0b3752df58eedcf0c629e0f2b2afae9757e5a078a7d9810391999aa068c7d2991d4b6d285aef8acaa10188f40f85cc9b8e8a7d3ab9f0995b450f6099b7a3185d06ab64ac3b5efaa527c98cce3c8b6dcd02047b41a2d0f140715ae63b6c872b6e1dcbc175c4096900777dfa1af43f8a4d5eaeba13a9132986a872e7238b8b6d899705cc800e4c538c243e2589c56c5d06a24fcbe80bf03d32dc4ee3eddca093e26b5ac3fb8eacc604be62f020c31454650c134cea5c77b423bfc13be8044dfef332d6ce5ea47a8c499a13ad427c6c891aef8b04dcf2a046a7eee5118b6c945ec3a335cff1d219e57a59a8eb39112f41fdef4116e419247f0ed97afe640b072f0422535b7d63e35716d27316bd408a68d94f9e252787f0315e55b1209169f5ad272b8b8e148330439eb6da4fe805c2200bae316278b8fd6d81481484ba1684ebfb80d5ebdf9c3b2513f94f731240fa67a3b6f1543b5eeea30fc0ef97febe130a177f94d127ff70696593921f287b07066c4905c575ac2dfbfeedcde33447fc7aef8aca7b59ec27a770b739774af117375455b9afd04f4239a3e5fad9690d400785e140cedb045e4d79ab76f79f79c5ce2b4be6b93dbee74bb1e8a6a2cab605484e7782b3e4d23e7e633eeb81866f5d9cbf58363518a9c0a763b1b4cc82335a1e08a66ce004a45abda58c821d3146b582c4e0d97e9a6e287e8e31b3b53c66ad477c562dd75c6f682c4a5d1c61c0a1e3e94733d09afa20c6324e57bfbd539f66eff3aef597d341fe33610525fadaef8afea744f8db4949d10644af3a337e571dd23c75a30798b1943c27bb8cd6b1bac789b0e3729f3759928ecb2d8551a7a4606d20d35ad5073ffe2f5a53f6758ca60e65a4bebb63657d53975a25883bbe8dea5a0ff22c746bb930e9e9c028140a2dd3821499f29bd4cca4093920f977f54f3885afb223498c2396d1387d80c9c3516a0e10ab7d2f859e65fab8e3d85f28a5d08e1548ec15c6415865f2d341e8cbebb9b2e598de87a395089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffdda668ed8302578d6619dc777f058aba4bf3f4389ff940a732ac45b55301085fdcfa56f7d36a3cd4f2143260088880ec0f6276042e318f0f0dbe2800f2c744b9215854a7a58758644e3a580cbd019c18b97e67ef8283303e590d560ebb2f6ca0ce8970d438da77736eedcf0c629fa72b2afae9757e5a078a7d9810391999a806ac7d2991d4b6d285aef8acaa10188f40f85cc9b8e8a7d3ab9f0995b450f6099b7a3185d06ab64ac3a8c20a4cf8c2a132c0c84d6a62e643f013e723a157e7346c6033f903f32703ffb454fea54225030e6619834fda78a3a9310fe25b17d245864b4d58e4c3cc23efc7f30e19cf89b1451f5d5dfae85f583257a20945e44989e8c24465376278df1b4c748ea8daae3f8b856612b3a93585c77b423bfc13be8044dfef332d6ce5ea47a50599a17ad427c6c891aef8b04dcf2a334e8487a769fc40cd2a24aeda16ccec9884f4656066fdef682a1d7181d89c5e43b3fda92de90e5337bce9662fc0fecade5e5547ee7fe0dea939d715ee3703c7548fcbd7f0eaec980557fd7bec3b478ef1fa945016e6f7088142ed43fddb2609d8f5cbe9d9f80a442065040dcccea7cae4dc05d09e3363b09f48b07d70269d0830f2fa3f0af478b5f09850ba44621bdff7069640b921f287b07066c4905c575ad1e42e2ebcde33447fc7aef8ad6dc1a8bb4bbb53216f532599a50750b25f8e9a586f85cf02467418a6567928fec2333a0324f3ad7f16453dfd1d7fb673abcf789c02f00589430d3584a0c32681c79d443985dd61d3cf2b27a3dfb67086b9a3ac9d038a16a88930967d8a3bec942ed16c338e3a66415528e251bc434ce0d1f84f90256102e9d9ec589302316f1fec3f0cac051c9b2ba2878fa5185f426534418347e324e57bfbd539f66eff3aef59fafafff1361053f02daef8afea744f8dade232d2f3636d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c5595073647ac2a77cd1515bae0c0b9404474309349ae6d4509a219c357627c1cd43f7760df08e715546551fe574ae8682beeadc574a605ad0499cb765a4bc767de483e54bd4afe40e63c351d742a5aae44f79b6ec9085e303a6172f7a798adb2908e1f65344d219548ac1586c75865f2d341e8cbebb9b2e4ffde95a395089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54a0a09233033bffdb37930e72e6f4cff4064f6c638a5c789fd9964cf93736e3082dff320c26512dde3ca4fa9ff2ecdb29f195ab3856b82498054d26f3aae6eca92b46195876a929eb5af7a361a1fffe0f3c18b197e303d17e320f6fa91e2c4e1babd137dfee9b13cb76e786314fd395957d779d5f2d03c53ecc65b919998807a45b2991d4b6d285aef8acaa10185773315b85a6055e2b0d62cd4cbc798b61f58070e2d96c3b1f554a28974a044407f0d4c6d10bcb923dbc1457ebce1649f11c89bf8aa066a4bd8be1b6ecfdf25804d31dbdd87c6217a58f3b28f7cfbae53b353d01e147084819ac30bd33872114f68faeb7fd6f4331028c4412e279c461c0c48986eec4f1cab39e845b60350aac51c006d56c9779633b16c7336afd2d103499a16354dc67f211f077ac7c7e0f39d427c6c891aef8b04dcf2a3347e2801cfe247a4441b267cf0a7dce649478741c891e5cefcd58c52057bdf1772aabe6c20fa5761c28d38bf8885df8e954bafa1c8b05e561edaf553615064144b20593a7568b31e3d69acf0bd5e6d06bf8c92a7cd78748344fc1e9187802c4787c85233bbe8828dff821ba8b1815fdd450460407b63b0842184409c499bd63004e3f03c520b650bcd0ba44621bdff70696593921f287b07066c4905c575ab4042c36bcee33447fc7aef8aca7b59eb6461054056d8c1f02ae50a2d0387fdd8a2cd6aedaf7f7794f0b798bab28773957152d605b57f8e55f447307e922afc77a7519b6fc4f859e4cf62daf1deb961d107221a1a228417bda7837292e8d57cd4d624c95d61d6a34468833657661df6ea176af603e3669548946b591310b0c39ae4a2fd48fe8205d3b55d5b969298151fd879238952d0aaa7095553a24af0ea12fa4195b76e57bfbdb24e02eff3aef59fd3afff33610525fadaef8afea744f8dade206ab5b4f6d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c561aaf73897897eee7fbdc2bc0cd87b12f848cc9dab35d919096d2d36be11265b28e2957db9c68de7f51cb5059a26c9b989d38db6140480f6359a5e36399f8dcdceba13cf4dc6aa4be6c27c98c300985d46a98c9c4d67f9d39b82526b8ead80a66985e3ec8a5dd219208ac1586c75865f2d341e8cbebb9b2e47fdeb5a394889ecbed9ae4f676753000000770100000000005ebc369803000000461d635d32aeabafadaeaeacafacadadabafacadadaaaeacacadaaadababaca9adabaaadaaadadaeafacafadadadabaeadadaeabafadaef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffddc1a051830256ae72967246b33f5e72e671234feb39c5f6a05be63073dcd0115bb1bdb92b725241eec814c6baa68400494af7bc05c0836801e75595691cc32f3dc2c3a078b6e8ce56bde8ba6ba04d062e5fadb1a6e0c86e97434974decc589c375a64214acd362793e9788661a3a72b282c39757e5a078a7d9810391999aa07a05d2991d4b6d285aef8acaa1018576e6306c1e38a8463c33c753c18eb277677cfdb3988f6bf051e16ab25a8ff14fbea168544c90bc280b5aa03480550bc21714666b5ca765f37d1142cb39af74fbf297d014fee13411ce217b090585adb2ac5dc3308fc547fd9fcac41a67b8aca09e8f2b4f8e9e85f3abbe06329a53d4a9e2771da349693c877a3ea4d5c520f64a15acb854a8bbd3acea5c77b423bfa13be8044dfef332d6ce5ea47ac7d7a0d399427c6c891aef8b04dcf2a3347e2801cfe247a4441b267cf0a7dce649478741c891e5cefcd58c52057bdf1772b7469760a746dbb50fa66c48e8b80323cbafa0c9b968b7bcd3217b6183d426889a3d90986fa9078588c9cb45b673a01ce86fb735e4dad36bb461e91868caa9539718fada0a438824b477a1129c5fdd47f26100f6c12875abf73a2c499bd63004e8f43bb20b65f4b90bb48521bd4b70691a29921f287b07066c4905c575ab4043c3fbcee33447fc7aef8ad6dc1a0dae033f51e5f3261054f82bfbb00f73f098cc767e6844ce266b9c7c125a058717bc2adc00722923c09db247e8489074e9a24957a5495364beccd28a7cf0a2531b276fdf389194c1ef03bb7806aaa58932598bad4688f046f51ae0025b6af549077adb02190a94f23e179f8d774bb7869a8e9886b5a35980234ce353da990b03e1a5aa22a23cd10e74495c87fa5f49d8347e324e57bfbd539f66eff3aef59fd32fc712e1053f02daef8afea744f8dade232d2f3636d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c561ad0f08e2494c93523f449995ec29bf81d475c56633c73093ed282b338b5a97f82cf5b82266f882e553a17ea0d1364dc9963dcdc5a408faec6b32ad1950510756e98001e11fc6205a7519b5bfed8b09597ccb470ab085282eb211b5401abadc5585e5f90a5dd219548ec1586c75865f2d341e8cbebb9b2e47fdd936395089ecbed9aef8ad690736274ad894a30865f438caecffc160e9d3c023bec071704c3ad99c5c5764c4c7ffddc1a051830256ae72967246b342c54d8ce59666614dfdad0775623c9236be233eff22546dfa2b90685b33bd2e6073ef74d6942d1583bdcbfa05979ee0f9c15de358d72db6078ac056d018b66b004b2d467d2670cfc5b31a945416e527e1c89a4424cc1d03352c27f3e9788661a3a72a902c39757e5a078a7d9810391999ac0ea45d2991d4b6d285aef8acaa101857732b43d2aa055e2b0d62cd4cbbf9b5ce52b10c5bde6d9df12a183209713942171b0c33c78529d7580adcdd8125ccc9b0542e67bea443953d8e0988b79d36950751637b03249f07ee790bd32a0064679e1519775b137278f45e1a6d7e4c9d3cfa086826eb4a78c10858f25d0307f3214a5b757079800abcfa63bb92d90e399b2d993b35677a39098cec5b4ecdabf4b49da8f3996b54dc67f211f077a87c9d9b39d427c6c891aef8b04dcf28f17a993a6a92bd8ebfb467c426f0e09a422ba7c82a5822690e6e9f4812fb95f085bf02269f809515e38e79b52dd0f3337294cc7be36c291cfd4ea7063c537ec6b65bb51da43222370de9b450d3e1ccd511400de9af2f7b2e67e0f489d6d559e8bcee191f35ff243f821b407907339a03ac6aca4cb1caf7860fdb4f08bdf0ab1796d88f4ce5f38e3f4e2177f9321bdff704f1a29921f287b07066c4905c575ab1e3ae40bcdeb3447fc7aef8ad6dc1a0dae00329dc3d3261054f82bfbb00f73f098cc767e6844ce266b9c7bf59d458717c08fdfa8be61f683754ebfd03140b8e168d9645c75e2cb394f5abd941e387851f0f8ac44c1db91577538835b21982593aff2d4688f046f9f3708a6d8528fd08e09e1c74c573c3fbf511f87d0559bd440c7a4a0b0d7e1caba0e2455c3f0b9f3adb36d5082ff711d11c9036f5349d8347e324e57bfbd539f66eff3aef59fb7af971361053f02daef8afea744f8db0a65323dc1ea22e8070421b3f41f7ac011c4ae2e0185ee6ce26dc528730f24b4ea55a8feb17408afbaaadb33795cd8b2775ebbcb32686f9d565650b713dbe08521adaf42edec3cdac08668d4df0403715f6a98e85d8f737f1c298c15dd80837aef854ba234eb551da967de58389ef42aa4115bc1878fc2790c59d00ef77148d546b60059e21789c09a2690ccc8fb44852f5865f2d341e8cbebb9b2e587fa23a3b5089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54962b13833ad50b0177c8bf27f4ea730f8c2494a079705e8351e4ea516eb6c804726fe19cfb33e51301a20292d389bcf979ad80168ac1c3a2c510079afa021439f78776da77a7b0ed6d018a622119c8749535955caadb4d4a2803a26f661aec386ba067a565a913fbf6f8d430d1d39524b5079d5f2d03c53ecc65b91999ae0e84dd2991d4b6d285aef8acaa10185773348d4e52055e2b0d62cd4cbc798b61f58070e2d96c3b1f5853d09756a44007f0d4d38a6e5604cc5b30f3cd4fed510d486ce6d243920a25b940324f5a1ace1ebde63b46437bc08d3debd7b085e389e3a7237b2bba6c638a1df9e170ee6334bdf22a06cb469504c208c7e88c26035be3edda4adbf210f825c4e0de7cb446cba3db9a0ab5acf5133b16c7336aa4a9103499a16354dc67f211f077a83cbd8d39d427c6c891aef8b04dcf2a332f3af91e2531781c409680a595aa9fe915609ad16534d5aef76e40069690c4e70f0ead622ba8ec9793c16821903dc96bf2ba71f18964438f96f46c742a534775aafac3d0836ea2e5f7010243dc3dcc55fa8c6bcbb5a6dd74ede49b3b8e06fbe13041662b7d51fe086f73af9a858d55007de3806e448114b6b06bc6d2a03bdca8f4fc481f9782ea17488da21ffee0ac3453243ea0360e0cd8920b382c575ab2e39e37b8deb3447fc7aef8ad6dc1a0dae00329dc3d3261054f82bfbb00f73f098cc767e6844ce266b9c7bf59d458718a0b9dfc9a5d4bc2cc4e857d3ddcfbd447a8a2ad2851888e5212de86317cb061847305f08395211daa74c45ddcaad04b273175f3eff14a3f9c704f14868959dc0213c20c4556249fa5a633c15ed76bbffce2baa2db9497d39b2ca213c5f2bce9ff2ea4c70ff70f9d1cc0ff4534832347e324e57bfbd539f66eff3aef59fd3afd73361053f02daef8afea744f8dade206ab5b4f6d2ecdee6e31b3901c92a4ea3cfe13b0d429352059adffe64c3411292f25c559521e6c0e93b4c3d618c315fcf417fe82827ed3e2a790758d0f8b711378d5077bcfa2fc34c376522c6c381bb54d13d8cf8e3653df1bd3d90f1b6be6ffac8a5d16d0fba8ae4a5e659c6498c10a9b0f3e00e3d826cb3a01def082c27f8bf3ff1cc2f2f95344d219208ec15852f5865f2d341e8cbebb9b2e4fffe23a2b5089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54962b13833ad51c6ad3c8c7b5e30953e2f9afe9a86ca4e816b6a3dc83310301d1e31531fab3db323a56f745ac5aa5a3ecc2954673a018d793cd682fb5c29f950e175a34d166bd9605410625a96f0bf68c53547776408e1701e2bf7a24ce5dd152775b8616ff0d2add970fd930d1d39524b5079d5f2d03c53ecc65b919998e06885f2191d4b6d285aef8acaa1016e7028cf11e1522fb1db53c9a191db671a0cd3d8b4fded3dc4508c120ba07a2220bc6495f5d5b555d6bf1905530f78f43864f0eb96880c9744345c52d6d68d9a5ce90c40c58244c693a50434e060ba450f8d7c1a37864ff07d52eefcf0b87739f4ba587a47b0d59a68d203b41abb5249d14fef26761c1a98685fc41f3cf5f361b443ea78d416751e97b8ef68475a013be8044dfef332d6ce5ea47ac7dbd8d01d427c6c891aef8b04dcf29991ff3bb2f79c62e053e1cfd1f42278629668242b44557652850d92590d1872143ea39f181db5374448e8a0d07e17a9ad2565eab5c702d2307f87cd760406efad469091fb08c13c8382f0a5fbd56a00adfcf7a3445c740333b591f0e6c57aef84e68ccba98932fc282797e41faf9b35c31ca38069dc836e9f78ef7ebae19e1d983539208b4fd8066488c437a96e09e3453243ea0360e0cd8920b382c575ab4039c389cdeb3447fc7aef8ad6dc1a0dae033f51e5f3261054f82bfbb00f73f098cc767e6844ce266b9c7bf59d458718a0ba22e19a54fcfcc14a995c5b51df2ecf3413eb2102be209c3aca31f7381259efcacd942d80cdf1f2d841041239039fabcaff2398e1279382da5e4fa1f8f52eb30080a24739efc5c30cf78ed3fb6c80325dc53b3609ea698e8657ac054a10848d90763c201112d1cc0ff4db4832347e324e57bfbd539f66eff3aef51fd3bfcf3361053f02daef8afea744f8dade0f7b5dbc9df9e3d7a804d2dc51bbd3ceaffe7e84f0c70c397ac9d8a71443abba87be7e9533879e88950399c2ab490c7ecbad281424b4e414400d8782f30648923b3cb9e6004f2c549c9b1118d0aa53fa260d38f8843c542f6859de2a62330bbaa623de07cf049291105075dfa7d60ad6766ba638a2fb0c6ce8077a54c2ec8e2fd6c651aa69c09a2690ccc8bb27852f5865f2d341e8cbebb9b2e57fde119a95089ecbed9aef8ad690736274ad894a30865f438caecffd3b14a5b7b400bb380e6709fddaad8dad3bafc54a0b1582f033c0e0fb6e7d778c15f5275cc343fdfdfb4c73e5990f2c6677c3a6091584abcd87d2185d6a28ccd21d7ceb4a50a570ae77a339d1c84219bd291a1cfc98655801ca1632b680ca2777176ece2cf68f6e4bb20a52a5bfe0a24ce4c4cea6f1c8616fc492adb030fd930d1d3954813879d5f2d03c53ecc65b919996c0d695f2991d4b6d285aef8acaa1016e7028cf11e1522fb1db53c9a191db671a0cd3d8b4fded3dc4508c120ba07a2220bc6495f5d5b555d74a7b2523b8edf3f0d602170822984bf4a5e2a7affeb521693865030f65a543d7f1406254236591195d5719c77d89d9bb7adfcba1df39e5b7384efa44f45060d5922e66ccea5c4b27f316fdbd51f524208c9ad382876c9db5134a78d376751ffcb8ef684760e13be8044dfef332d6ce5ea47ac7cde0b01d427c6c891aef8b04dcf29991ff3bb2f79c62e053e1cfd1f42278629668242b44557652850c1982cc9cd0d15260b98d3db247a2a568b7c034877ca9a4042c5200003aefd5bf4c94059f7b06005d8342d09eb3a35b364bb3d786a55911e52939d34456caa98668daac49722f27e345d4fdf8670bf20fd84f3f98e56c3701eaee5f87cb3c91ec0f9ddfac43d0f780797fa7066488da253fee07c3453243e50f60e0cd8920b382c575ab2038c3898deb3447fc7aef8aca7b59cef4bc31b663a3c0897206b4d3965ffb8ade6e5b41ab5830bd50ed9f733fb6bd3545be6ada42ef18c98c75e62d69c15ff1033c5d0eedfe3178811a2b43be183e70a270cdf023b0f9a666936f9ea9b14d8189637105c853f927b1d3c60b69790a920c6a527fb2126c1f755b9789086d08f0f4d24d8820a480c6aed04e89a284a35ccf6b2c771ad5863fbf4a6fa46d1a3f192732bfbd539f66eff3aef51fd3418f3360f525fadaef8afea744f8dc5561cc0ceb57e86095734a8a94c74d9d652a1f3376d7356430c168ed3b9ae33c09cb27099dd55a1277d636aa283d4edd526db601b1897265fc95b39775b2e744c2239e90654bbd270d42d312c5afe252367718e5119e6f7b787a8cc98ded62e68fd7392939926216c921c1496c9c5cfec0d7d63ad855bcfbfec8e6e09e825e17fed24b1627e29a2690ccd87b4586c7cd75f2d341dfcbebb9b2e6990223d2b5089ecbed9aef8ad69072f8df860d5704a6a453219977a5dea66c01a4b60635a384415ce3491e8b3f970c23c1b20fe1572c6f7a4272416d7f5f9323837d4b4b4ae85d218d19ff1cb378d3a664203294682148b4a71e7dab2b8929dfea60b45606867b67c897c3fde1b0eb5bb38c8db1718b1a050f35509bd0b47c6d412f4a55295250113d2fb52589bfefb9f0c2df4ef324b2b3ea661a20f2a916a09757e5a078a7d98103919996c0589812191d4b6d285aef8acaa1018576e6306c1e38a8463c33c75388e8491fabbbb6929c2d1c301a0ffac5fb784930796a6fe800f2229cd7bbcf0a6739f0599b0012d4a42e167ac3a015ce718c78175b5ce638cbe6886c692eec0c8017c9fd32756f07c1d38caeedeb773d88497cb32d542185251f1721ac54b33aa18b215d64bfcf547d490886de34d30bdb62605af94f1cedffc6752e3bda11dcc09df40226ff9cb2d6ce5ea47ac3dbd8ab9d427c6c891aef8b04dcf29991ff3bb2f79c62e053e1cfd1f42278629668242b44557652850c1982cc9cd0d15260b98d3db247a31be6b7c039dd121fa3d3afd20021429f1e3e07d6f296be6e26b46f5e582d36c8c04c3bd82526df90783a74939d194c4f57b469f3baed7192996d06797fc05bee86337b0abbf31ca09a51bca476a808bc79a6efa3fc37f500f780797095066488da3dffee07b3453243e50f60e0cd8920b382c575ab4039e3878eeb3447fc7aef8aca7b59891830dc8ac10144d76d09e08823514db874e061aa4d7ee9d68fa3abd531df7b7b4ef0f0eada3c9b5343f1997d8c81351e5e3fd6bb8f727c98fcfd408683eb68ef81bbf10186f4b7cf0e26c5e3b34f4bc94eec1da7c5f03dd7b50b82da5f369a5d23f277b21711d61b042dde312403e19905185b7292f85087e80d365b474f757694731e3f2ed5863f83fd2fa46d1a3f192732bfbd539f66eff3aef528cec19832e10525fadaef8afea744f86d5215285d402f5c4e89c368f0d8d8ba996ea388e7e6406a86aba1db49fb4513dc96de92e4296399bf3fab789930f1789c83b6315c870289ae67f3d3e3109132308d7253cc0cc4a82dc043e7a677c781b4e0385d0dd19be9f37181e95b52c07b5b1e233530f6d97a42b4bc1f201db31f1c1b8f74123244a0e1cc9050b5ff09f9c5f5351627e515b690ccd6ac5c86c74d75f2d341dfcbebb9b2e62802241195089ecbed9aef8ad69072f8df860d5704a6a4532199779c6a49e00f74ab60b2336177473f85c4250f75d3422f7c4e00b2a827850cc3a0f1b938291f7ba7117948c56205e17fb7c60c36c465ef2a71cb7075234c17204f188f2e20b456078b0362f8a020ae84b87fad761d615e719d9d2c0d7af3287d9483f571dd9381cd68c8aa60123d3ef95c485089c1ec93f0dcb74ec94db2b3ea6618a0e53296a0b9dbe5a078a7d98103919998a4569812991d4b6d285aef8acaa10185fcad6f88815374292eede0d17d8572f6d445e319ca1cb47d846baaaf0dd640445b2ef088d56725549180cfc83c0868e3b63bf510887ada8229bf21c793b5160064cf622b41915f323feb5f5a7b7722e8d2c1ce3138d923f382f4f380e6e88d2ee099381ae07c5e5697519ab2f9febdbe93fbc98f3486490818ecc33279d826ede5654f1c3af5033a971ded08efe89df40226ff9cb2d6ce5ea47a8b6e20ab9d417c6c891aef8b04dcf2a330afabea10c70130a846bd29bce311f64559bdc309559f1202611dc2b96e039fbe635e552c624f3fffd65277c949c5102d15ce8e0e06f9a5d2a4b20115532816f772d283f7262528fd5817b03e8050afcfa856baceb671ca432c6f39c2eec30f270588c57ecf1723f0afe65972afb06f57b5b33301a47578f3bd9f4cdcee20528f804240950664a59a3de96e07b3452aabe50f60e0cd8920b382c575ab1ff8c7778eeb3447fc7aef8aca7b5989182ff48b254144d76d09e08823514db9959906e6ea855e2382bdc7d84072b71656127566b8654a2c17e23bfb84b848b6f14900bcff19546c17551a2266dbe2d04aaadb3120bf2b7c25b52a81f14e9d9f5fd8e26d3d33a0df26cc8c670eafe936f4a4f5a768c0e2f34fc66c5d5214b807c3334845caba0df4e4f7982f6dce8324b78d6d2bb4c1679ddc990ff45349d6347e324e57bfbd539f66eff3aef520af51e032e10525fadaef8afea744f8dc5561272ae634821b60164e5171f5dda9c417bb48051a83576b9dbe275bbd0115f92898519af07c3cb3190f825e61356c3f61b71bc903715a1dafe28c840297f35fb0ee1f8af3dfdf74af3a01f2e4490c3eabddb54c8a8ee4f512e297c10e3d6d1b27e37b6e3c1cb30152b489aca5d84ed988ddb8738fb3123c6a5e07e5990af4764f315b4f79315f95e0cfeda208ec1586c75865f2d341e8cbebb9b2e6b02213d195089ecbed9aef8ad69072f59800d4ce68d808c0dc6d18e65ceee4fa83e7d66bc1f7967c252a194aa8b970a67de2f3af706df2beb3b44e3332bfe21d90456f43c2ee450536ca56eaf2aea1d2b703ee22c16c1ad7d8bf063a695bd445a40fb18ece5cdf8882f86e8035da0a0b5ff4b07d10aab8ecaa554a703dd666e251876d7742299f5ade0b976a73e1ea26fec450c36b5b14e6696569668c3141c12916a0f3abe5a078a7d981039199965fe69912991d4b6d285aef8acaa10185772f4c687d5f5670d5d648e0b5edb4a35169869729c9e584484d0ba9e6491f4462b28c4c47a3162503c171c1f14d2fb0633270b117701070d23f8ed558a3e3408fd49d76d01848be3bda87a8e177183564f58508760e349468bc9c1ac8694af3ffe022b9d558ed492c97c906ea99a919527f1a642a230dda5deb16de443e15223ccfd6bb77960d7ccec5b79cdabf4b69da8f3996b54dc67f211f077a8bebe0ab9d017c6c891aef8b04dcf2a330afabfefcc43d5a1c4a1298d48830a870a3fe1f0c942289260b3060b32188f270652f82f104f1048ae063828fb86965a88a16d0af77549462a82afe24f273df3fa023894b9ca6a7de4e7f93186cea29067696afdfde579ef3ef6d56880a757ac86beed2ee41d3eaf6fc2188bec0b8fe645b4a7d5cfebc64f227a1c360c1bddb89ce10856c082409510ba52cd1efff70559a29921f287b07066c4905c575ad2df8c6f78eeb3447fc7aef8ad6dc19484f99c77882db1bfd838d5fcd355733165df7427f579bb6cab356b313fe9951a30a3d594288a309253cc63bfab6157991ef7e8c0c6423aa6e90f0333e6fc511e4845c971f08e1672c88f19db2c4a0f724c96d56d9aac386b41bf4df9b71adf5eb275e99bebfa66ef3d7aa58a325370b4cdeb3dc5772e8101767b36267f884b2e256027495ddad1fceee4f87fa29a2ec1a3f192732bfbd539f66eff3aef520b354692ae1053f02daef8afea744f8dc5561272ae634821b60164e5171e7199a485d9e42338a945530c33f96efffc482b25093f2b5fa7551b29834b0099f5850dca0af8254ba1ee06ee716fc138854a398188044dfe5eb67bddd577aa1f60aef9f6d4d83c998f414434c1125801b550162c9e3c6f3097246c3163e84f754b9db311bb749fd58219d012a0767ec215902c7faa6b1629ef7e49a20470cc8fb4586c75865f2d341e8cbebb9b2e6302213909d069ecbed9aef8ad69072f5977c85a712d75964004c849dc703b58ea2463257c0f485db68f46f390592a876b50becbe462d67b7253da34b1c6ec3a1a1100531be84b5b06b5146f93b77929cf5f498d7703b343661f2e8cf14daaae5e6a29451bb586a9dab9ae68405e31ad6eaec0763e8ed13816ffaff3765d5b2804bb10e71258f7ef158feaa79f4bd21511949d8c58a495db1b4b34618a0e52916a09757e5a078a7d981039199985bd8a216991d4b6d285aef8acaa1018576e6306c1e38a8463c33c753c18eb277677cfdb3988f6bf0592716525a8ff14fbea168544c90be36c00a5731c4c099bc267029e4fb04731c9a7d84f6a7ee91bf292d521d4faeef56381205df754e277fadbeee5a6e938efbe73a8f939f347751871c9dc0d6d2b4b3347e1d28d8ae8d172bd6705ad1a5dfcd485efb12b733bdd508daf45470a3d40cea5c77b423bfa13be8044dfef332d6ce5ea47a87ed98ab19027c6c891aef8b04dcf2a324f460da80bd63d9dd40b1f3e0d6915fe7fd5adf9e17ffafa0220d234f2d67e2518e5426776b95b22bbdd40b28cde4942a61420059be4b7698c099711e996b02fbee824fcd1f22ae592d32271f160006cbf3e4bc674c0c694eb1be75f2168626195e5f78eda8c04d74a2a122e7b00d38f887a85a03ed0796bd820943f34e7ec92295e9ccb753c664a59a21ffee07b3453243e50f60e0cd8920b382c575ad4defe2778eeb3447fc7aef8ad6dc19484f97a0abe40da3d8e9449894b3465b2b1131dd352e62eabddd1cc2c7b7cb3a9bfa717261d432c42908148cb4fd5f8fa8a575b98fbf0aa5a9a0a43bebc7acc7e1fa44f09946fd347bcad5feb0e5d27c54d4d390a60c54f2ec50dd132f4168f954609251f8bd4cdf4efa65e69cb2022cf0f4488bca330c30cbcd486f1b5a2238652b3dae68a2fe3a9c1ab0e4f81b7a9a20c6324e57bfbd539f66eff3aef598b756213361053f02daef8afea744f8dbaece2244e3f0199eee6834a5a4829ab7f02fa682e40b8f260502b784f349833960f8360ea60b5b5db0b6f89adbfe6ec28e0c95555670a1da3bca544c34f805703643bb5ceef4628d60d8e44ce00841e57e344f1de8400dabfb2caee03c3be164cd11429942ec3192995b290bea9773787b4dd10acf8c88eb5efa02e00b42baab682f7ea2c5ecb7e49a27f6d4c8fb4586c75865f2d341e8cbebb9b2e6301e03909c869ecbed9aef8ad69072f5977c85a712d75964004c849dc703b58ea2463257c0f485db68f46f390597f64fc0923838a074b860333d666a5d2e971a738b0299d79ffa0494cb51c870c02bf26f3d94b58d685387f789b7283cb7fe928e96128337bd2e54c3c638d8fc19e4c72db30c381addd76692bde02a056cd97a6cb5ae5f936ce2698d98faa9e7d2fd3a3a06ef58c54ec95dacb76bc55de0e52916a0f3abe5a078a7d9810391999a7f669a16991d4b6d285aef8acaa1018576e6306c1e38a8463c33c753c18eb277677cfdb3988f6bf0592716524006e7faa76524885e47ba2e4ca6591c43a9c9c8e35a8d421900c44223fddbe91ea6ab2dae6ea5062ea21acdf43382ea60a427abbfaa8feac2b7b3fbe73aeae79f34754586de05c0d6c53512b5f44d03d26fb92dd77985ecf5403fcd476d8c36a5bb15b2600c0d4ae7e3d40cea5c77b4235b813be8044dfef332d6ce5ea47a8bede0ab19027c6c891aef8b04dcf2a332f3afb7aa7ad781c409680a595aa9fe915609ad16534d5aef76e40069690c4e70f0ead622ba8f503485c89abf5dcb5c85bc144e0e736c45087ed10f634a4109bd5a245aabb31bcf4e8b0c4bdbd9e0de832fd58fc7d22bf3ec6fcd6ad0b431cef00bcb2df108e1f6c6f945557af5adc04e181e5f71a6fb8cc9969a75f7f4eb8721956e35eceea7d93ca59a21ffee0d23453243ea0360e0cd8920b382c575ac3e30c5f78eeb3447fc7aef8ad6dc19484f98ac284c8da3d8e9449894b3465b2b1131dd352e62eabddd1cc2c7b7cb3a9bfa717261d432e63cce548c17e7c42e2265761b8612f2a0ba7361efab366b21c10bf7753a4c3872ef1c5a9e660943e5a307df4600d06524534f26ed60124a32fe150c58515fafe9b96412baa1ba33410d6a170428492246ec49042613351639f92b2fef001efe3a9c1ab0cd401b7a9a20c6324e57bfbd539f66eff3aef59896d4622b61053f02daef8afea744f8dbaece2244e3f0199eee6834a5a4829ab7f02fa682e40b8166d29570f7a6a34de80832891efa721d673d88589417e5c0f2f1c09d1b9bd35e09c0f7c5f9b93e62aae0830ddc980bd46c66e5e398e841d57e344f16001fa746e1356ee03c3be164cd11431bccb098352ab785b294fdd9b262c8da6e590b019719db570580e85a15d543efd7f6c870b15f719d1feda208ec1586c75865f2d341e8cbebb9b2e6303a83909c869ecbed9ae4f676753000438780100000000005ebc369804000000fd0d42b802ff3ff8b5379ae4d5d4d571036f6eb7fd928bce4b4aa72e140bab5bd80e5fcfb05ac954c2c23f6e46044d2f60e26006530ffa0db7cf49af94557a4a90aebecd09a20988fde9a5e41030eea528dcba9baf8b99bd88d698784d5d25e5cb9ec6885d85d4f4ebcecaaf7e11d2352d84a25543b8647da88fb5c91e6739e9f2224618187b0d71e3a4741a1be560c80047751fc96115988584bfaea49984ec4d3d36dfc47405f791085a602f6cd39038e4ec7dfa2faabccc5b455113fb3dee41668000000000000000000000000000000000000000a2129c4bb37c0fd96f3e67b271692c2e01994b7d553d0555ac659f8cf934b16307eb9b222ee9aead3b04c013dde85879a15ac22ca54742faa95c8e4f7867287b7a2e6da1a824e2128e803dbc2e9adc737d8a9a0ec9af562d76aff7bf9bd5eba2d74873a492dd8da28b067e78b460ac
\.


--
-- Data for Name: refinery_schema_history; Type: TABLE DATA; Schema: public; Owner: pageboy_owner
--

COPY public.refinery_schema_history (version, name, applied_on, checksum) FROM stdin;
1	records	2026-11-26T04:07:59.231747512Z	2722622218731333074
2	registry_and_sessions	2026-11-26T04:07:59.231763636Z	18200756989638379295
3	messages	2026-11-26T04:07:59.231776635Z	18100782875338499569
4	pages	2026-11-26T04:07:59.231788112Z	12737903233170590907
5	directory	2026-11-26T04:07:59.231797637Z	17450579379637583554
6	spool	2026-11-26T04:07:59.231802804Z	8487201119126763305
7	voice	2026-11-26T04:07:59.231811427Z	16624869807354777650
\.


--
-- Name: interruption_position_seq; Type: SEQUENCE SET; Schema: pageboy; Owner: pageboy_owner
--

SELECT pg_catalog.setval('pageboy.interruption_position_seq', 6, true);


--
-- Name: mailbox_position_seq; Type: SEQUENCE SET; Schema: pageboy; Owner: pageboy_owner
--

SELECT pg_catalog.setval('pageboy.mailbox_position_seq', 6, true);


--
-- Name: spool_position_seq; Type: SEQUENCE SET; Schema: pageboy; Owner: pageboy_owner
--

SELECT pg_catalog.setval('pageboy.spool_position_seq', 12, true);


--
-- Name: token_id_seq; Type: SEQUENCE SET; Schema: pageboy; Owner: pageboy_owner
--

SELECT pg_catalog.setval('pageboy.token_id_seq', 1, true);


--
-- Name: credential credential_pkey; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.credential
    ADD CONSTRAINT credential_pkey PRIMARY KEY (hash);


--
-- Name: installation installation_pkey; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.installation
    ADD CONSTRAINT installation_pkey PRIMARY KEY (one);


--
-- Name: interruption interruption_message_key; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.interruption
    ADD CONSTRAINT interruption_message_key UNIQUE (message);


--
-- Name: interruption interruption_pkey; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.interruption
    ADD CONSTRAINT interruption_pkey PRIMARY KEY (sid);


--
-- Name: mailbox mailbox_pkey; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.mailbox
    ADD CONSTRAINT mailbox_pkey PRIMARY KEY (message);


--
-- Name: message message_origin_nonce_key; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.message
    ADD CONSTRAINT message_origin_nonce_key UNIQUE (origin, nonce);


--
-- Name: message message_pkey; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.message
    ADD CONSTRAINT message_pkey PRIMARY KEY (id);


--
-- Name: party party_pkey; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.party
    ADD CONSTRAINT party_pkey PRIMARY KEY (id);


--
-- Name: registry registry_pkey; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.registry
    ADD CONSTRAINT registry_pkey PRIMARY KEY (party);


--
-- Name: session session_pkey; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.session
    ADD CONSTRAINT session_pkey PRIMARY KEY (sid);


--
-- Name: spool spool_pkey; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.spool
    ADD CONSTRAINT spool_pkey PRIMARY KEY ("position");


--
-- Name: stream stream_pkey; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.stream
    ADD CONSTRAINT stream_pkey PRIMARY KEY (channel);


--
-- Name: token token_hash_key; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.token
    ADD CONSTRAINT token_hash_key UNIQUE (hash);


--
-- Name: token token_pkey; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.token
    ADD CONSTRAINT token_pkey PRIMARY KEY (id);


--
-- Name: voice_draft voice_draft_pkey; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.voice_draft
    ADD CONSTRAINT voice_draft_pkey PRIMARY KEY (sid, key);


--
-- Name: voice voice_pkey; Type: CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.voice
    ADD CONSTRAINT voice_pkey PRIMARY KEY (message);


--
-- Name: refinery_schema_history refinery_schema_history_pkey; Type: CONSTRAINT; Schema: public; Owner: pageboy_owner
--

ALTER TABLE ONLY public.refinery_schema_history
    ADD CONSTRAINT refinery_schema_history_pkey PRIMARY KEY (version);


--
-- Name: credential_expires_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX credential_expires_idx ON pageboy.credential USING btree (expires);


--
-- Name: credential_party_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX credential_party_idx ON pageboy.credential USING btree (party);


--
-- Name: interruption_interrupts_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX interruption_interrupts_idx ON pageboy.interruption USING btree (interrupts) WHERE (state = ANY (ARRAY['ringing'::text, 'open'::text]));


--
-- Name: interruption_party_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX interruption_party_idx ON pageboy.interruption USING btree (party) WHERE (state = ANY (ARRAY['queued'::text, 'ringing'::text, 'open'::text]));


--
-- Name: login_try_at_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX login_try_at_idx ON pageboy.login_try USING btree (at);


--
-- Name: login_try_party_at_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX login_try_party_at_idx ON pageboy.login_try USING btree (party, at);


--
-- Name: login_try_source_at_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX login_try_source_at_idx ON pageboy.login_try USING btree (source, at);


--
-- Name: mailbox_party_expr_position_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX mailbox_party_expr_position_idx ON pageboy.mailbox USING btree (party, ((read IS NOT NULL)), "position" DESC);


--
-- Name: message_recipient_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX message_recipient_idx ON pageboy.message USING btree (recipient);


--
-- Name: message_sender_sent_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX message_sender_sent_idx ON pageboy.message USING btree (sender, sent);


--
-- Name: message_sent_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX message_sent_idx ON pageboy.message USING btree (sent);


--
-- Name: message_sent_idx1; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX message_sent_idx1 ON pageboy.message USING btree (sent) WHERE ((synced IS NOT NULL) AND (forgotten IS NULL));


--
-- Name: session_expires_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX session_expires_idx ON pageboy.session USING btree (expires);


--
-- Name: session_party_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX session_party_idx ON pageboy.session USING btree (party) WHERE (NOT ended);


--
-- Name: spool_claim_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX spool_claim_idx ON pageboy.spool USING btree (claim);


--
-- Name: spool_message_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX spool_message_idx ON pageboy.spool USING btree (message);


--
-- Name: spool_party_position_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX spool_party_position_idx ON pageboy.spool USING btree (party, "position");


--
-- Name: spool_unreachable_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX spool_unreachable_idx ON pageboy.spool USING btree (unreachable) WHERE (unreachable IS NOT NULL);


--
-- Name: stream_sid_opened_idx; Type: INDEX; Schema: pageboy; Owner: pageboy_owner
--

CREATE INDEX stream_sid_opened_idx ON pageboy.stream USING btree (sid, opened);


--
-- Name: credential credential_party_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.credential
    ADD CONSTRAINT credential_party_fkey FOREIGN KEY (party) REFERENCES pageboy.party(id) ON DELETE CASCADE;


--
-- Name: interruption interruption_interrupts_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.interruption
    ADD CONSTRAINT interruption_interrupts_fkey FOREIGN KEY (interrupts) REFERENCES pageboy.session(sid) ON DELETE SET NULL;


--
-- Name: interruption interruption_message_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.interruption
    ADD CONSTRAINT interruption_message_fkey FOREIGN KEY (message) REFERENCES pageboy.message(id) ON DELETE CASCADE;


--
-- Name: interruption interruption_party_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.interruption
    ADD CONSTRAINT interruption_party_fkey FOREIGN KEY (party) REFERENCES pageboy.party(id) ON DELETE CASCADE;


--
-- Name: interruption interruption_sid_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.interruption
    ADD CONSTRAINT interruption_sid_fkey FOREIGN KEY (sid) REFERENCES pageboy.session(sid) ON DELETE CASCADE;


--
-- Name: mailbox mailbox_message_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.mailbox
    ADD CONSTRAINT mailbox_message_fkey FOREIGN KEY (message) REFERENCES pageboy.message(id) ON DELETE CASCADE;


--
-- Name: mailbox mailbox_party_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.mailbox
    ADD CONSTRAINT mailbox_party_fkey FOREIGN KEY (party) REFERENCES pageboy.party(id) ON DELETE CASCADE;


--
-- Name: message message_recipient_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.message
    ADD CONSTRAINT message_recipient_fkey FOREIGN KEY (recipient) REFERENCES pageboy.party(id) ON DELETE CASCADE;


--
-- Name: registry registry_party_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.registry
    ADD CONSTRAINT registry_party_fkey FOREIGN KEY (party) REFERENCES pageboy.party(id) ON DELETE CASCADE;


--
-- Name: session session_party_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.session
    ADD CONSTRAINT session_party_fkey FOREIGN KEY (party) REFERENCES pageboy.party(id) ON DELETE CASCADE;


--
-- Name: spool spool_message_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.spool
    ADD CONSTRAINT spool_message_fkey FOREIGN KEY (message) REFERENCES pageboy.message(id) ON DELETE CASCADE;


--
-- Name: spool spool_party_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.spool
    ADD CONSTRAINT spool_party_fkey FOREIGN KEY (party) REFERENCES pageboy.party(id) ON DELETE CASCADE;


--
-- Name: stream stream_sid_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.stream
    ADD CONSTRAINT stream_sid_fkey FOREIGN KEY (sid) REFERENCES pageboy.session(sid) ON DELETE CASCADE;


--
-- Name: token token_party_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.token
    ADD CONSTRAINT token_party_fkey FOREIGN KEY (party) REFERENCES pageboy.party(id) ON DELETE CASCADE;


--
-- Name: voice_draft voice_draft_sid_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.voice_draft
    ADD CONSTRAINT voice_draft_sid_fkey FOREIGN KEY (sid) REFERENCES pageboy.session(sid) ON DELETE CASCADE;


--
-- Name: voice voice_message_fkey; Type: FK CONSTRAINT; Schema: pageboy; Owner: pageboy_owner
--

ALTER TABLE ONLY pageboy.voice
    ADD CONSTRAINT voice_message_fkey FOREIGN KEY (message) REFERENCES pageboy.message(id) ON DELETE CASCADE;


--
-- Name: SCHEMA pageboy; Type: ACL; Schema: -; Owner: pageboy_owner
--

GRANT USAGE ON SCHEMA pageboy TO pageboy_web;


--
-- Name: SCHEMA public; Type: ACL; Schema: -; Owner: pg_database_owner
--

REVOKE USAGE ON SCHEMA public FROM PUBLIC;


--
-- Name: FUNCTION accept_message(p_sender text, p_origin text, p_recipient text, p_reply_to text, p_new jsonb, p_limits jsonb, p_voice bytea); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.accept_message(p_sender text, p_origin text, p_recipient text, p_reply_to text, p_new jsonb, p_limits jsonb, p_voice bytea) FROM PUBLIC;


--
-- Name: FUNCTION admits(p_list text[], p_party text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.admits(p_list text[], p_party text) FROM PUBLIC;


--
-- Name: FUNCTION ask_mailbox(p_party text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.ask_mailbox(p_party text) FROM PUBLIC;


--
-- Name: FUNCTION attention(p_party text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.attention(p_party text) FROM PUBLIC;


--
-- Name: FUNCTION availability(p_party text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.availability(p_party text) FROM PUBLIC;


--
-- Name: FUNCTION by_imap(); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.by_imap() FROM PUBLIC;


--
-- Name: FUNCTION call_off(p_message text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.call_off(p_message text) FROM PUBLIC;


--
-- Name: FUNCTION close_streams(p_sid text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.close_streams(p_sid text) FROM PUBLIC;


--
-- Name: FUNCTION correspondent(p_party text, p_name text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.correspondent(p_party text, p_name text) FROM PUBLIC;


--
-- Name: FUNCTION delete_message(p_sid text, p_credentials bytea[], p_limits jsonb, p_message text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.delete_message(p_sid text, p_credentials bytea[], p_limits jsonb, p_message text) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.delete_message(p_sid text, p_credentials bytea[], p_limits jsonb, p_message text) TO pageboy_web;


--
-- Name: FUNCTION directory_answers(p_answers boolean); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.directory_answers(p_answers boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.directory_answers(p_answers boolean) TO pageboy_web;


--
-- Name: FUNCTION directory_ask(p_sid text, p_credentials bytea[]); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.directory_ask(p_sid text, p_credentials bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.directory_ask(p_sid text, p_credentials bytea[]) TO pageboy_web;


--
-- Name: FUNCTION directory_has(p_entry jsonb, p_seconds integer); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.directory_has(p_entry jsonb, p_seconds integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.directory_has(p_entry jsonb, p_seconds integer) TO pageboy_web;


--
-- Name: FUNCTION directory_is_doubtful(); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.directory_is_doubtful() FROM PUBLIC;


--
-- Name: FUNCTION directory_lacks(p_party text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.directory_lacks(p_party text) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.directory_lacks(p_party text) TO pageboy_web;


--
-- Name: FUNCTION directory_try(); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.directory_try() FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.directory_try() TO pageboy_web;


--
-- Name: FUNCTION draft_key(p_session pageboy.session, p_page text, p_about text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.draft_key(p_session pageboy.session, p_page text, p_about text) FROM PUBLIC;


--
-- Name: FUNCTION end_interruption(p_sid text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.end_interruption(p_sid text) FROM PUBLIC;


--
-- Name: FUNCTION enter(p_sid text, p_credentials bytea[], p_hours integer, p_other text, p_ended_too boolean); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.enter(p_sid text, p_credentials bytea[], p_hours integer, p_other text, p_ended_too boolean) FROM PUBLIC;


--
-- Name: FUNCTION forget_words(); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.forget_words() FROM PUBLIC;


--
-- Name: FUNCTION health(); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.health() FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.health() TO pageboy_web;


--
-- Name: FUNCTION heard(p_sid text, p_credentials bytea[], p_hours integer, p_message text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.heard(p_sid text, p_credentials bytea[], p_hours integer, p_message text) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.heard(p_sid text, p_credentials bytea[], p_hours integer, p_message text) TO pageboy_web;


--
-- Name: FUNCTION in_ldap(); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.in_ldap() FROM PUBLIC;


--
-- Name: FUNCTION inbox_page(p_session pageboy.session, p_search text, p_before text, p_found jsonb); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.inbox_page(p_session pageboy.session, p_search text, p_before text, p_found jsonb) FROM PUBLIC;


--
-- Name: FUNCTION is_kept(p_message text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.is_kept(p_message text) FROM PUBLIC;


--
-- Name: FUNCTION is_settled(p_message pageboy.message, p_mail jsonb); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.is_settled(p_message pageboy.message, p_mail jsonb) FROM PUBLIC;


--
-- Name: FUNCTION keep_draft(p_session pageboy.session, p_page text, p_draft jsonb, p_nonce text, p_tried boolean); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.keep_draft(p_session pageboy.session, p_page text, p_draft jsonb, p_nonce text, p_tried boolean) FROM PUBLIC;


--
-- Name: FUNCTION keep_entry(p_entry jsonb, p_seconds integer); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.keep_entry(p_entry jsonb, p_seconds integer) FROM PUBLIC;


--
-- Name: FUNCTION keep_voice(p_sid text, p_key text, p_recording jsonb, p_voice bytea); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.keep_voice(p_sid text, p_key text, p_recording jsonb, p_voice bytea) FROM PUBLIC;


--
-- Name: FUNCTION know_token(p_token bytea); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.know_token(p_token bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.know_token(p_token bytea) TO pageboy_web;


--
-- Name: FUNCTION let_in(p_proven boolean, p_party text, p_source inet, p_sid text, p_credential bytea, p_previous bytea[], p_hours integer, p_server text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.let_in(p_proven boolean, p_party text, p_source inet, p_sid text, p_credential bytea, p_previous bytea[], p_hours integer, p_server text) FROM PUBLIC;


--
-- Name: FUNCTION letter(p_message pageboy.message); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.letter(p_message pageboy.message) FROM PUBLIC;


--
-- Name: FUNCTION lock_parties(VARIADIC p_parties text[]); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.lock_parties(VARIADIC p_parties text[]) FROM PUBLIC;


--
-- Name: FUNCTION login_begin(p_party text, p_source inet, p_tries integer, p_minutes integer); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.login_begin(p_party text, p_source inet, p_tries integer, p_minutes integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.login_begin(p_party text, p_source inet, p_tries integer, p_minutes integer) TO pageboy_web;


--
-- Name: FUNCTION login_by_directory(p_party text, p_source inet, p_entry jsonb, p_seconds integer, p_sid text, p_credential bytea, p_previous bytea[], p_hours integer, p_server text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.login_by_directory(p_party text, p_source inet, p_entry jsonb, p_seconds integer, p_sid text, p_credential bytea, p_previous bytea[], p_hours integer, p_server text) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.login_by_directory(p_party text, p_source inet, p_entry jsonb, p_seconds integer, p_sid text, p_credential bytea, p_previous bytea[], p_hours integer, p_server text) TO pageboy_web;


--
-- Name: FUNCTION login_finish(p_party text, p_source inet, p_derived bytea, p_sid text, p_credential bytea, p_previous bytea[], p_hours integer, p_server text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.login_finish(p_party text, p_source inet, p_derived bytea, p_sid text, p_credential bytea, p_previous bytea[], p_hours integer, p_server text) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.login_finish(p_party text, p_source inet, p_derived bytea, p_sid text, p_credential bytea, p_previous bytea[], p_hours integer, p_server text) TO pageboy_web;


--
-- Name: FUNCTION logout(p_sid text, p_credentials bytea[], p_hours integer); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.logout(p_sid text, p_credentials bytea[], p_hours integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.logout(p_sid text, p_credentials bytea[], p_hours integer) TO pageboy_web;


--
-- Name: FUNCTION mail_of(p_message pageboy.message); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.mail_of(p_message pageboy.message) FROM PUBLIC;


--
-- Name: FUNCTION mailbox_of(p_party text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.mailbox_of(p_party text) FROM PUBLIC;


--
-- Name: FUNCTION may_listen(p_session pageboy.session, p_message pageboy.message); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.may_listen(p_session pageboy.session, p_message pageboy.message) FROM PUBLIC;


--
-- Name: FUNCTION new_claim(); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.new_claim() FROM PUBLIC;


--
-- Name: FUNCTION new_session(p_party text, p_sid text, p_hours integer, p_server text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.new_session(p_party text, p_sid text, p_hours integer, p_server text) FROM PUBLIC;


--
-- Name: FUNCTION next_in_queue(p_party text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.next_in_queue(p_party text) FROM PUBLIC;


--
-- Name: FUNCTION open_stream(p_sid text, p_credentials bytea[], p_hours integer, p_channel text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.open_stream(p_sid text, p_credentials bytea[], p_hours integer, p_channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.open_stream(p_sid text, p_credentials bytea[], p_hours integer, p_channel text) TO pageboy_web;


--
-- Name: FUNCTION pending(p_sid text, p_credentials bytea[], p_hours integer, p_ring_seconds integer, p_shown boolean); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.pending(p_sid text, p_credentials bytea[], p_hours integer, p_ring_seconds integer, p_shown boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.pending(p_sid text, p_credentials bytea[], p_hours integer, p_ring_seconds integer, p_shown boolean) TO pageboy_web;


--
-- Name: FUNCTION people(p_search text, p_limit integer, p_selected text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.people(p_search text, p_limit integer, p_selected text) FROM PUBLIC;


--
-- Name: FUNCTION people_known(p_search text, p_limit integer, p_selected text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.people_known(p_search text, p_limit integer, p_selected text) FROM PUBLIC;


--
-- Name: FUNCTION person(p_party text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.person(p_party text) FROM PUBLIC;


--
-- Name: FUNCTION present_session(p_party text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.present_session(p_party text) FROM PUBLIC;


--
-- Name: FUNCTION push_interrupt(p_suspended text, p_sid text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.push_interrupt(p_suspended text, p_sid text) FROM PUBLIC;


--
-- Name: FUNCTION push_outcome(p_message text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.push_outcome(p_message text) FROM PUBLIC;


--
-- Name: FUNCTION push_waiting(p_party text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.push_waiting(p_party text) FROM PUBLIC;


--
-- Name: FUNCTION reached(p_sid text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.reached(p_sid text) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.reached(p_sid text) TO pageboy_web;


--
-- Name: FUNCTION read_registry(p_sid text, p_credentials bytea[], p_limits jsonb, p_party text, p_search text, p_selected text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.read_registry(p_sid text, p_credentials bytea[], p_limits jsonb, p_party text, p_search text, p_selected text) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.read_registry(p_sid text, p_credentials bytea[], p_limits jsonb, p_party text, p_search text, p_selected text) TO pageboy_web;


--
-- Name: FUNCTION receipt(p_message pageboy.message); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.receipt(p_message pageboy.message) FROM PUBLIC;


--
-- Name: FUNCTION recording(p_sid text, p_credentials bytea[], p_limits jsonb, p_message text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.recording(p_sid text, p_credentials bytea[], p_limits jsonb, p_message text) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.recording(p_sid text, p_credentials bytea[], p_limits jsonb, p_message text) TO pageboy_web;


--
-- Name: FUNCTION recording_part(p_sid text, p_credentials bytea[], p_hours integer, p_message text, p_skip integer, p_count integer); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.recording_part(p_sid text, p_credentials bytea[], p_hours integer, p_message text, p_skip integer, p_count integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.recording_part(p_sid text, p_credentials bytea[], p_hours integer, p_message text, p_skip integer, p_count integer) TO pageboy_web;


--
-- Name: FUNCTION refuse(status text, code text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.refuse(status text, code text) FROM PUBLIC;


--
-- Name: FUNCTION refuse_ended(p_sid text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.refuse_ended(p_sid text) FROM PUBLIC;


--
-- Name: FUNCTION refuse_other_words(p_earlier pageboy.message, p_to text, p_new jsonb, p_voice bytea); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.refuse_other_words(p_earlier pageboy.message, p_to text, p_new jsonb, p_voice bytea) FROM PUBLIC;


--
-- Name: FUNCTION refuse_stale(p_party text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.refuse_stale(p_party text) FROM PUBLIC;


--
-- Name: FUNCTION require_directory(p_directory text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.require_directory(p_directory text) FROM PUBLIC;


--
-- Name: FUNCTION resume(p_sid text, p_credentials bytea[], p_new_sid text, p_limits jsonb); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.resume(p_sid text, p_credentials bytea[], p_new_sid text, p_limits jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.resume(p_sid text, p_credentials bytea[], p_new_sid text, p_limits jsonb) TO pageboy_web;


--
-- Name: FUNCTION ring(p_sid text, p_ring_seconds integer); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.ring(p_sid text, p_ring_seconds integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.ring(p_sid text, p_ring_seconds integer) TO pageboy_web;


--
-- Name: FUNCTION room_for(p_drafts jsonb, p_key text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.room_for(p_drafts jsonb, p_key text) FROM PUBLIC;


--
-- Name: FUNCTION save_draft(p_sid text, p_credentials bytea[], p_hours integer, p_page text, p_draft jsonb, p_nonce text, p_tried boolean, p_recording jsonb, p_voice bytea); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.save_draft(p_sid text, p_credentials bytea[], p_hours integer, p_page text, p_draft jsonb, p_nonce text, p_tried boolean, p_recording jsonb, p_voice bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.save_draft(p_sid text, p_credentials bytea[], p_hours integer, p_page text, p_draft jsonb, p_nonce text, p_tried boolean, p_recording jsonb, p_voice bytea) TO pageboy_web;


--
-- Name: FUNCTION save_settings(p_sid text, p_credentials bytea[], p_limits jsonb, p_accept text[], p_urgent text[], p_draft jsonb); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.save_settings(p_sid text, p_credentials bytea[], p_limits jsonb, p_accept text[], p_urgent text[], p_draft jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.save_settings(p_sid text, p_credentials bytea[], p_limits jsonb, p_accept text[], p_urgent text[], p_draft jsonb) TO pageboy_web;


--
-- Name: FUNCTION send(p_sid text, p_credentials bytea[], p_new jsonb, p_draft jsonb, p_limits jsonb, p_voice bytea); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.send(p_sid text, p_credentials bytea[], p_new jsonb, p_draft jsonb, p_limits jsonb, p_voice bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.send(p_sid text, p_credentials bytea[], p_new jsonb, p_draft jsonb, p_limits jsonb, p_voice bytea) TO pageboy_web;


--
-- Name: FUNCTION send_by_token(p_token bytea, p_new jsonb, p_limits jsonb, p_voice bytea); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.send_by_token(p_token bytea, p_new jsonb, p_limits jsonb, p_voice bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.send_by_token(p_token bytea, p_new jsonb, p_limits jsonb, p_voice bytea) TO pageboy_web;


--
-- Name: FUNCTION sender_of(p_message pageboy.message); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.sender_of(p_message pageboy.message) FROM PUBLIC;


--
-- Name: FUNCTION sent_page(p_session pageboy.session); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.sent_page(p_session pageboy.session) FROM PUBLIC;


--
-- Name: FUNCTION server_of(p_sid text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.server_of(p_sid text) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.server_of(p_sid text) TO pageboy_web;


--
-- Name: FUNCTION set_status(p_sid text, p_credentials bytea[], p_hours integer, p_ring_seconds integer, p_status text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.set_status(p_sid text, p_credentials bytea[], p_hours integer, p_ring_seconds integer, p_status text) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.set_status(p_sid text, p_credentials bytea[], p_hours integer, p_ring_seconds integer, p_status text) TO pageboy_web;


--
-- Name: FUNCTION settle(p_party text, p_ring_seconds integer); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.settle(p_party text, p_ring_seconds integer) FROM PUBLIC;


--
-- Name: FUNCTION show(p_sid text, p_credentials bytea[], p_limits jsonb, p_turn text, p_about text, p_search text, p_before text, p_to text, p_follow boolean, p_mail jsonb); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.show(p_sid text, p_credentials bytea[], p_limits jsonb, p_turn text, p_about text, p_search text, p_before text, p_to text, p_follow boolean, p_mail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.show(p_sid text, p_credentials bytea[], p_limits jsonb, p_turn text, p_about text, p_search text, p_before text, p_to text, p_follow boolean, p_mail jsonb) TO pageboy_web;


--
-- Name: FUNCTION show_out(p_party text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.show_out(p_party text) FROM PUBLIC;


--
-- Name: FUNCTION silence(); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.silence() FROM PUBLIC;


--
-- Name: FUNCTION spool_all(); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.spool_all() FROM PUBLIC;


--
-- Name: FUNCTION spool_begin(p_positions bigint[]); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.spool_begin(p_positions bigint[]) FROM PUBLIC;


--
-- Name: FUNCTION spool_done(p_claim text, p_position bigint, p_problem text, p_how text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.spool_done(p_claim text, p_position bigint, p_problem text, p_how text) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.spool_done(p_claim text, p_position bigint, p_problem text, p_how text) TO pageboy_web;


--
-- Name: FUNCTION spool_give_up(p_claim text, p_problem text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.spool_give_up(p_claim text, p_problem text) FROM PUBLIC;


--
-- Name: FUNCTION spool_put(p_claim text, p_limits jsonb, p_party text, p_message text, p_kind text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.spool_put(p_claim text, p_limits jsonb, p_party text, p_message text, p_kind text) FROM PUBLIC;


--
-- Name: FUNCTION spool_sweep(p_after text, p_lease integer); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.spool_sweep(p_after text, p_lease integer) FROM PUBLIC;


--
-- Name: FUNCTION spool_voice(p_claim text, p_position bigint); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.spool_voice(p_claim text, p_position bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.spool_voice(p_claim text, p_position bigint) TO pageboy_web;


--
-- Name: FUNCTION spool_work(p_claim text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.spool_work(p_claim text) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.spool_work(p_claim text) TO pageboy_web;


--
-- Name: FUNCTION start_ringing(p_sid text, p_interrupts text, p_ring_seconds integer); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.start_ringing(p_sid text, p_interrupts text, p_ring_seconds integer) FROM PUBLIC;


--
-- Name: FUNCTION stream_went(p_channel text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.stream_went(p_channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.stream_went(p_channel text) TO pageboy_web;


--
-- Name: FUNCTION suspended_by(p_session pageboy.session); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.suspended_by(p_session pageboy.session) FROM PUBLIC;


--
-- Name: FUNCTION sweep(p_ring_seconds integer); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.sweep(p_ring_seconds integer) FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.sweep(p_ring_seconds integer) TO pageboy_web;


--
-- Name: FUNCTION take_from_queue(p_message text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.take_from_queue(p_message text) FROM PUBLIC;


--
-- Name: FUNCTION take_mail(p_party text, p_mail jsonb); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.take_mail(p_party text, p_mail jsonb) FROM PUBLIC;


--
-- Name: FUNCTION token_of(p_token bytea); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.token_of(p_token bytea) FROM PUBLIC;


--
-- Name: FUNCTION valid_list(p_list text[]); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.valid_list(p_list text[]) FROM PUBLIC;


--
-- Name: FUNCTION voice_facts(p_message text); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.voice_facts(p_message text) FROM PUBLIC;


--
-- Name: FUNCTION write_test(); Type: ACL; Schema: pageboy; Owner: pageboy_owner
--

REVOKE ALL ON FUNCTION pageboy.write_test() FROM PUBLIC;
GRANT ALL ON FUNCTION pageboy.write_test() TO pageboy_web;


--
-- Name: FUNCTION lo_creat(integer); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.lo_creat(integer) FROM PUBLIC;


--
-- Name: FUNCTION lo_create(oid); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.lo_create(oid) FROM PUBLIC;


--
-- Name: FUNCTION lo_from_bytea(oid, bytea); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.lo_from_bytea(oid, bytea) FROM PUBLIC;


--
-- Name: FUNCTION lo_open(oid, integer); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.lo_open(oid, integer) FROM PUBLIC;


--
-- Name: FUNCTION lo_put(oid, bigint, bytea); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.lo_put(oid, bigint, bytea) FROM PUBLIC;


--
-- Name: FUNCTION lowrite(integer, bytea); Type: ACL; Schema: pg_catalog; Owner: postgres
--

REVOKE ALL ON FUNCTION pg_catalog.lowrite(integer, bytea) FROM PUBLIC;


--
-- Name: DEFAULT PRIVILEGES FOR FUNCTIONS; Type: DEFAULT ACL; Schema: -; Owner: pageboy_owner
--

ALTER DEFAULT PRIVILEGES FOR ROLE pageboy_owner REVOKE ALL ON FUNCTIONS  FROM PUBLIC;


--
-- PostgreSQL database dump complete
--

\unrestrict jAOHufuSkEkMZlhdXnXRuEpwU3QTTXVUPW4nXFdMvc6gMQZZ0MnMIwCvzRTbEp7


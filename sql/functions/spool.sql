-- What is still to be done in IMAP mailboxes.

CREATE FUNCTION by_imap() RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT mailbox = 'imap' FROM installation $$;

-- Work for one process. It learns the claim from the function that has just checked who it acts for, and
-- gets with it exactly the rows that this call has made. NULL where messages live in SQL.
CREATE FUNCTION new_claim() RETURNS text
LANGUAGE sql AS $$ SELECT CASE WHEN by_imap() THEN gen_random_uuid()::text END $$;

CREATE FUNCTION spool_put(p_claim text, p_limits jsonb, p_party text, p_message text, p_kind text) RETURNS void
LANGUAGE sql AS $$
    INSERT INTO spool (party, message, kind, claim, claimed_until)
    SELECT id, p_message, p_kind, p_claim, now() + make_interval(secs => (p_limits->>'lease')::int)
    FROM party WHERE id = p_party AND p_claim IS NOT NULL
$$;

-- The name of a party's mailbox on the IMAP server, and how a mail names it.
CREATE FUNCTION mailbox_of(p_party text) RETURNS text
LANGUAGE sql STABLE AS $$ SELECT coalesce(nullif(mailbox, ''), id) FROM party WHERE id = p_party $$;

CREATE FUNCTION correspondent(p_party text, p_name text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
    SELECT coalesce((SELECT jsonb_build_object('id', id, 'name', name, 'mail', mail) FROM party WHERE id = p_party),
                    jsonb_build_object('id', p_party, 'name', p_name, 'mail', ''))
$$;

-- What a mail of the message says. `references` are the messages that led to it, the oldest first.
CREATE FUNCTION mail_of(p_message message) RETURNS jsonb
LANGUAGE sql STABLE AS $$
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

-- Is the message accepted, its delivery has been tried in vain or takes long, and so it is only here?
CREATE FUNCTION is_kept(p_message text) RETURNS boolean
LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM spool WHERE message = p_message AND kind = 'deliver'
                     AND (problem IS NOT NULL OR made < now() - interval '10 seconds'))
$$;

-- Begins these rows: from now on each may have been done, whatever becomes of this process.
CREATE FUNCTION spool_begin(p_positions bigint[]) RETURNS jsonb
LANGUAGE sql AS $$
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

-- The rows of a claim that can be done now. What waits for an earlier row of the same message, at which
-- another process works, is left to that one. While the server could not be reached a moment ago, nothing
-- is begun at all, so that a server that hangs does not hold up one process after the other.
CREATE FUNCTION spool_work(p_claim text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
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

-- The recording of a message that a claim is to put into a mailbox; NULL for everything else. It is no part of the
-- work as that is given out: in JSON it would be a third larger, and a process would hold those of all its rows.
CREATE FUNCTION spool_voice(p_claim text, p_position bigint) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
    SELECT (SELECT bytes FROM spool s JOIN voice v USING (message)
            WHERE s.position = p_position AND s.claim = p_claim AND s.kind IN ('deliver', 'copy'))
$$;

-- All of a claim waits for the next sweep. Senders are told of what is not in the mailbox yet.
CREATE FUNCTION spool_give_up(p_claim text, p_problem text) RETURNS jsonb
LANGUAGE plpgsql AS $$
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

-- Tells what came of a row. p_problem NULL: it is done. Otherwise p_how says whether others may try at
-- once (failed), the server could not be reached for anything (unreachable), or it may be done all the same
-- (unsure): then nobody tries before the claim has run out. Returns further work at the same message,
-- which has come meanwhile.
CREATE FUNCTION spool_done(p_claim text, p_position bigint, p_problem text, p_how text) RETURNS jsonb
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pageboy, pg_temp AS $$
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

-- For `pageboy sweep`, as the owner of the records: it works for everybody, so it is granted to nobody.
-- Claims what is due for the first mailbox after p_after; NULL when there is none any more.
CREATE FUNCTION spool_sweep(p_after text, p_lease int) RETURNS jsonb
LANGUAGE plpgsql SET search_path = pageboy, pg_temp AS $$
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

-- For `pageboy migrate`: what is in the SQL mailboxes alone goes to IMAP from now on.
CREATE FUNCTION spool_all() RETURNS bigint
LANGUAGE sql SET search_path = pageboy, pg_temp AS $$
    WITH spooled AS (
        INSERT INTO spool (party, message, kind)
        SELECT b.party, b.message, 'deliver' FROM mailbox b JOIN message m ON m.id = b.message
        WHERE m.synced IS NULL AND NOT EXISTS (SELECT FROM spool s WHERE s.message = m.id AND s.kind = 'deliver')
        ORDER BY b.position RETURNING 1
    )
    SELECT count(*) FROM spooled
$$;

GRANT EXECUTE ON FUNCTION
    spool_work(text),
    spool_voice(text, bigint),
    spool_done(text, bigint, text, text)
TO pageboy_web;

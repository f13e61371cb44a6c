-- Records that were made by Pageboy before its first release, whose migrations were rewritten more than once. This brings
-- any of them to what sql/migrations/V1__tables.sql makes; `pageboy migrate` runs it once, in one transaction, and writes
-- down that V1 has been applied. It loses nothing that a later version can use, and never changes again.

SET LOCAL search_path = pageboy, pg_temp;

ALTER TABLE installation
    ADD COLUMN IF NOT EXISTS directory text NOT NULL DEFAULT 'sql' CHECK (directory IN ('sql', 'ldap')),
    ADD COLUMN IF NOT EXISTS mailbox   text NOT NULL DEFAULT 'sql' CHECK (mailbox IN ('sql', 'imap')),
    ADD COLUMN IF NOT EXISTS directory_silent_until timestamptz NOT NULL DEFAULT '-infinity';

CREATE OR REPLACE FUNCTION valid_list(p_list text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT cardinality(p_list) BETWEEN 1 AND 200
       AND NOT EXISTS (SELECT FROM unnest(p_list) entry
                       WHERE entry !~ '^(everyone|nobody|(party|group):[a-z0-9][a-z0-9._@-]{0,63})$')
$$;
ALTER TABLE party
    ADD COLUMN IF NOT EXISTS mail        text        NOT NULL DEFAULT '',
    ADD COLUMN IF NOT EXISTS mailbox     text        NOT NULL DEFAULT '',
    ADD COLUMN IF NOT EXISTS dn          text        NOT NULL DEFAULT '',
    ADD COLUMN IF NOT EXISTS fresh_until timestamptz NOT NULL DEFAULT '-infinity',
    DROP CONSTRAINT IF EXISTS party_accept_check,
    DROP CONSTRAINT IF EXISTS party_urgent_check,
    DROP CONSTRAINT IF EXISTS party_check,
    DROP CONSTRAINT IF EXISTS party_check1,
    ADD CONSTRAINT party_check  CHECK (valid_list(accept) OR dn <> ''),
    ADD CONSTRAINT party_check1 CHECK (valid_list(urgent) OR dn <> '');

-- The one event stream of a session had its channel in the session's row. Its browser opens another.
ALTER TABLE session
    ADD COLUMN IF NOT EXISTS server text NOT NULL DEFAULT '',
    DROP COLUMN IF EXISTS channel;
CREATE TABLE IF NOT EXISTS stream (
    channel text        PRIMARY KEY CHECK (length(channel) = 64),
    sid     text        NOT NULL REFERENCES session ON DELETE CASCADE,
    opened  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX IF NOT EXISTS stream_sid_opened_idx ON stream (sid, opened);

ALTER TABLE message
    ADD COLUMN IF NOT EXISTS synced    timestamptz,
    ADD COLUMN IF NOT EXISTS forgotten bytea;
CREATE INDEX IF NOT EXISTS message_sent_idx1 ON message (sent) WHERE synced IS NOT NULL AND forgotten IS NULL;

CREATE TABLE IF NOT EXISTS voice (
    message      text        PRIMARY KEY REFERENCES message ON DELETE CASCADE,
    media_type   text        NOT NULL,
    milliseconds int         NOT NULL CHECK (milliseconds > 0),
    heard        timestamptz,
    size         int         NOT NULL CHECK (size > 0),
    hash         bytea       NOT NULL CHECK (length(hash) = 32),
    bytes        bytea
);
-- The hash was computed from bytes that could not be missing.
ALTER TABLE voice ALTER hash DROP EXPRESSION IF EXISTS;
ALTER TABLE voice ADD COLUMN IF NOT EXISTS size int CHECK (size > 0);
UPDATE voice SET size = octet_length(bytes) WHERE size IS NULL;
ALTER TABLE voice
    DROP CONSTRAINT IF EXISTS voice_hash_check,
    ADD CONSTRAINT voice_hash_check CHECK (length(hash) = 32),
    ALTER size SET NOT NULL,
    ALTER hash SET NOT NULL,
    ALTER bytes DROP NOT NULL,
    ALTER bytes SET STORAGE EXTERNAL;

CREATE TABLE IF NOT EXISTS voice_draft (
    sid          text        NOT NULL REFERENCES session ON DELETE CASCADE,
    key          text        NOT NULL,
    media_type   text        NOT NULL,
    milliseconds int         NOT NULL CHECK (milliseconds > 0),
    kept         timestamptz NOT NULL DEFAULT now(),
    bytes        bytea       NOT NULL,
    PRIMARY KEY (sid, key)
);
ALTER TABLE voice_draft ALTER bytes SET STORAGE EXTERNAL;

CREATE TABLE IF NOT EXISTS spool (
    position      bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    party         text        NOT NULL REFERENCES party ON DELETE CASCADE,
    message       text        NOT NULL REFERENCES message ON DELETE CASCADE,
    kind          text        NOT NULL CHECK (kind IN ('deliver', 'copy', 'seen', 'answered', 'trash')),
    made          timestamptz NOT NULL DEFAULT now(),
    claim         text,
    claimed_until timestamptz,
    tries         int         NOT NULL DEFAULT 0,
    problem       text,
    unreachable   timestamptz
) WITH (fillfactor = 70);
CREATE INDEX IF NOT EXISTS spool_message_idx ON spool (message);
CREATE INDEX IF NOT EXISTS spool_party_position_idx ON spool (party, position);
CREATE INDEX IF NOT EXISTS spool_claim_idx ON spool (claim);
CREATE INDEX IF NOT EXISTS spool_unreachable_idx ON spool (unreachable) WHERE unreachable IS NOT NULL;

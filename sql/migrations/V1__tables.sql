-- The shared records. Only the functions of sql/functions are open to pageboy_web; it cannot read or
-- write one table. Every function that acts for a party checks the session id and the hash of the
-- credential itself, so a request process can do no more than its own session allows.
-- A migration that has been released never changes; the next change of a table is the next migration.

CREATE SCHEMA pageboy;
GRANT USAGE ON SCHEMA pageboy TO pageboy_web;
ALTER DEFAULT PRIVILEGES IN SCHEMA pageboy REVOKE ALL ON TABLES FROM PUBLIC;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

SET search_path = pageboy, pg_temp;

-- One random value of this installation. It makes the salt of a party that does not exist look
-- like any other: always the same for the same name. And where people come from and messages live:
-- `pageboy migrate` writes that down from the configuration, so that a worker cannot choose it.
CREATE TABLE installation (
    one       boolean PRIMARY KEY DEFAULT true CHECK (one),
    secret    bytea   NOT NULL,
    directory text    NOT NULL DEFAULT 'sql' CHECK (directory IN ('sql', 'ldap')),
    mailbox   text    NOT NULL DEFAULT 'sql' CHECK (mailbox IN ('sql', 'imap')),
    -- When LDAP could not be asked: until when nobody else tries. It stays until LDAP has answered.
    directory_silent_until timestamptz NOT NULL DEFAULT '-infinity'
);
INSERT INTO installation (secret)
VALUES (sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

-- What a list of who may reach a party looks like. It stands here because the table checks it.
CREATE FUNCTION valid_list(p_list text[]) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
    SELECT cardinality(p_list) BETWEEN 1 AND 200
       AND NOT EXISTS (SELECT FROM unnest(p_list) entry
                       WHERE entry !~ '^(everyone|nobody|(party|group):[a-z0-9][a-z0-9._@-]{0,63})$')
$$;

-- The SQL directory. `verifier` is SHA-256 of the argon2id output; neither it nor the output of
-- argon2id ever leaves the database. `mail` is the address in a mail's headers, `mailbox` the name of
-- the mailbox on the IMAP server; empty means that they are made of the id. Where people come from LDAP a row
-- is what its entry `dn` said when it was last asked, good until `fresh_until`; `locked`: it is not there any more.
CREATE TABLE party (
    id       text        PRIMARY KEY CHECK (id ~ '^[a-z0-9][a-z0-9._@-]{0,63}$'),
    name     text        NOT NULL CHECK (name <> '' AND length(name) <= 100),
    mail     text        NOT NULL DEFAULT '',
    mailbox  text        NOT NULL DEFAULT '',
    salt     bytea,
    verifier bytea,
    accept   text[]      NOT NULL DEFAULT '{everyone}',
    urgent   text[]      NOT NULL DEFAULT '{everyone}',
    groups   text[]      NOT NULL DEFAULT '{}',
    locked   boolean     NOT NULL DEFAULT false,
    dn       text        NOT NULL DEFAULT '',
    fresh_until timestamptz NOT NULL DEFAULT '-infinity',
    made     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT party_check CHECK (valid_list(accept) OR dn <> ''),
    CONSTRAINT party_check1 CHECK (valid_list(urgent) OR dn <> '')
);

-- The registry: what a party says of itself. Whether anybody is there is computed from the
-- sessions' signs of life. Its row is also the lock under which a party's interruptions change.
CREATE TABLE registry (
    party  text PRIMARY KEY REFERENCES party ON DELETE CASCADE,
    status text NOT NULL DEFAULT 'available' CHECK (status IN ('available', 'busy', 'away'))
) WITH (fillfactor = 70);

CREATE TABLE credential (
    hash    bytea       PRIMARY KEY CHECK (length(hash) = 32),
    party   text        NOT NULL REFERENCES party ON DELETE CASCADE,
    expires timestamptz NOT NULL,
    ended   boolean     NOT NULL DEFAULT false
);
CREATE INDEX ON credential (party);
CREATE INDEX ON credential (expires);

CREATE TABLE token (
    id      bigint      PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    hash    bytea       NOT NULL UNIQUE CHECK (length(hash) = 32),
    party   text        NOT NULL REFERENCES party ON DELETE CASCADE,
    label   text        NOT NULL DEFAULT '',
    made    timestamptz NOT NULL DEFAULT now(),
    used    timestamptz
);

-- A session is what one browser window of a party is doing. `alive_until` is its last sign of
-- life plus the time that it may be silent; `shown` is when its party last looked at it. `server` is the
-- application server that its browser talks to, by its public URL; empty where it was not said.
CREATE TABLE session (
    sid         text        PRIMARY KEY CHECK (length(sid) = 43),
    party       text        NOT NULL REFERENCES party ON DELETE CASCADE,
    page        text        NOT NULL DEFAULT 'desk',
    about       text,
    drafts      jsonb       NOT NULL DEFAULT '{}',
    notice      text,
    server      text        NOT NULL DEFAULT '',
    shown       timestamptz NOT NULL DEFAULT now(),
    alive_until timestamptz NOT NULL,
    expires     timestamptz NOT NULL,
    ended       boolean     NOT NULL DEFAULT false
) WITH (fillfactor = 70);
CREATE INDEX ON session (party) WHERE NOT ended;
CREATE INDEX ON session (expires);

-- The event streams that nginx holds for a session: one for each tab that shows it. Each has a channel of its own, so what
-- nginx tells of one that went is never about its successor.
CREATE TABLE stream (
    channel text        PRIMARY KEY CHECK (length(channel) = 64),
    sid     text        NOT NULL REFERENCES session ON DELETE CASCADE,
    opened  timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON stream (sid, opened);

-- What was sent, and what came of it. `origin` is the sender's session or token: a client's nonce
-- is unique within it, so a retry finds the message that it made the first time. `synced` says when the recipient's
-- mailbox on the IMAP server was last known to agree with it; NULL: not there yet. `forgotten` is the SHA-256 of words that
-- are in that mailbox only.
CREATE TABLE message (
    id          text        PRIMARY KEY CHECK (length(id) = 22),
    -- No foreign key: a message outlives its sender, and still has a name then.
    sender      text        NOT NULL,
    sender_name text        NOT NULL,
    origin      text        NOT NULL,
    nonce       text        NOT NULL,
    recipient   text        NOT NULL REFERENCES party ON DELETE CASCADE,
    text        text        NOT NULL,
    urgent      boolean     NOT NULL,
    in_reply_to text,
    sent        timestamptz NOT NULL DEFAULT now(),
    accepted_as text        NOT NULL CHECK (accepted_as IN ('ringing', 'queued', 'mailbox')),
    outcome     text        NOT NULL CHECK (outcome IN ('interrupted', 'ringing', 'queued', 'mailbox')),
    opened      timestamptz,
    answered    timestamptz,
    synced      timestamptz,
    forgotten   bytea,
    UNIQUE (origin, nonce)
) WITH (fillfactor = 80);
CREATE INDEX ON message (sender, sent);
CREATE INDEX ON message (recipient);
CREATE INDEX ON message (sent);
CREATE INDEX ON message (sent) WHERE synced IS NOT NULL AND forgotten IS NULL;

-- The recording that came with a message. Sound is compressed already; uncompressed by PostgreSQL and out of line, a
-- part of it costs no more than the part. `heard`: its recipient's browser has played it to the end. `bytes` NULL: it is in
-- mailboxes only, and `size` and `hash` (SHA-256) still say what it is.
CREATE TABLE voice (
    message      text        PRIMARY KEY REFERENCES message ON DELETE CASCADE,
    media_type   text        NOT NULL,
    milliseconds int         NOT NULL CHECK (milliseconds > 0),
    heard        timestamptz,
    size         int         NOT NULL CHECK (size > 0),
    hash         bytea       NOT NULL CHECK (length(hash) = 32),
    bytes        bytea
);
ALTER TABLE voice ALTER bytes SET STORAGE EXTERNAL;

-- One that was not sent yet: it belongs to a session's half-written form (`draft_key` says which).
CREATE TABLE voice_draft (
    sid          text        NOT NULL REFERENCES session ON DELETE CASCADE,
    key          text        NOT NULL,
    media_type   text        NOT NULL,
    milliseconds int         NOT NULL CHECK (milliseconds > 0),
    kept         timestamptz NOT NULL DEFAULT now(),
    bytes        bytea       NOT NULL,
    PRIMARY KEY (sid, key)
);
ALTER TABLE voice_draft ALTER bytes SET STORAGE EXTERNAL;

-- The mailbox: each accepted message once, in its recipient's. Where messages live in IMAP it is the index of every
-- party's mailbox: whose message it is, and its order.
CREATE TABLE mailbox (
    message  text        PRIMARY KEY REFERENCES message ON DELETE CASCADE,
    party    text        NOT NULL REFERENCES party ON DELETE CASCADE,
    position bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    read     timestamptz
);
CREATE INDEX ON mailbox (party, (read IS NOT NULL), position DESC);

-- An interruption is a session made for the recipient that shows one message. queued: another
-- one comes first. ringing: made, not opened yet. open: being read. closed: the party went back.
-- over: rang too long, or nobody was there; the message waits unread in the mailbox.
CREATE TABLE interruption (
    sid         text        PRIMARY KEY REFERENCES session ON DELETE CASCADE,
    party       text        NOT NULL REFERENCES party ON DELETE CASCADE,
    message     text        NOT NULL UNIQUE REFERENCES message ON DELETE CASCADE,
    interrupts  text        REFERENCES session ON DELETE SET NULL,
    state       text        NOT NULL CHECK (state IN ('queued', 'ringing', 'open', 'closed', 'over')),
    urgent      boolean     NOT NULL,
    position    bigint      NOT NULL GENERATED ALWAYS AS IDENTITY,
    rings_until timestamptz
) WITH (fillfactor = 70);
CREATE INDEX ON interruption (party) WHERE state IN ('queued', 'ringing', 'open');
CREATE INDEX ON interruption (interrupts) WHERE state IN ('ringing', 'open');

-- The spool: what is still to be done in mailboxes that are reached by IMAP. A row is made in the
-- transaction of what it is about, so an accepted message is in the spool from the moment of its commit,
-- and the row goes only when IMAP has confirmed it. Where messages live in SQL there are no rows.
-- deliver: into the recipient's folder. copy: into the sender's Sent. seen, answered: flags of the
-- message there. trash: out of the folder. `claim` is what the process knows that works at the row; it
-- has it until `claimed_until`, which is longer than that process can live. `unreachable`: when the
-- server itself could not be reached for it.
CREATE TABLE spool (
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
CREATE INDEX ON spool (message);
CREATE INDEX ON spool (party, position);
CREATE INDEX ON spool (claim);
CREATE INDEX ON spool (unreachable) WHERE unreachable IS NOT NULL;

CREATE TABLE login_try (
    party  text        NOT NULL,
    source cidr        NOT NULL,
    at     timestamptz NOT NULL DEFAULT now(),
    failed boolean     NOT NULL DEFAULT false
);
CREATE INDEX ON login_try (party, at);
CREATE INDEX ON login_try (source, at);
CREATE INDEX ON login_try (at);

RESET search_path;

-- Who has logged in from where, so that guesses from elsewhere lock nobody out; why a session has ended; and indexes,
-- so that sessions which are gone cost nobody who reads, and forgetting them costs no more than their number.

SET search_path = pageboy, pg_temp;

CREATE TABLE login_source (
    party text        NOT NULL REFERENCES party ON DELETE CASCADE,
    source cidr       NOT NULL,
    last  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (party, source)
);
CREATE INDEX ON login_source (last);

-- The code of the refusal that its page shows; NULL: session_ended.
ALTER TABLE session ADD COLUMN ended_by text;

-- Of a party's sessions only those that are alive are looked at.
DROP INDEX session_party_idx;
CREATE INDEX ON session (party, alive_until) WHERE NOT ended;
-- A session that goes is looked for here, whatever became of what interrupted it.
DROP INDEX interruption_interrupts_idx;
CREATE INDEX ON interruption (interrupts);

-- When a message was taken out of its recipient's mailbox; NULL while it is there.
ALTER TABLE message ADD COLUMN removed timestamptz;
UPDATE message m SET removed = now() WHERE NOT EXISTS (SELECT FROM mailbox b WHERE b.message = m.id);
CREATE INDEX ON message (sent) WHERE removed IS NOT NULL;

-- The unread and the read messages of a mailbox, in their order.
DROP INDEX mailbox_party_expr_position_idx;
CREATE INDEX mailbox_unread ON mailbox (party, position) WHERE read IS NULL;
CREATE INDEX mailbox_read ON mailbox (party, position) WHERE read IS NOT NULL;
-- Words are found in a large inbox by their trigrams. Both extensions are PostgreSQL's own, and an owner of a database may
-- install them.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS btree_gin WITH SCHEMA public;
CREATE INDEX message_words ON message USING gin (recipient, lower(text) public.gin_trgm_ops);
DROP INDEX message_recipient_idx;
CREATE INDEX ON message (recipient, sender);

RESET search_path;

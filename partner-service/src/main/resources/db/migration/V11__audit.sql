-- Who did what, when and from where, for the people of each account; all of it follows from ledger topics. Where somebody signed in
-- from stays sealed with the user's key, as it came.
CREATE TABLE audit_entry (
    id           uuid        PRIMARY KEY,
    account_id   uuid        NOT NULL,
    occurred_at  timestamptz NOT NULL,
    kind         text        NOT NULL,
    done_by      text,
    subject_kind text        NOT NULL,
    subject_id   uuid        NOT NULL,
    details      text        NOT NULL,
    record_id    uuid        NOT NULL,
    stream_id    uuid        NOT NULL,
    sequence     bigint      NOT NULL,
    address      bytea,
    client       bytea
);
CREATE INDEX audit_entry_account ON audit_entry (account_id, occurred_at, sequence, id);
CREATE INDEX audit_entry_kind ON audit_entry (account_id, kind, occurred_at, sequence, id);
CREATE INDEX audit_entry_by ON audit_entry (account_id, done_by, occurred_at, sequence, id);
CREATE INDEX audit_entry_subject ON audit_entry (account_id, subject_id, occurred_at, sequence, id);

-- How many events its stream has.
ALTER TABLE session ADD COLUMN events integer NOT NULL DEFAULT 0;
ALTER TABLE session ALTER COLUMN events DROP DEFAULT;

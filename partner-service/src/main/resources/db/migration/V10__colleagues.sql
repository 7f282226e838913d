-- Who is invited to become a user of the account; the address is sealed with the invitation's key. That the time of one is
-- over says expires_at.
CREATE TABLE colleague_invitation (
    id         uuid        PRIMARY KEY,
    account_id uuid        NOT NULL REFERENCES account,
    state      text        NOT NULL,
    link_hash  bytea       NOT NULL,
    email_hmac bytea       NOT NULL,
    email      bytea       NOT NULL,
    role       text        NOT NULL,
    invited_by text        NOT NULL,
    invited_at timestamptz NOT NULL,
    mailed_at  timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz,
    CONSTRAINT colleague_invitation_link UNIQUE (link_hash)
);
CREATE INDEX colleague_invitation_account ON colleague_invitation (account_id, id);
CREATE INDEX colleague_invitation_mails ON colleague_invitation (email_hmac, mailed_at);
-- Of many who invite one address at once, one does.
CREATE UNIQUE INDEX colleague_invitation_pending ON colleague_invitation (account_id, email_hmac) WHERE state = 'pending';

-- Users who are gone stay, since others read what they did; their addresses are free again.
ALTER TABLE account_user ADD COLUMN name bytea;
ALTER TABLE account_user ADD COLUMN removed_at timestamptz;
ALTER TABLE account_user ALTER COLUMN email_hmac DROP NOT NULL;
ALTER TABLE account_user ALTER COLUMN password DROP NOT NULL;

-- Rows for reading; the truth is in table event. Names and labels are sealed with the account's data key, the address
-- of a user with the user's own.
CREATE TABLE account (
    id            uuid        PRIMARY KEY,
    name          bytea       NOT NULL,
    sells         boolean     NOT NULL,
    buys          boolean     NOT NULL,
    currency      text        NOT NULL,
    zone          text        NOT NULL,
    opened_at     timestamptz NOT NULL,
    wrapped_key   bytea       NOT NULL,
    master_key_id text        NOT NULL
);

-- Passwords stand here and nowhere else.
CREATE TABLE account_user (
    id            uuid        PRIMARY KEY,
    account_id    uuid        NOT NULL REFERENCES account,
    email         bytea       NOT NULL,
    email_hmac    bytea       NOT NULL,
    role          text        NOT NULL,
    password      text        NOT NULL,
    added_at      timestamptz NOT NULL,
    wrapped_key   bytea       NOT NULL,
    master_key_id text        NOT NULL,
    CONSTRAINT account_user_email UNIQUE (email_hmac)
);
CREATE INDEX account_user_account ON account_user (account_id, id);

CREATE TABLE api_key (
    id         uuid        PRIMARY KEY,
    account_id uuid        NOT NULL REFERENCES account,
    label      bytea       NOT NULL,
    role       text        NOT NULL,
    issued_at  timestamptz NOT NULL,
    revoked_at timestamptz
);
CREATE INDEX api_key_account ON api_key (account_id, id);

CREATE TABLE session (
    id         uuid        PRIMARY KEY,
    user_id    uuid        NOT NULL REFERENCES account_user,
    account_id uuid        NOT NULL REFERENCES account,
    started_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    ended_at   timestamptz
);

-- SHA-256 of each token of a session; used ones stay until the session expires, to notice that one is shown again.
CREATE TABLE refresh_token (
    hash       bytea       PRIMARY KEY,
    session_id uuid        NOT NULL REFERENCES session ON DELETE CASCADE,
    issued_at  timestamptz NOT NULL,
    used_at    timestamptz
);
CREATE INDEX refresh_token_session ON refresh_token (session_id);

-- The private half is sealed by the master key.
CREATE TABLE signing_key (
    id         text        PRIMARY KEY,
    public_jwk text        NOT NULL,
    sealed_jwk text        NOT NULL,
    created_at timestamptz NOT NULL,
    retired_at timestamptz
);

-- An account without a row has the plan that follows from what it was opened for.
CREATE TABLE subscription (
    account_id uuid        PRIMARY KEY REFERENCES account,
    plan       text        NOT NULL,
    changed_at timestamptz NOT NULL
);

-- Data keys of people who are no users: of who is invited, by the invitation's id.
CREATE TABLE person_key (
    owner_id      uuid  PRIMARY KEY,
    wrapped_key   bytea NOT NULL,
    master_key_id text  NOT NULL
);

-- Name, address and message are sealed with the invitation's key.
CREATE TABLE invitation (
    id            uuid        PRIMARY KEY,
    seller_id     uuid        NOT NULL REFERENCES account,
    connection_id uuid        NOT NULL,
    state         text        NOT NULL,
    link_hash     bytea       NOT NULL,
    email_hmac    bytea       NOT NULL,
    name          bytea       NOT NULL,
    email         bytea       NOT NULL,
    message       bytea,
    fields        text        NOT NULL,
    flow_id       uuid,
    step_id       text,
    invited_by    text        NOT NULL,
    sent_at       timestamptz NOT NULL,
    last_mail_at  timestamptz NOT NULL,
    mails         integer     NOT NULL,
    expires_at    timestamptz NOT NULL,
    ended_at      timestamptz,
    CONSTRAINT invitation_link UNIQUE (link_hash)
);
CREATE INDEX invitation_seller ON invitation (seller_id, id);
CREATE INDEX invitation_mails ON invitation (seller_id, last_mail_at);
-- Of many who invite one address at once, one does.
CREATE UNIQUE INDEX invitation_pending ON invitation (seller_id, email_hmac) WHERE state = 'pending';
CREATE INDEX invitation_due ON invitation (expires_at) WHERE state = 'pending';

-- The partner's name is sealed with the invitation's key.
CREATE TABLE connection (
    id             uuid        PRIMARY KEY,
    seller_id      uuid        NOT NULL REFERENCES account,
    buyer_id       uuid        REFERENCES account,
    invitation_id  uuid        NOT NULL,
    partner_name   bytea       NOT NULL,
    opened_by      text        NOT NULL,
    state          text        NOT NULL,
    fields         text        NOT NULL,
    destination_id uuid,
    flow_id        uuid,
    source_id      uuid,
    holds          text        NOT NULL,
    end_cause      text,
    opened_at      timestamptz NOT NULL,
    accepted_at    timestamptz,
    configured_at  timestamptz,
    ended_at       timestamptz
);
CREATE INDEX connection_seller ON connection (seller_id, id);
CREATE INDEX connection_buyer ON connection (buyer_id, id);

-- Destinations and flows of all accounts, as other services tell them: where a buyer may take leads.
CREATE TABLE place (
    id         uuid    PRIMARY KEY,
    account_id uuid    NOT NULL,
    kind       text    NOT NULL,
    enabled    boolean NOT NULL
);
CREATE INDEX place_account ON place (account_id, kind, id);

-- Buyers with whom something has changed that their connections depend on.
CREATE TABLE buyer_review (
    account_id uuid PRIMARY KEY
);

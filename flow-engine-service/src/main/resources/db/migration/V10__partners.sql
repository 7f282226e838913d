-- Connections with buyers, as partner.events has them: looked at when a flow is edited or deployed. Lanes have their own.
CREATE TABLE partner_connection (
    connection_id  uuid   PRIMARY KEY,
    account_id     uuid   NOT NULL,
    buyer_id       uuid,
    destination_id uuid,
    flow_id        uuid,
    source_id      uuid,
    holds          text   NOT NULL,
    ended          text,
    offered        text   NOT NULL,
    sequence       bigint NOT NULL
);
CREATE INDEX partner_connection_of_account ON partner_connection (account_id);

-- What accounts pay for; one that is not here has what it was opened with.
CREATE TABLE account_plan (
    account_id uuid   PRIMARY KEY,
    plan       text   NOT NULL,
    sequence   bigint NOT NULL
);

-- Connections that flows still have to follow; the seller's name as the event has it, sealed.
CREATE TABLE partner_following (
    connection_id uuid        PRIMARY KEY REFERENCES partner_connection,
    sequence      bigint      NOT NULL,
    due_at        timestamptz NOT NULL,
    name          bytea,
    name_record   uuid,
    name_owner    uuid,
    CHECK ((name IS NULL) = (name_record IS NULL) AND (name IS NULL) = (name_owner IS NULL))
);
CREATE INDEX partner_following_due ON partner_following (due_at);

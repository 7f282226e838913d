-- Deliveries that a buyer may post feedback on, learned from delivery.attempts.
CREATE TABLE delivery (
    event_id            uuid        NOT NULL PRIMARY KEY,
    lead_id             uuid        NOT NULL,
    flow_id             uuid        NOT NULL,
    source_id           uuid        NOT NULL,
    step_id             text        NOT NULL,
    account_id          uuid        NOT NULL,
    counterparty_id     uuid,
    lane                text        NOT NULL,
    test                boolean     NOT NULL,
    accepted_at         timestamptz NOT NULL,
    return_enabled      boolean     NOT NULL,
    return_max_age_days integer,
    conversion_enabled  boolean     NOT NULL
);

-- Data keys of leads, learned from flow.keys; without a wrapped key the lead was erased.
CREATE TABLE lead_key (
    lead_id       uuid NOT NULL PRIMARY KEY,
    wrapped_key   bytea,
    master_key_id text
);

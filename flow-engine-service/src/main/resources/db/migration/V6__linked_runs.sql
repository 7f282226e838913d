-- What was asked for: leads that are to run again, and how far that has come.
CREATE TABLE run_request (
    id              uuid PRIMARY KEY,
    account_id      uuid NOT NULL,
    idempotency_key text,
    body_digest     bytea NOT NULL,
    selection       text NOT NULL,
    correlation_id  uuid NOT NULL,
    created_at      timestamptz NOT NULL,
    touched_at      timestamptz NOT NULL,
    position        uuid NOT NULL,
    looked_at       integer NOT NULL,
    made            integer NOT NULL,
    refused         integer NOT NULL,
    has_more        boolean NOT NULL,
    ended_at        timestamptz,
    UNIQUE (account_id, idempotency_key)
);
CREATE INDEX run_request_open ON run_request (touched_at) WHERE ended_at IS NULL;

-- What became of each lead: a run, or the reason why there is none.
CREATE TABLE run_request_lead (
    request_id uuid NOT NULL REFERENCES run_request (id),
    lead_id    uuid NOT NULL,
    run_id     uuid,
    refusal    text,
    masked     text NOT NULL,
    PRIMARY KEY (request_id, lead_id)
);

-- The runs of a lead after its first. The key decides who makes a run: nobody makes one beside it.
CREATE TABLE linked_run (
    lead_id    uuid NOT NULL,
    number     integer NOT NULL,
    run_id     uuid NOT NULL UNIQUE,
    request_id uuid NOT NULL REFERENCES run_request (id),
    PRIMARY KEY (lead_id, number)
);

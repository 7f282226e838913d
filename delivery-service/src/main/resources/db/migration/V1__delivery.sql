-- One row per delivery: the row is the intent. What concerns a person is sealed, as it came.
CREATE TABLE delivery (
    event_id        uuid        PRIMARY KEY,
    account_id      uuid        NOT NULL,
    lead_id         uuid        NOT NULL,
    step_id         text        NOT NULL,
    accepted_at     timestamptz NOT NULL,
    settle_by       timestamptz NOT NULL,
    owner           uuid,
    sequence        bigint      NOT NULL,
    state           text        NOT NULL CHECK (state IN ('accepted', 'sending', 'retrying', 'settled')),
    attempts        integer     NOT NULL,
    doubtful        boolean     NOT NULL,
    due_at          timestamptz,
    request         bytea,
    cause_partition integer     NOT NULL,
    cause_offset    bigint      NOT NULL,
    wrapped_key     bytea       NOT NULL,
    master_key_id   text        NOT NULL,
    outcome         text,
    certain         boolean,
    settled_at      timestamptz,
    settled_record  uuid,
    reason          bytea,
    CHECK ((state = 'settled') = (owner IS NULL)),
    CHECK ((state = 'settled') = (settled_at IS NOT NULL))
) WITH (fillfactor = 80);

COMMENT ON COLUMN delivery.owner IS 'The process that concludes it; null once settled';
COMMENT ON COLUMN delivery.sequence IS 'Of its last event on delivery.attempts';
COMMENT ON COLUMN delivery.request IS 'The DeliverLead record, for as long as it may be sent again';

CREATE INDEX delivery_open ON delivery (owner) WHERE owner IS NOT NULL;
CREATE INDEX delivery_lead ON delivery (account_id, lead_id);
CREATE INDEX delivery_settled ON delivery (settled_at) WHERE settled_at IS NOT NULL;

-- What was sent and what came back, sealed with the lead's key.
CREATE TABLE attempt (
    event_id       uuid        NOT NULL REFERENCES delivery ON DELETE CASCADE,
    number         integer     NOT NULL,
    record_id      uuid        NOT NULL,
    ended_at       timestamptz NOT NULL,
    outcome        text        NOT NULL,
    status         integer,
    latency_micros bigint      NOT NULL,
    request        bytea,
    reply          bytea,
    reason         bytea,
    PRIMARY KEY (event_id, number)
);

-- Which process works under an instance's number, and until when it is believed to live.
CREATE TABLE instance (
    number      integer     PRIMARY KEY,
    owner       uuid        NOT NULL UNIQUE,
    alive_until timestamptz NOT NULL
);

-- A delivery is written three or four times within seconds, and then rests.
ALTER TABLE delivery SET (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);

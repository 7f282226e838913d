-- Leads that wait for, or went out with, a batch of their destination. Cells are sealed with the lead's key.
CREATE TABLE batch_row (
    event_id       uuid        PRIMARY KEY,
    account_id     uuid        NOT NULL,
    destination_id uuid        NOT NULL,
    lead_id        uuid        NOT NULL,
    step_id        text        NOT NULL,
    queued_at      timestamptz NOT NULL,
    request_record uuid        NOT NULL,
    counterparty_id uuid,
    lane           text        NOT NULL,
    correlation_id uuid        NOT NULL,
    test           boolean     NOT NULL,
    cells          bytea       NOT NULL,
    wrapped_key    bytea       NOT NULL,
    master_key_id  text        NOT NULL,
    batch_id       uuid,
    outcome        text CHECK (outcome IN ('success', 'failure', 'error')),
    certain        boolean,
    reason         bytea,
    ended_at       timestamptz,
    sequence       bigint,
    endings        integer     NOT NULL DEFAULT 0,
    CHECK ((outcome IS NULL) = (ended_at IS NULL))
);

COMMENT ON COLUMN batch_row.sequence IS 'Of its last event on delivery.attempts, where one was written for its batch';
COMMENT ON COLUMN batch_row.endings IS 'How often its hand-over ended: more than once where it was sent again';

CREATE INDEX batch_row_pending ON batch_row (destination_id, queued_at, event_id) WHERE batch_id IS NULL;
CREATE INDEX batch_row_of_batch ON batch_row (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX batch_row_ended ON batch_row (ended_at) WHERE ended_at IS NOT NULL;

-- Its lock is what makes each batch once, however many instances look.
CREATE TABLE batch_count (
    destination_id uuid   PRIMARY KEY,
    made           bigint NOT NULL
);

CREATE TABLE batch (
    id             uuid        PRIMARY KEY,
    account_id     uuid        NOT NULL,
    destination_id uuid        NOT NULL,
    number         bigint      NOT NULL,
    file_name      text        NOT NULL,
    rows           integer     NOT NULL,
    made_at        timestamptz NOT NULL,
    state          text        NOT NULL CHECK (state IN ('due', 'sending', 'sent', 'refused', 'failed', 'unknown')),
    due_at         timestamptz,
    attempts       integer     NOT NULL,
    claim          uuid,
    claimed_until  timestamptz,
    ended_at       timestamptz,
    reason         text,
    UNIQUE (destination_id, number),
    CHECK ((state IN ('due', 'sending')) = (due_at IS NOT NULL))
);

COMMENT ON COLUMN batch.file_name IS 'Given when it is made and kept, so that it is never written under two names';
COMMENT ON COLUMN batch.reason IS 'Sealed for the account: it may hold what a receiver wrote';

CREATE INDEX batch_open ON batch (due_at) WHERE due_at IS NOT NULL;

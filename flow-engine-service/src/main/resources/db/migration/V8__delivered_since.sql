-- What became of deliveries behind the settling of their step: the next run of the lead has to know.
CREATE TABLE delivered_since (
    event_id uuid        PRIMARY KEY,
    run_id   uuid        NOT NULL,
    step_id  text        NOT NULL,
    sequence bigint      NOT NULL,
    known    text        NOT NULL CHECK (known IN ('taken', 'not_taken', 'unknown')),
    seen_at  timestamptz NOT NULL
);
CREATE INDEX delivered_since_by_run ON delivered_since (run_id);
CREATE INDEX delivered_since_by_age ON delivered_since (seen_at);

COMMENT ON COLUMN delivered_since.run_id IS 'The run that asked for the delivery: what delivery calls the lead';
COMMENT ON COLUMN delivered_since.sequence IS 'Of the event that said so, in the stream of the delivery';
COMMENT ON COLUMN delivered_since.known IS 'unknown: another attempt is due, or the buyer may have the lead without an answer';

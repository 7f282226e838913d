-- Leads whose data key is destroyed: what is kept of their deliveries goes with it.
CREATE TABLE erasure (
    lead_id    uuid        PRIMARY KEY,
    account_id uuid        NOT NULL,
    seen_at    timestamptz NOT NULL DEFAULT now(),
    look_at    timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX erasure_due ON erasure (look_at);

COMMENT ON COLUMN erasure.look_at IS 'When to look again: what a process has in hand is left until it has settled';

CREATE INDEX batch_row_lead ON batch_row (lead_id);
CREATE INDEX batch_ended ON batch (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX redelivery_done ON redelivery (done_at) WHERE done_at IS NOT NULL;

-- A delivery may be sent again after its step has its outcome; what is due stands in its row.
ALTER TABLE delivery RENAME COLUMN settled_record TO said_by;
ALTER TABLE delivery
    ADD COLUMN flow_id        uuid,
    ADD COLUMN destination_id uuid,
    ADD COLUMN address        text,
    ADD COLUMN sale_price     numeric(18, 4),
    ADD COLUMN currency       text,
    ADD COLUMN test           boolean NOT NULL DEFAULT false,
    ADD COLUMN price          numeric(18, 4),
    ADD COLUMN known_at       timestamptz,
    ADD COLUMN said_field     text NOT NULL DEFAULT 'DeliverySettled.reason',
    ADD COLUMN round_before   integer NOT NULL DEFAULT 0,
    ADD COLUMN round_until    timestamptz;
ALTER TABLE delivery ALTER COLUMN said_field DROP NOT NULL;

COMMENT ON COLUMN delivery.said_by IS 'The record that says how it ended, and sealed its reason';
COMMENT ON COLUMN delivery.known_at IS 'When it became known what became of it, behind the settling';

DO $$
DECLARE
    unfit text;
BEGIN
    FOR unfit IN
        SELECT conname FROM pg_constraint
        WHERE conrelid = 'delivery'::regclass AND contype = 'c'
    LOOP
        EXECUTE format('ALTER TABLE delivery DROP CONSTRAINT %I', unfit);
    END LOOP;
END $$;

ALTER TABLE delivery
    ADD CHECK (state IN
        ('accepted', 'sending', 'retrying', 'settled', 'later', 'sending_later')),
    ADD CHECK (state IN ('settled', 'later') OR owner IS NOT NULL),
    ADD CHECK (state <> 'settled' OR owner IS NULL),
    ADD CHECK ((state IN ('settled', 'later', 'sending_later')) = (settled_at IS NOT NULL)),
    ADD CHECK ((state IN ('later', 'sending_later')) = (round_until IS NOT NULL));

-- Only what waits for its time: however many do, taking the next ones is one look at its beginning.
CREATE INDEX delivery_due ON delivery (due_at) WHERE owner IS NULL AND due_at IS NOT NULL;
CREATE INDEX delivery_account ON delivery (account_id, accepted_at, event_id);

-- How a destination fares; its events are a stream of their own.
CREATE TABLE destination_health (
    destination_id uuid    PRIMARY KEY,
    account_id     uuid    NOT NULL,
    sequence       bigint  NOT NULL,
    failures       integer NOT NULL DEFAULT 0,
    paused_at      timestamptz,
    probe_at       timestamptz,
    probe_millis   bigint  NOT NULL DEFAULT 0,
    paused_by      text
);

-- Keys that sign receipts; the private part is sealed with a master key.
CREATE TABLE receipt_key (
    id         text        PRIMARY KEY,
    public     text        NOT NULL,
    sealed     text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

-- A wish to have many sent again: worked off some at a time, in the order of their acceptance.
CREATE TABLE redelivery (
    id              uuid        PRIMARY KEY,
    account_id      uuid        NOT NULL,
    asked_by        text        NOT NULL,
    idempotency_key text,
    filter          text        NOT NULL,
    asked_at        timestamptz NOT NULL,
    most            integer     NOT NULL,
    looked_at       integer     NOT NULL DEFAULT 0,
    planned         integer     NOT NULL DEFAULT 0,
    refused         integer     NOT NULL DEFAULT 0,
    last_at         timestamptz,
    last_id         uuid,
    done_at         timestamptz,
    has_more        boolean     NOT NULL DEFAULT false,
    UNIQUE (account_id, idempotency_key)
);
CREATE INDEX redelivery_open ON redelivery (asked_at) WHERE done_at IS NULL;

-- The terms of feedback come from the flow's version now, money and the lead's place from its
-- events: the projection begins anew, under another name, and fills tables of its own.
DROP TABLE delivery;
TRUNCATE lead_key;
DELETE FROM projection_offset WHERE projection = 'known-deliveries';
DELETE FROM projection_stream WHERE projection = 'known-deliveries';

-- Deliveries that a buyer may post feedback on, learned from delivery.attempts.
CREATE TABLE delivery (
    event_id         uuid        NOT NULL PRIMARY KEY,
    lead_id          uuid        NOT NULL,
    flow_id          uuid        NOT NULL,
    flow_version     integer     NOT NULL,
    source_id        uuid        NOT NULL,
    step_id          text        NOT NULL,
    account_id       uuid        NOT NULL,
    counterparty_id  uuid,
    lane             text        NOT NULL,
    test             boolean     NOT NULL,
    accepted_at      timestamptz NOT NULL,
    lead_received_at timestamptz NOT NULL,
    currency         text        NOT NULL
);

-- What a delivery earned, learned from flow.leads; 0 where that is nothing.
CREATE TABLE sale (
    event_id uuid          NOT NULL PRIMARY KEY,
    revenue  numeric(18,4) NOT NULL,
    sold     boolean       NOT NULL
);

-- What a lead cost, learned from flow.leads; 0 where that is nothing.
CREATE TABLE lead_cost (
    lead_id uuid          NOT NULL PRIMARY KEY,
    cost    numeric(18,4) NOT NULL
);

-- Where the beginning of a lead stands on flow.leads.
CREATE TABLE lead_place (
    lead_id   uuid     NOT NULL PRIMARY KEY,
    partition smallint NOT NULL,
    position  bigint   NOT NULL
);

-- What versions say of feedback, learned from flow.versions. id: <flow>/<version>
CREATE TABLE flow_version (
    id         text NOT NULL PRIMARY KEY,
    name       text NOT NULL,
    zone       text NOT NULL,
    definition text NOT NULL
);

-- Successful deliveries by quarter of an hour, for shares; test leads are not counted.
-- side: step:<id> or source:<id>
CREATE TABLE delivered_tally (
    flow_id   uuid        NOT NULL,
    side      text        NOT NULL,
    slot      timestamptz NOT NULL,
    delivered bigint      NOT NULL,
    PRIMARY KEY (flow_id, side, slot)
);

-- Feedback that was handled, so that a repeated call gets the answer of the first. reason, and
-- digest of what was said: sealed, of no bytes where there is none or the lead is erased.
CREATE TABLE feedback (
    feedback_id uuid        NOT NULL PRIMARY KEY,
    event_id    uuid        NOT NULL,
    type        text        NOT NULL,
    outcome     text        NOT NULL,
    reason      bytea       NOT NULL,
    digest      bytea       NOT NULL,
    received_at timestamptz NOT NULL
);
CREATE INDEX feedback_of_event ON feedback (event_id);

-- Deliveries by which sources are told. state: open, settled (by delivery), concluded (recorded).
-- noted: the answer that is recorded. weight: how much the answer says, 0 where there is none; one that says more settles it again.
CREATE TABLE sending (
    sending_id    uuid        NOT NULL PRIMARY KEY,
    feedback_id   uuid        NOT NULL,
    event_id      uuid        NOT NULL,
    type          text        NOT NULL,
    in_batch      boolean     NOT NULL,
    state         text        NOT NULL,
    answer        text,
    noted         text,
    weight        integer     NOT NULL DEFAULT 0,
    reason        bytea,
    reason_record uuid,
    reason_field  text,
    settled_at    timestamptz,
    asked_at      timestamptz NOT NULL,
    due_at        timestamptz NOT NULL DEFAULT now(),
    tries         integer     NOT NULL DEFAULT 0,
    correlation   uuid        NOT NULL
);
CREATE INDEX sending_of_feedback ON sending (feedback_id);
CREATE INDEX sending_settled ON sending (due_at) WHERE state = 'settled';

-- Money that was taken back, once.
CREATE TABLE revenue_reversed (event_id uuid NOT NULL PRIMARY KEY);
CREATE TABLE cost_reversed (lead_id uuid NOT NULL PRIMARY KEY);

-- Leads that were offered to other buyers, by the delivery that was given back, once.
CREATE TABLE lead_offered (event_id uuid NOT NULL PRIMARY KEY);

-- Money that may have come to be known behind a return, to be taken back behind it. kind: sale of a
-- delivery whose return has to be looked for, or cost of its lead, of which feedback_id is the
-- return. recorded: whether nothing is left to be done.
CREATE TABLE late_money (
    id          text        NOT NULL PRIMARY KEY,
    event_id    uuid        NOT NULL,
    kind        text        NOT NULL,
    feedback_id uuid,
    known_at    timestamptz NOT NULL,
    correlation uuid        NOT NULL,
    due_at      timestamptz NOT NULL,
    tries       integer     NOT NULL,
    recorded    boolean     NOT NULL
);
CREATE INDEX late_money_open ON late_money (due_at) WHERE NOT recorded;

-- Feedback that was taken in a period, where a quota counts it.
CREATE TABLE quota_count (
    flow_id uuid        NOT NULL,
    side    text        NOT NULL,
    type    text        NOT NULL,
    begins  timestamptz NOT NULL,
    taken   bigint      NOT NULL,
    PRIMARY KEY (flow_id, side, type, begins)
);

-- All that a call needs to know of its event id, in one round trip.
CREATE VIEW known_delivery AS
SELECT d.*,
       k.lead_id IS NOT NULL                         AS key_known,
       k.wrapped_key,
       k.master_key_id,
       s.revenue,
       coalesce(s.sold, false)                       AS sold,
       c.cost,
       p.partition,
       p.position,
       r.event_id IS NOT NULL                        AS revenue_reversed,
       cr.lead_id IS NOT NULL                        AS cost_reversed,
       o.event_id IS NOT NULL                        AS offered,
       (SELECT coalesce(max(e.sequence), 0)
        FROM event e WHERE e.stream_id = d.event_id) AS version
FROM delivery d
LEFT JOIN lead_key k ON k.lead_id = d.lead_id
LEFT JOIN sale s ON s.event_id = d.event_id
LEFT JOIN lead_cost c ON c.lead_id = d.lead_id
LEFT JOIN lead_place p ON p.lead_id = d.lead_id
LEFT JOIN revenue_reversed r ON r.event_id = d.event_id
LEFT JOIN cost_reversed cr ON cr.lead_id = d.lead_id
LEFT JOIN lead_offered o ON o.event_id = d.event_id;

-- Where the events of a lead stand on flow.leads, and its data key as flow.keys has it: found by the
-- lead's id when somebody asks why it went as it did. Made from the topics; old rows are forgotten.
CREATE TABLE lead_place (
    lead_id    uuid PRIMARY KEY,
    partition  integer NOT NULL,
    offsets    bigint[] NOT NULL,
    key_record bytea,
    seen_at    timestamptz NOT NULL
);
CREATE INDEX lead_place_by_age ON lead_place (seen_at);

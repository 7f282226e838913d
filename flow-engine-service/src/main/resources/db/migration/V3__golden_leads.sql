-- Leads that are tried at each deployment of a flow; what is in them is sealed for the account.
CREATE TABLE golden_lead (
    id         uuid PRIMARY KEY,
    flow_id    uuid NOT NULL REFERENCES flow (id),
    name       text NOT NULL,
    content    text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX golden_lead_of_flow ON golden_lead (flow_id, id);

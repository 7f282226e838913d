-- Deliveries of all runs of a lead belong together: a later run takes the place of an earlier one.
ALTER TABLE delivery
    ADD COLUMN first_lead_id uuid,
    ADD COLUMN superseded_by uuid;

COMMENT ON COLUMN delivery.first_lead_id IS 'The first run of the lead; null where it was written before: lead_id then';
COMMENT ON COLUMN delivery.superseded_by IS 'The delivery of a later run, after which this one is not sent again';

CREATE INDEX delivery_step ON delivery (account_id, (COALESCE(first_lead_id, lead_id)), step_id);

-- Whether a place takes each lead: a flow that was deployed, a destination that does not gather. What was before is taken for it.
ALTER TABLE place ADD COLUMN fit boolean NOT NULL DEFAULT true;
ALTER TABLE place ALTER COLUMN fit DROP DEFAULT;

-- Whether an account could ever sell: then its destinations are not only its own. What was before is not known here any more.
ALTER TABLE subscription ADD COLUMN could_sell boolean NOT NULL DEFAULT true;
ALTER TABLE subscription ALTER COLUMN could_sell DROP DEFAULT;

-- When it is looked at the next time; who could not be looked at waits longer than the others.
ALTER TABLE buyer_review ADD COLUMN due_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX buyer_review_due ON buyer_review (due_at);
CREATE INDEX connection_reviewed ON connection (buyer_id) WHERE ended_at IS NULL;

-- What is due is taken by destination: what is held for one that is shut is not met at all.
CREATE INDEX delivery_due_at ON delivery (destination_id, due_at)
    WHERE owner IS NULL AND due_at IS NOT NULL;
DROP INDEX delivery_due;

-- However long a destination stays shut, what is for it ends some day.
CREATE INDEX delivery_too_old ON delivery (round_until)
    WHERE owner IS NULL AND round_until IS NOT NULL;

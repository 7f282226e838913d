-- Lists of a destination's deliveries, however many others the account has.
CREATE INDEX delivery_account_destination
    ON delivery (account_id, destination_id, accepted_at, event_id)
    WHERE destination_id IS NOT NULL;

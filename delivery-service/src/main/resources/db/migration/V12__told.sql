-- When people were told last that a destination fails: not each time that it does.
ALTER TABLE destination_health
    ADD COLUMN told_at        timestamptz,
    ADD COLUMN told_others_at timestamptz;

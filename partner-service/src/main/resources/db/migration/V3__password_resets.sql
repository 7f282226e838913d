-- Links by which passwords are reset: the hash of each; the newest of a user counts.
CREATE TABLE password_reset (
    hash     bytea       PRIMARY KEY,
    user_id  uuid        NOT NULL REFERENCES account_user,
    asked_at timestamptz NOT NULL,
    used_at  timestamptz
);
CREATE INDEX password_reset_user ON password_reset (user_id, asked_at);

-- Destinations and credentials as their events have left them. A deleted one keeps its row, so that
-- every instance learns of it.
CREATE TABLE definition (
    id            uuid        PRIMARY KEY,
    account_id    uuid        NOT NULL,
    kind          text        NOT NULL CHECK (kind IN ('destination', 'credential')),
    name          text        NOT NULL,
    body          text        NOT NULL,
    credential_id uuid        REFERENCES definition,
    enabled       boolean     NOT NULL,
    deleted       boolean     NOT NULL,
    sequence      bigint      NOT NULL,
    updated_at    timestamptz NOT NULL,
    changed_at    timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN definition.body IS 'JSON, secrets sealed';
COMMENT ON COLUMN definition.sequence IS 'Of its last event on delivery.definitions';
COMMENT ON COLUMN definition.changed_at IS 'By the clock of the database: what other instances look for';

CREATE INDEX definition_account ON definition (account_id, kind, id) WHERE NOT deleted;
CREATE INDEX definition_changed ON definition (changed_at);
CREATE INDEX definition_credential ON definition (credential_id) WHERE credential_id IS NOT NULL;

CREATE FUNCTION definition_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.changed_at := now();
    RETURN NEW;
END
$$;

CREATE TRIGGER definition_changes BEFORE UPDATE ON definition
    FOR EACH ROW EXECUTE FUNCTION definition_changes();

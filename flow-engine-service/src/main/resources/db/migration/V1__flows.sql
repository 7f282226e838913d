-- Flows as their events have left them. Definitions are JSON in text: sealed inside, never queried.
CREATE TABLE flow (
    id         uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    name       text NOT NULL,
    draft      text NOT NULL,
    version    integer NOT NULL,
    enabled    boolean NOT NULL,
    sequence   bigint NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX flow_of_account ON flow (account_id, id);

CREATE TABLE flow_version (
    id          text PRIMARY KEY,
    flow_id     uuid NOT NULL REFERENCES flow (id),
    version     integer NOT NULL,
    definition  text NOT NULL,
    deployed_by text NOT NULL,
    deployed_at timestamptz NOT NULL,
    UNIQUE (flow_id, version)
);

-- From the ledger: may know a flow before or after this database does.
CREATE TABLE flow_live (
    flow_id  uuid PRIMARY KEY,
    version  integer NOT NULL,
    enabled  boolean NOT NULL,
    sequence bigint NOT NULL
);

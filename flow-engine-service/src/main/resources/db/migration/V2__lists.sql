-- Lists of accounts. Entries are HMACs under the account's key; what they hold is on the ledger.
CREATE TABLE lead_list (
    id         uuid PRIMARY KEY,
    account_id uuid NOT NULL,
    name       text NOT NULL,
    kind       text NOT NULL,
    type       text NOT NULL,
    entries    bigint NOT NULL,
    sequence   bigint NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX lead_list_of_account ON lead_list (account_id, id);

CREATE TABLE lead_list_entry (
    list_id uuid NOT NULL REFERENCES lead_list (id) ON DELETE CASCADE,
    digest  bytea NOT NULL,
    PRIMARY KEY (list_id, digest)
);

-- Mails of Waybill itself. The request is sealed as it came, and forgotten when the mail has come to its end.
CREATE TABLE mail (
    mail_id    uuid        PRIMARY KEY,
    request    bytea,
    send_until timestamptz NOT NULL,
    asked_at   timestamptz NOT NULL,
    due_at     timestamptz,
    started_at timestamptz,
    attempts   integer     NOT NULL DEFAULT 0,
    outcome    text CHECK (outcome IN ('sent', 'refused', 'unknown', 'late', 'unusable')),
    ended_at   timestamptz,
    CHECK ((outcome IS NULL) = (ended_at IS NULL)),
    CHECK ((outcome IS NULL) = (request IS NOT NULL))
);

COMMENT ON COLUMN mail.started_at IS 'When it was handed to the mail server, whose answer is not known yet';

CREATE INDEX mail_due ON mail (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX mail_started ON mail (started_at) WHERE started_at IS NOT NULL;
CREATE INDEX mail_ended ON mail (ended_at) WHERE ended_at IS NOT NULL;

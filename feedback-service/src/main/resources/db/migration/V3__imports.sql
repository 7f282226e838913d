-- Files of feedback. state: open (parts come in), running, held, done.
-- request_key, request_digest: of the call that made it, by which a repeated one is known.
-- claimed_by, claimed_until: the worker that is at it, and until when others leave it alone.
CREATE TABLE feedback_import (
    id             uuid        NOT NULL PRIMARY KEY,
    account_id     uuid        NOT NULL,
    correlation    uuid        NOT NULL,
    name           text        NOT NULL,
    type           text,
    state          text        NOT NULL,
    created_at     timestamptz NOT NULL,
    touched_at     timestamptz NOT NULL,
    ended_at       timestamptz,
    rows           bigint      NOT NULL,
    done           bigint      NOT NULL,
    succeeded      bigint      NOT NULL,
    failed         bigint      NOT NULL,
    broken         bigint      NOT NULL,
    request_key    text,
    request_digest bytea       NOT NULL,
    due_at         timestamptz NOT NULL,
    claimed_by     uuid,
    claimed_until  timestamptz
);
CREATE INDEX feedback_import_of_account ON feedback_import (account_id, created_at DESC, id DESC);
CREATE INDEX feedback_import_running ON feedback_import (touched_at) WHERE state = 'running';
CREATE INDEX feedback_import_touched ON feedback_import (touched_at);

-- Parts that have come in; a part that comes again is told by its digest.
CREATE TABLE feedback_import_part (
    import_id uuid    NOT NULL REFERENCES feedback_import ON DELETE CASCADE,
    part      integer NOT NULL,
    digest    bytea   NOT NULL,
    rows      integer NOT NULL,
    PRIMARY KEY (import_id, part)
);

-- content and answer are sealed: they may hold values of a lead. event_id: null where the row has
-- none that could be one; what stood there is in the content. outcome: null until it is given,
-- pending while the source is asked. due_at: when it is tried again, or waited for no longer.
CREATE TABLE feedback_import_row (
    import_id   uuid        NOT NULL REFERENCES feedback_import ON DELETE CASCADE,
    part        integer     NOT NULL,
    line        integer     NOT NULL,
    event_id    uuid,
    content     text        NOT NULL,
    outcome     text,
    code        text,
    answer      text,
    feedback_id uuid,
    tries       integer     NOT NULL DEFAULT 0,
    due_at      timestamptz NOT NULL DEFAULT '-infinity',
    PRIMARY KEY (import_id, part, line)
);
CREATE INDEX feedback_import_row_open ON feedback_import_row (import_id, part, line)
    WHERE outcome IS NULL;
CREATE INDEX feedback_import_row_pending ON feedback_import_row (import_id, part, line)
    WHERE outcome = 'pending';

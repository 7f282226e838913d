-- When a request is to be worked on: one for a returned lead waits until its runs have ended.
ALTER TABLE run_request ADD COLUMN due_at timestamptz NOT NULL DEFAULT '-infinity';

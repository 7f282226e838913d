-- How often the next leads of a request could not be looked at.
ALTER TABLE run_request ADD COLUMN tries integer NOT NULL DEFAULT 0;

-- What is older than the leads that are known is forgotten.
CREATE INDEX run_request_by_end ON run_request (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX linked_run_by_request ON linked_run (request_id);

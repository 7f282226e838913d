-- Events: the truth of one service, and the memory that decides which version a stream has.
CREATE TABLE event (
    stream_id          uuid        NOT NULL,
    sequence           bigint      NOT NULL CHECK (sequence > 0),
    record_id          uuid        NOT NULL,
    topic              text        NOT NULL,
    record             text        NOT NULL,
    schema_fingerprint text        NOT NULL,
    payload            bytea       NOT NULL,
    occurred_at        timestamptz NOT NULL,
    PRIMARY KEY (stream_id, sequence)
);

-- Outbox: records that a transaction has decided and Kafka has not acknowledged yet.
CREATE TABLE outbox (
    id        bigint   GENERATED ALWAYS AS IDENTITY,
    shard     smallint NOT NULL,
    stream_id uuid     NOT NULL,
    topic     text     NOT NULL,
    lane      text     NOT NULL,
    key       text     NOT NULL,
    headers   text     NOT NULL,
    payload   bytea    NOT NULL,
    PRIMARY KEY (shard, id)
);

-- Every row lives for milliseconds: without frequent cleaning the index would be mostly dead rows.
ALTER TABLE outbox SET (
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_threshold = 5000,
    autovacuum_vacuum_cost_delay = 0
);

-- How far each projection has come; moved in the transaction that writes its rows.
CREATE TABLE projection_offset (
    projection     text    NOT NULL,
    topic          text    NOT NULL,
    partition      integer NOT NULL,
    next_offset    bigint  NOT NULL,
    PRIMARY KEY (projection, topic, partition)
);

-- The last event of each stream that a projection has applied: an event that a writer published
-- twice is recognised here.
CREATE TABLE projection_stream (
    projection    text   NOT NULL,
    topic         text   NOT NULL,
    stream_id     uuid   NOT NULL,
    last_sequence bigint NOT NULL,
    PRIMARY KEY (projection, topic, stream_id)
);

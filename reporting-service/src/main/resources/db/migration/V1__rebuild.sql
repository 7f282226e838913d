-- The rebuilds of this installation; an operation's log, not a projection.
create table rebuild (
    id uuid primary key,
    number bigint generated always as identity,
    state text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    message text,
    progress jsonb not null
);

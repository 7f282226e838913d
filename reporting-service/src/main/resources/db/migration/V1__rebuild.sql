-- The rebuilds of this installation; an operation's log, not a projection.
create table rebuild (
    id uuid primary key,
    number bigint generated always as identity,
    state text not null,
    started_at timestamptz not null,
    -- written in the transaction that puts the new tables in the place of the live ones
    swapped_at timestamptz,
    ended_at timestamptz,
    message text,
    progress jsonb not null
);

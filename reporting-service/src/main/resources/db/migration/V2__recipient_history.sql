-- What the engine was told of each recipient; it outlives the tables that it was counted from.
create table recipient_history (
    account_id uuid not null,
    flow_id uuid not null,
    step_id text not null,
    -- a day of it was counted again since
    changed boolean not null default true,
    -- told last; nothing before the first time
    as_of timestamptz,
    days int not null default 0,
    delivered bigint not null default 0,
    accepted bigint not null default 0,
    converted bigint not null default 0,
    returned bigint not null default 0,
    revenue numeric(18, 4) not null default 0,
    -- when its day ends, so that the window moves on; infinity when nothing is in it any more
    day_ends timestamptz not null default '-infinity',
    primary key (account_id, flow_id, step_id)
);
create index recipient_history_changed on recipient_history (account_id) where changed;
create index recipient_history_day on recipient_history (day_ends);

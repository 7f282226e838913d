-- The tables that people read, all of them rebuilt from the topics. They stand in a schema of
-- their own (live, or view_<n> while a rebuild fills it); each column says which record owns it.

create table lead (
    lead_id uuid primary key,
    account_id uuid not null,
    -- LeadReceived
    flow_id uuid,
    flow_version int,
    source_id uuid,
    received_at timestamptz,
    test boolean,
    data bytea,
    data_record uuid,
    -- LeadCompleted
    outcome text,
    decided_by text,
    reason bytea,
    reason_record uuid,
    price numeric(18, 4),
    revenue numeric(18, 4),
    currency text,
    completed_at timestamptz,
    -- LeadClosed
    closed_at timestamptz,
    -- computed from data and lead_key when both are here; gone when the key is erased
    state text,
    postal_prefix text,
    phone_area text,
    mail_domain text
);
create index lead_of_account on lead (account_id, received_at desc, lead_id desc);
create index lead_of_source on lead (source_id, received_at desc, lead_id desc);

-- DuplicateKeySeen: ids of calls that repeated a lead
create table lead_repeat (
    lead_id uuid primary key,
    account_id uuid not null,
    first_lead_id uuid not null
);

-- LeadReceived of leads that run again
create table linked_run (
    run_id uuid primary key,
    account_id uuid not null,
    first_lead_id uuid not null,
    number int not null
);
create index linked_run_of_lead on linked_run (first_lead_id, number);

-- LeadKeyLive, LeadKeyErased
create table lead_key (
    lead_id uuid primary key,
    wrapped_key bytea,
    master_key_id text,
    erased_at timestamptz
);

-- DeliveryRequested, StepSettled, DeliveryReconciled, SaleReconciled
create table delivery (
    event_id uuid primary key,
    lead_id uuid not null,
    account_id uuid not null,
    step_id text,
    run int,
    sale_price numeric(18, 4),
    currency text,
    requested_at timestamptz,
    -- StepSettled
    settled_outcome text,
    settled_certain boolean,
    settled_revenue numeric(18, 4),
    settled_at timestamptz,
    -- DeliveryReconciled
    known_outcome text,
    known_price numeric(18, 4),
    known_at timestamptz,
    -- SaleReconciled
    sale_outcome text,
    sale_revenue numeric(18, 4),
    -- what stands: what is known since goes before what the step settled as
    outcome text generated always as
        (coalesce(known_outcome, sale_outcome, settled_outcome)) stored,
    certain boolean generated always as
        (case when known_outcome is not null or sale_outcome is not null then true
            else settled_certain end) stored,
    revenue numeric(18, 4) generated always as
        (case when known_outcome = 'success' and sale_outcome is distinct from 'success'
                then coalesce(known_price, sale_price)
            when sale_revenue is not null then sale_revenue
            when known_outcome is not null then 0
            else settled_revenue end) stored
);
create index delivery_of_lead on delivery (lead_id);
create index delivery_of_account on delivery (account_id);
create index delivery_of_recipient on delivery (account_id, step_id, settled_at);

-- every record whose stream belongs to a lead
create table lead_event (
    record_id uuid primary key,
    account_id uuid not null,
    lead_id uuid not null,
    topic text collate "C" not null,
    stream_id uuid not null,
    sequence bigint not null,
    occurred_at timestamptz not null,
    type text not null,
    step_id text,
    event_id uuid,
    outcome text,
    test boolean not null,
    facts jsonb not null,
    reason bytea,
    request bytea,
    reply bytea,
    reference bytea,
    appended bytea
);
create index lead_event_of_lead on lead_event (lead_id, occurred_at, topic, stream_id, sequence);
create index lead_event_of_account on lead_event (account_id, occurred_at desc, record_id desc);
create index feedback_of_delivery on lead_event (event_id) where type = 'feedback_received';
create index feedback_of_account on lead_event (account_id, occurred_at)
    where type in ('feedback_received', 'feedback_refused', 'feedback_sent', 'feedback_send_failed',
                   'revenue_reversed', 'cost_reversed');

-- FlowCreated, FlowDraftEdited, FlowVersionDeployed
create table flow_name (
    flow_id uuid primary key,
    account_id uuid not null,
    name text not null,
    sequence bigint not null
);
create table source_name (
    flow_id uuid not null,
    source_id text not null,
    account_id uuid not null,
    name text not null,
    sequence bigint not null,
    primary key (flow_id, source_id)
);
create table step_name (
    flow_id uuid not null,
    step_id text not null,
    account_id uuid not null,
    name text not null,
    type text not null,
    sequence bigint not null,
    primary key (flow_id, step_id)
);

-- AccountOpened
create table account (
    account_id uuid primary key,
    zone text not null
);

-- a queue: deliveries that settled, or had feedback, since they were last counted
create table recipient_due (
    id bigint generated always as identity primary key,
    event_id uuid not null
);
-- what was counted of a recipient's deliveries that settled on a day of the account's zone; days
-- that are over are forgotten
create table recipient_day (
    account_id uuid not null,
    flow_id uuid not null,
    step_id text not null,
    day date not null,
    delivered bigint not null,
    accepted bigint not null,
    converted bigint not null,
    returned bigint not null,
    revenue numeric(18, 4) not null,
    primary key (account_id, flow_id, step_id, day)
);
create index recipient_day_over on recipient_day (day);

-- how far the projection has come, written with the rows
create table projection_offset (like public.projection_offset including all);
create table projection_stream (like public.projection_stream including all);

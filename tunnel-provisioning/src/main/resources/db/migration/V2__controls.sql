-- One row, locked by whoever reserves a write: the controls hold for parallel requests together.
create table control (
    only_row        boolean primary key default true check (only_row),
    stopped         boolean not null,
    stop_reason     text,
    stop_actor      text,
    stop_since      timestamptz,
    protected_nodes text[]  not null,
    caps            jsonb
);
insert into control (stopped, protected_nodes) values (false, '{}');

create table change_freeze (
    id          uuid primary key,
    starts_at   timestamptz not null,
    ends_at     timestamptz not null,
    nodes       text[]      not null,
    reason      text        not null,
    actor       text        not null,
    lifted_at   timestamptz,
    lifted_by   text,
    lift_reason text,
    check (ends_at > starts_at)
);

create table write_verdict (
    number         bigint generated always as identity,
    task_id        uuid primary key,
    step           text        not null,
    incident_id    text        not null,
    protection_key text        not null,
    tunnel_id      text        not null,
    head_end       text        not null,
    code           text,
    reason         text,
    approval_mode  text        not null,
    approval_actor text,
    decided_at     timestamptz not null
);
create unique index write_verdict_newest on write_verdict (number);
create index write_verdict_changes on write_verdict (head_end, decided_at) where code is null;

create table reconciliation (
    only_row boolean primary key default true check (only_row),
    result   jsonb not null
);

create table reconciliation_finding (
    kind       text,
    name       text,
    head_end   text        not null,
    end_point  text        not null,
    color      integer     not null,
    first_seen timestamptz not null,
    primary key (kind, name)
);

-- A ticket as it stands, made from its updates.
create table ticket (
    number            bigserial primary key,
    incident_id       text        not null unique,
    opened            boolean     not null default false,
    status            text        not null,
    phase             text        not null,
    severity          text,
    sla_tier          text,
    summary           text        not null,
    message           text        not null,
    degraded_links    jsonb       not null default '[]',
    services_by_tier  jsonb       not null default '{}',
    total_affected    int,
    tunnel_ids        jsonb       not null default '[]',
    resolution        text,
    duration_seconds  bigint,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    closed_at         timestamptz
);
create index ticket_status on ticket (status, number);

-- Every message about a ticket, word for word. Positions are given under one lock, so that they appear in order.
create table ticket_update (
    position    bigserial primary key,
    incident_id text        not null,
    sequence    int         not null,
    task_id     uuid        not null unique,
    task_type   text        not null,
    payload     jsonb       not null,
    received_at timestamptz not null,
    unique (incident_id, sequence)
);

-- The key that signs the console's cookies; made once.
create table console_key (
    id         int primary key check (id = 1),
    secret     bytea       not null,
    created_at timestamptz not null
);

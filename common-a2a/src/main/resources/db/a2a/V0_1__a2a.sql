-- What was asked of this agent and answered, by task id.
create table a2a_task (
    task_id       uuid primary key,
    task_type     text        not null,
    caller        text        not null,
    incident_id   text,
    payload_hash  text        not null,
    state         text        not null,
    answer        jsonb       not null,
    claimed_until timestamptz not null,
    started_at    timestamptz not null,
    completed_at  timestamptz
);
create index a2a_task_started on a2a_task (started_at);

-- Messages on their way, in lanes; a delivered one is deleted, a refused one stays as dead.
create table a2a_outbox (
    position       bigserial primary key,
    lane           text        not null,
    destination    text        not null,
    task_id        uuid        not null unique,
    task_type      text        not null,
    incident_id    text,
    correlation_id uuid,
    traceparent    text,
    payload        jsonb       not null,
    created_at     timestamptz not null,
    due_at         timestamptz not null,
    attempts       int         not null default 0,
    dead           boolean     not null default false,
    last_error     text
);
create index a2a_outbox_lane on a2a_outbox (lane, position) where not dead;
create index a2a_outbox_due on a2a_outbox (due_at) where not dead;

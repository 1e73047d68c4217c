-- One row an incident; the document is the watch, the other columns are for queries.
create table watch (
    incident_id   text primary key,
    plan_revision bigint      not null,
    stage         text        not null,
    document      jsonb       not null,
    version       bigint      not null,
    updated_at    timestamptz not null
);
create index watch_stage on watch (stage);

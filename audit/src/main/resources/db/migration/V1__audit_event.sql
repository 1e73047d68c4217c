-- The trail. "record" holds the bytes that are hashed; the other columns repeat what it says, for queries.
create table audit_event (
    id            bigint primary key,
    event_id      uuid        not null unique,
    event_type    text        not null,
    incident_id   text,
    actor         text        not null,
    source_agent  text        not null,
    occurred_at   timestamptz not null,
    recorded_at   timestamptz not null,
    record        text        not null,
    previous_hash text        not null,
    hash          text        not null
);
create index audit_event_incident on audit_event (incident_id, id);
create index audit_event_recorded on audit_event (recorded_at);

-- Append-only, for everybody.
create function audit_event_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'audit_event is append-only';
end $$;
create trigger audit_event_append_only before update or delete or truncate on audit_event
    for each statement execute function audit_event_is_append_only();

-- And by right, for the role the agent runs as, where a deployment has one.
do $$
begin
    if exists (select 1 from pg_roles where rolname = 'audit_app') then
        revoke update, delete, truncate on audit_event from audit_app;
    end if;
end $$;

-- Agents choose event ids, each for its own events: one agent's id is not in the way of another's.
create unique index audit_event_source on audit_event (event_id, source_agent);
alter table audit_event drop constraint audit_event_event_id_key;

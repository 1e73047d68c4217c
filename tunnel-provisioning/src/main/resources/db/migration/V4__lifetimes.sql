-- What is removed in time, and what is looked for with every write, is found by an index.
create index tunnel_ended on tunnel (updated_at) where state in ('refused', 'deleted');
alter table incident_plan add column updated_at timestamptz not null default now();
create index incident_plan_updated on incident_plan (updated_at);
create index change_freeze_over on change_freeze (least(ends_at, lifted_at));
create index write_verdict_decided on write_verdict (decided_at);
create index write_verdict_incident on write_verdict (incident_id, number);
create index tunnel_alive on tunnel (number) where state not in ('refused', 'deleted');
create index colored_route_color on colored_route (color, end_point);

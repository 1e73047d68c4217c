-- Indexes for what is asked for each alert, for the lists that people narrow, and for the removal of what has expired.
drop index alert_incident;
create index alert_incident on alert (incident_key, received_at desc, alert_id desc) where incident_key is not null;
create index alert_link on alert (link_id, received_at desc, alert_id desc) where link_id is not null;
create index alert_source on alert (source, received_at desc, alert_id desc);
create index alert_verdict on alert (verdict, received_at desc, alert_id desc);

drop index source_alarm_active;
create index source_alarm_active on source_alarm (source, origin, raised_at) where active;
create index source_alarm_without_link on source_alarm (raised_at)
    where active and waiting is null and link_id is null;
create index source_alarm_waiting on source_alarm (waiting, raised_at) where active and waiting is not null;
create index source_alarm_changed on source_alarm (changed_at);

create index link_status_link on link_status (link_id);
create index link_status_changed on link_status (changed_at);
create index incident_closed on incident (closed_at) where closed_at is not null;
create index suppression_kind on suppression (kind, created_at desc, id);
create index suppression_over on suppression (least(ends_at, ended_at));
create index dead_letter_arrived on dead_letter (arrived_at);
create index incident_open on incident (incident_key) where closed_at is null;

-- Who protects a (head-end, end-point, colour) now: one incident at a time.
create table key_owner (
    traffic     text primary key,
    incident_id text        not null references incident,
    since       timestamptz not null
);
create index key_owner_incident on key_owner (incident_id);

insert into key_owner (traffic, incident_id, since)
select distinct on (regexp_replace(p.protection_key, '/[^/]*$', ''))
       regexp_replace(p.protection_key, '/[^/]*$', ''), p.incident_id, i.detected_at
from protection p join incident i using (incident_id)
where i.closed_at is null
  and p.state in ('wanted', 'planned', 'provisioned', 'steered', 'returning', 'failed_holding')
order by regexp_replace(p.protection_key, '/[^/]*$', ''), i.opened;

-- How many actions in a row did not help a protection key; outlives its incidents.
create table key_verdict (
    protection_key text primary key,
    not_helped     int         not null,
    incident_id    text        not null,
    judged_at      timestamptz not null
);

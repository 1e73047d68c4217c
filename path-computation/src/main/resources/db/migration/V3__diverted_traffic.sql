-- Traffic that plans moved: where it returns to, and what of it is away from there now.
create table diverted_traffic (
    protection_key text primary key,
    incident_id    text        not null,
    traffic        jsonb       not null,
    away           boolean     not null,
    changed_at     timestamptz not null
);

create index diverted_traffic_changed on diverted_traffic (changed_at) where not away;

-- A link that protections load, as long as it is above its threshold: reported once for each time that it goes there.
create table overfull_link (
    incident_id text        not null,
    link_id     text        not null,
    sender      text        not null,
    since       timestamptz not null,
    told        boolean     not null default false,
    updated_at  timestamptz not null,
    primary key (incident_id, link_id, sender)
);
create index overfull_link_updated on overfull_link (updated_at);

-- One row a channel of a notification; what was skipped is kept too, with the reason.
create table delivery (
    notification_id uuid        not null,
    channel         text        not null,
    incident_id     text        not null,
    event           text        not null,
    notice          jsonb       not null,
    outcome         text        not null,
    reason          text,
    attempts        int         not null default 0,
    created_at      timestamptz not null,
    settled_at      timestamptz,
    primary key (notification_id, channel)
);
create index delivery_incident on delivery (incident_id, created_at);

create table tunnel (
    number            bigint generated always as identity,
    tunnel_id         text primary key,
    incident_id       text        not null,
    protection_key    text        not null,
    head_end          text        not null,
    end_point         text        not null,
    color             integer     not null,
    fleet_colored     boolean     not null,
    te_type           text        not null,
    binding_sid       integer,
    state             text        not null,
    preference        integer     not null,
    protection_weight integer     not null,
    original_weight   integer     not null,
    plan              jsonb       not null,
    plan_revision     bigint      not null,
    written           boolean     not null,
    intended          jsonb,
    verdict           text        not null,
    failure           text,
    version           bigint      not null,
    created_at        timestamptz not null,
    updated_at        timestamptz not null,
    unique (incident_id, protection_key)
);
create unique index tunnel_newest on tunnel (number);
create index tunnel_head_end on tunnel (head_end) where state not in ('refused', 'deleted');
create index tunnel_color on tunnel (color, end_point) where state <> 'deleted';

create table tunnel_number (
    head_end  text,
    end_point text,
    last      integer not null,
    primary key (head_end, end_point)
);

create table incident_plan (
    incident_id   text primary key,
    plan_revision bigint not null
);

create table binding_sid (
    head_end  text,
    label     integer,
    tunnel_id text not null unique references tunnel,
    primary key (head_end, label)
);

create table fleet_color (
    color       integer primary key,
    incident_id text not null,
    end_point   text not null,
    unique (incident_id, end_point)
);

create table colored_route (
    service_id text,
    end_point  text,
    color      integer not null references fleet_color,
    primary key (service_id, end_point)
);

create table turn (
    name        text primary key,
    holder      uuid        not null,
    until       timestamptz not null
);

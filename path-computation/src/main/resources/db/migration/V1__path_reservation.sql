create table path_reservation (
    protection_key text primary key,
    incident_id    text             not null,
    head_end       text             not null,
    end_point      text             not null,
    links          text[]           not null,
    nodes          text[]           not null,
    demand_mbps    double precision not null check (demand_mbps > 0),
    reserved_at    timestamptz      not null,
    expires_at     timestamptz      not null,
    seen_at        timestamptz
);

create index path_reservation_expires on path_reservation (expires_at);

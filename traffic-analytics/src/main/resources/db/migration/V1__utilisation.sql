-- One row a direction and reading; what could not be read has no row.
create table link_utilisation (
    link_id       text             not null,
    "from"        text             not null,
    "to"          text             not null,
    utilisation   double precision not null,
    capacity_mbps double precision,
    measured_at   timestamptz      not null,
    primary key (link_id, "from", measured_at)
);
create index link_utilisation_measured_at on link_utilisation (measured_at);

create table policy_utilisation (
    head_end         text             not null,
    end_point        text             not null,
    color            integer          not null,
    utilisation_mbps double precision not null,
    measured_at      timestamptz      not null,
    primary key (head_end, end_point, color, measured_at)
);
create index policy_utilisation_measured_at on policy_utilisation (measured_at);

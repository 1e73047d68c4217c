-- One row an act of steering: did it help? It outlives the answer, so that one act is never judged twice.
create table steering_check (
    incident_id   text        not null,
    tunnel_id     text        not null,
    steering      text        not null,
    plan_revision bigint      not null,
    document      jsonb       not null,
    done          boolean     not null default false,
    verdict       text,
    updated_at    timestamptz not null,
    primary key (incident_id, tunnel_id, steering)
);
create index steering_check_open on steering_check (incident_id) where not done;

-- An incident: the document is what the state machine reads, the columns are what people search.
create table incident (
    incident_id   text primary key,
    opened        bigserial   not null unique,
    state         text        not null,
    severity      text        not null,
    plan_revision bigint      not null,
    version       bigint      not null,
    links         text[]      not null,
    services      text[]      not null,
    customers     text[]      not null,
    detected_at   timestamptz not null,
    updated_at    timestamptz not null,
    closed_at     timestamptz,
    document      jsonb       not null
);
create index incident_state on incident (state);
create index incident_open on incident (opened) where closed_at is null;
create index incident_links on incident using gin (links);
create index incident_services on incident using gin (services);

-- One direction of protection: (head-end, end-point, colour, TE type).
create table protection (
    incident_id    text not null references incident,
    protection_key text not null,
    head_end       text not null,
    end_point      text not null,
    state          text not null,
    tier_rank      int  not null,
    tunnel_id      text,
    document       jsonb not null,
    primary key (incident_id, protection_key)
);
create index protection_tunnel on protection (tunnel_id);

-- What happened while work was going on: appended at once, folded in between steps.
create table fact (
    position    bigserial primary key,
    incident_id text        not null references incident,
    kind        text        not null,
    document    jsonb       not null,
    received_at timestamptz not null,
    folded_at   timestamptz,
    verdict     text
);
create index fact_waiting on fact (incident_id, position) where folded_at is null;

create table transition (
    position      bigserial primary key,
    incident_id   text        not null references incident,
    from_state    text        not null,
    to_state      text        not null,
    reason        text        not null,
    plan_revision bigint      not null,
    occurred_at   timestamptz not null
);
create index transition_incident on transition (incident_id, position);

-- Intents: stored before the call, with the very payload; settled with the outcome.
create table call (
    task_id        uuid primary key,
    incident_id    text        not null references incident,
    protection_key text        not null,
    step           text        not null,
    plan_revision  bigint      not null,
    attempt        int         not null,
    payload        jsonb       not null,
    created_at     timestamptz not null,
    not_before     timestamptz not null,
    tries          int         not null default 0,
    settled_at     timestamptz,
    outcome        text
);
create index call_open on call (incident_id) where settled_at is null;

-- Every alert and what became of it.
create table alert (
    alert_id     text primary key,
    domain       text        not null,
    source       text        not null,
    source_key   text        not null,
    kind         text        not null,
    link_id      text,
    severity     text        not null,
    verdict      text        not null,
    rule         text        not null,
    incident_key text,
    repeats      bigint      not null default 0,
    occurred_at  timestamptz not null,
    received_at  timestamptz not null,
    last_seen_at timestamptz not null,
    record       jsonb       not null
);
create index alert_received on alert (received_at desc, alert_id desc);
create index alert_incident on alert (incident_key) where incident_key is not null;
create index alert_source_key on alert (source_key, received_at desc);

-- Alarms by their identity at the source: which are active, which wait for a place in the network or for a silence to end.
create table source_alarm (
    source     text        not null,
    source_key text        not null,
    origin     text        not null,
    active     boolean     not null,
    waiting    text,
    link_id    text,
    raised_at  timestamptz not null,
    changed_at timestamptz not null,
    record     jsonb       not null,
    primary key (source, source_key)
);
create index source_alarm_active on source_alarm (origin) where active;

create table link_status (
    domain      text        not null,
    link_id     text        not null,
    degraded    boolean     not null,
    transitions int         not null,
    penalty     double precision not null,
    reuse_at    timestamptz,
    changed_at  timestamptz not null,
    primary key (domain, link_id)
);

-- Incidents by their number; the state that the newest decision left.
create table incident (
    incident_id  text primary key,
    incident_key text        not null unique,
    domain       text        not null,
    sequence     bigint      not null,
    decision     jsonb       not null,
    opened_at    timestamptz not null,
    closed_at    timestamptz,
    resolution   text
);

create table incident_number (
    year int primary key,
    last int not null
);

-- Silences and maintenance windows.
create table suppression (
    id         uuid primary key,
    kind       text        not null,
    links      text[]      not null,
    nodes      text[]      not null,
    reason     text        not null,
    author     text        not null,
    starts_at  timestamptz not null,
    ends_at    timestamptz not null,
    created_at timestamptz not null,
    ended_by   text,
    ended_at   timestamptz
);
create index suppression_ends on suppression (ends_at);

-- Records that could not be used.
create table dead_letter (
    id          bigserial primary key,
    topic       text        not null,
    partition   int         not null,
    "offset"    bigint      not null,
    record_key  text,
    value       bytea,
    reason      text        not null,
    arrived_at  timestamptz not null,
    replayed_at timestamptz,
    unique (topic, partition, "offset")
);

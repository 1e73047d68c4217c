-- Events that the trail could not hold, with the reason. The record is kept as bytes, so that any text fits.
create table audit_put_aside (
    source_agent text        not null,
    event_id     uuid        not null,
    event_type   text        not null,
    record       bytea       not null,
    reason       text        not null,
    attempts     int         not null default 1,
    put_aside_at timestamptz not null,
    primary key (source_agent, event_id)
);
create index audit_put_aside_at on audit_put_aside (put_aside_at);

-- Pages of one type of event, and the counts of a report.
create index audit_event_type on audit_event (event_type, id);
create index audit_event_occurred on audit_event (occurred_at, event_type);

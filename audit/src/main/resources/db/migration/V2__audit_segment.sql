-- A day of the trail (UTC, by recorded_at), sealed after its end with a signature. It stays when its rows are dropped.
create table audit_segment (
    day            date primary key,
    first_sequence bigint      not null unique,
    last_sequence  bigint      not null unique,
    previous_hash  text        not null,
    last_hash      text        not null,
    sealed_at      timestamptz not null,
    key_id         text        not null,
    signature      text        not null,
    dropped_at     timestamptz,
    drop_key_id    text,
    drop_signature text
);

-- The signed end of the trail; one row, written with each batch.
create table audit_head (
    id        int primary key default 1 check (id = 1),
    sequence  bigint      not null,
    hash      text        not null,
    signed_at timestamptz not null,
    key_id    text        not null,
    signature text        not null
);

-- Reports look for the incidents that were opened in a period.
create index audit_event_incident_created on audit_event (occurred_at) where event_type = 'incident_created';

-- Still append-only; rows go with a whole segment, by the function below.
create or replace function audit_event_is_append_only() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' and current_setting('cem.dropping_segment', true) = 'on' then
        return null;
    end if;
    raise exception 'audit_event is append-only';
end $$;

-- Drops the rows of the oldest sealed day that still has some; none that is younger than thirty days. It runs with its
-- owner's rights: the role the agent runs as can delete in no other way. Answers how many rows went.
create function audit_drop_segment(of_day date, at timestamptz, by_key text, with_signature text) returns bigint
language plpgsql security definer set search_path from current as $$
declare
    dropped bigint;
begin
    if of_day > (now() at time zone 'UTC')::date - 30 then
        raise exception 'the segment of % is too young to be dropped', of_day;
    end if;
    if of_day is distinct from (select min(day) from audit_segment where dropped_at is null) then
        raise exception 'the segment of % is not the oldest one', of_day;
    end if;
    perform set_config('cem.dropping_segment', 'on', true);
    delete from audit_event using audit_segment segment
    where segment.day = of_day and audit_event.id between segment.first_sequence and segment.last_sequence;
    get diagnostics dropped = row_count;
    perform set_config('cem.dropping_segment', 'off', true);
    update audit_segment set dropped_at = at, drop_key_id = by_key, drop_signature = with_signature where day = of_day;
    return dropped;
end $$;
revoke execute on function audit_drop_segment(date, timestamptz, text, text) from public;

do $$
begin
    if exists (select 1 from pg_roles where rolname = 'audit_app') then
        revoke update, delete, truncate on audit_segment from audit_app;
        revoke delete, truncate on audit_head from audit_app;
        grant execute on function audit_drop_segment(date, timestamptz, text, text) to audit_app;
    end if;
end $$;

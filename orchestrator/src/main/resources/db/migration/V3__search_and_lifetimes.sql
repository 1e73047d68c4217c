-- The names of nodes that a link's name can be read as having at its ends: "A-B", or "A-B-2" for a parallel one. Names of
-- nodes hold dashes too, so each way to cut counts; whoever asks names a node as it is.
create function link_ends(links text[]) returns text[] language sql immutable parallel safe
return (
    select coalesce(array_agg(distinct name), '{}')
    from unnest(links) as link
    cross join lateral (select string_to_array(link, '-') as part) as cut
    cross join lateral (
        select array_to_string(part[1:k], '-') as name from generate_series(1, cardinality(part) - 1) as k
        union all
        select array_to_string(part[k:], '-') from generate_series(2, cardinality(part)) as k
        union all
        select array_to_string(part[k:cardinality(part) - 1], '-') from generate_series(2, cardinality(part) - 1) as k
        where part[cardinality(part)] ~ '^[0-9]+$') as names);

alter table incident add column link_ends text[] generated always as (link_ends(links)) stored;
create index incident_link_ends on incident using gin (link_ends);
create index incident_customers on incident using gin (customers);
create index incident_detected on incident (detected_at) where closed_at is not null;
create index incident_closed on incident (closed_at) where closed_at is not null;
create index incident_state_opened on incident (state, opened);
create index protection_head_end on protection (head_end);
create index protection_end_point on protection (end_point);

-- What belongs to an incident goes with it.
alter table protection drop constraint protection_incident_id_fkey,
    add foreign key (incident_id) references incident on delete cascade;
alter table fact drop constraint fact_incident_id_fkey,
    add foreign key (incident_id) references incident on delete cascade;
alter table transition drop constraint transition_incident_id_fkey,
    add foreign key (incident_id) references incident on delete cascade;
alter table call drop constraint call_incident_id_fkey,
    add foreign key (incident_id) references incident on delete cascade;
alter table key_owner drop constraint key_owner_incident_id_fkey,
    add foreign key (incident_id) references incident on delete cascade;
create index fact_incident on fact (incident_id);
create index call_incident on call (incident_id);
create index key_verdict_judged on key_verdict (judged_at);
create index fact_folded on fact (folded_at) where folded_at is not null;
create index call_settled on call (settled_at) where settled_at is not null;

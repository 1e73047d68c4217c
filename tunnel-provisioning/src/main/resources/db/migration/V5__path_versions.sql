-- The plan in a row is the one in force: the next one is an intent beside it until the network was read back with it.
alter table tunnel add column path_version bigint not null default 0;
alter table tunnel add column sid_lists integer not null default 1;
alter table tunnel add column steered text[] not null default '{}';
alter table tunnel add column intended_plan jsonb;
alter table tunnel add column intended_sid_lists integer;
update tunnel set path_version = 1 where state in ('provisioned', 'steered', 'shifted');
create index tunnel_standing on tunnel (number) where state in ('provisioned', 'steered', 'shifted');

-- How a standing tunnel differs in the network, as it was last told.
create table tunnel_change (
    tunnel_id text primary key references tunnel on delete cascade,
    change    text        not null,
    details   jsonb       not null,
    seen_at   timestamptz not null
);

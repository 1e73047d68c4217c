-- Links that are in the topology, or were: an alarm that one is gone may come when it is, and after a restart.
create table known_link (
    link_id text primary key,
    link    jsonb       not null,
    gone_at timestamptz
);

create index known_link_gone on known_link (gone_at) where gone_at is not null;

-- The network as it was read last, and those before it in which links are that it lacks.
create table seen_network (
    id      uuid primary key,
    network bytea   not null,
    newest  boolean not null default false
);

create table gone_link (
    link_id    text primary key,
    network_id uuid        not null references seen_network,
    gone_at    timestamptz not null
);

create index gone_link_network on gone_link (network_id);

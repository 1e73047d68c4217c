-- A tenant's systems: what an address or a name in a ticket belongs to.
create table tenant_system (
    tenant_id text not null,
    hostname  text not null,
    address   inet,
    role      text,
    last_seen timestamptz,
    unique nulls not distinct (tenant_id, hostname, address)
);
create index tenant_system_address on tenant_system (tenant_id, address);

alter table tenant_system enable row level security;
alter table tenant_system force row level security;
create policy tenant_system_own on tenant_system
    using (tenant_id = current_setting('cem.tenant_id', true))
    with check (tenant_id = current_setting('cem.tenant_id', true));

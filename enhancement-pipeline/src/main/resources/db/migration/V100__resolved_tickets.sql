-- Solved tickets, which new ones are compared with; the search index is made of this table.
create table resolved_ticket (
    tenant_id   text        not null,
    ticket_id   text        not null,
    title       text        not null,
    body        text        not null,
    resolution  text        not null,
    resolved_at timestamptz not null,
    learned_at  timestamptz not null,
    primary key (tenant_id, ticket_id)
);
create index resolved_ticket_learned on resolved_ticket (tenant_id, learned_at);

alter table resolved_ticket enable row level security;
alter table resolved_ticket force row level security;
create policy resolved_ticket_own on resolved_ticket
    using (tenant_id = current_setting('cem.tenant_id', true))
    with check (tenant_id = current_setting('cem.tenant_id', true));

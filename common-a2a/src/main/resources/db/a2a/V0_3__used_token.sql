-- Tokens that were used for a change. A row is needed for as long as its token lives, a minute.
create table a2a_used_token (
    id         uuid primary key,
    expires_at timestamptz not null
);
create index a2a_used_token_expires on a2a_used_token (expires_at);

-- What is removed in time is found by an index.
create index ticket_closed on ticket (closed_at) where closed_at is not null;
create index ticket_update_received on ticket_update (received_at);

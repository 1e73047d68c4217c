-- What is removed in time, and what goes on, is found by an index.
create index watch_ended on watch (updated_at) where stage in ('RESTORED', 'CANCELED');
create index watch_going_on on watch (incident_id) where stage not in ('RESTORED', 'CLEANUP_FAILED', 'CANCELED');
create index steering_check_updated on steering_check (updated_at);

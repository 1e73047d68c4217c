-- A dead letter lives from the day it died; an index finds those that have expired.
alter table a2a_outbox add column dead_at timestamptz;
update a2a_outbox set dead_at = now() where dead;
create index a2a_outbox_dead on a2a_outbox (dead_at) where dead;

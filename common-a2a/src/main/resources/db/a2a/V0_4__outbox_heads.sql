-- The first message of each lane is marked, so that the dispatcher looks at heads only, however many messages wait behind.
-- A payload is the text that is sent: jsonb would write its numbers and its order of names anew, and takes no \u0000.
alter table a2a_outbox
    alter column payload type text using payload::text,
    add column head boolean not null default true,
    add column failing_since timestamptz;
update a2a_outbox set head = false
where position not in (select min(position) from a2a_outbox where not dead group by lane);
drop index a2a_outbox_due;
create index a2a_outbox_heads on a2a_outbox (destination, due_at) where head and not dead;
create index a2a_outbox_waiting on a2a_outbox (position) where not dead;
alter table a2a_task alter column answer type text using answer::text;

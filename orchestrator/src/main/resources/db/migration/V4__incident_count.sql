-- How many incidents stand in each state: the sum over the slots of a state. A transaction that changes a state takes any
-- slot that no other has locked, so that none waits for another; slot 0 belongs to the retention of closed incidents.
create table incident_count (
    state     text   not null,
    slot      int    not null,
    incidents bigint not null,
    primary key (state, slot)
) with (fillfactor = 50);

insert into incident_count (state, slot, incidents)
select state, slot, case when slot = 0 then (select count(*) from incident i where i.state = s.state) else 0 end
from unnest(array['detecting', 'dampening', 'assessing', 'computing', 'provisioning', 'steering', 'monitoring',
                  'restoring', 'escalated', 'closed']) as s (state)
cross join generate_series(0, 32) as slot;

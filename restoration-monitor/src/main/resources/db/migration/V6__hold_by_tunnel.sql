-- A hold that was begun with one timer for all tunnels goes on for each of them from where it was: as ever, a bad sample
-- begins it again, and only a good one taken after its end ends it.
update watch w
set document = w.document || jsonb_build_object('recoveries', t.recoveries)
from (
    select o.incident_id,
           jsonb_object_agg(p ->> 'tunnel_id', jsonb_build_object(
               'good_samples', coalesce((o.document ->> 'good_samples')::int, 1),
               'newest', o.document -> 'counts_after',
               'hold_until', o.document -> 'hold_until')) as recoveries
    from watch o cross join lateral jsonb_array_elements(o.document -> 'protections') p
    where o.stage = 'HOLDING' and o.document ->> 'hold_until' is not null
      and coalesce(nullif(o.document -> 'recoveries', 'null'::jsonb), '{}'::jsonb) = '{}'::jsonb
    group by o.incident_id, o.document) t
where t.incident_id = w.incident_id;

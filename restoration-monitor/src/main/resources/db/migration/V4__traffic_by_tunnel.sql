-- Where traffic is, tunnel by tunnel, in place of one weight for all. A shift that may be under way is repeated; what
-- may have left its tunnel goes back first.
update watch w
set document = (w.document - 'protection_weight' - 'deferred_told' - 'unanswered_told')
    || jsonb_build_object(
        'begun_at', coalesce(w.document -> 'begun_at', w.document -> 'known_at'),
        'load_caused', coalesce((w.document ->> 'load_caused')::boolean, false),
        'relapsed_on', '[]'::jsonb,
        'deferred_links', '[]'::jsonb,
        'held_told', coalesce((w.document ->> 'unanswered_told')::boolean, false),
        'traffic', jsonb_build_object(
            'weights', case when w.stage = 'RESTORED' then '{}'::jsonb else t.weights end,
            'moving', case
                when w.stage in ('CUTTING_OVER', 'CANCELED', 'CLEANUP_FAILED') then t.weights
                when w.stage in ('WATCHING', 'HOLDING') and t.weight < 100 then t.all_back
                else '{}'::jsonb end,
            'returning', case when w.stage in ('CUTTING_OVER', 'CLEANING_UP') then t.tunnels else '[]'::jsonb end,
            'left', '[]'::jsonb))
from (
    select o.incident_id,
           coalesce((o.document ->> 'protection_weight')::int, 100) as weight,
           coalesce(jsonb_object_agg(p ->> 'tunnel_id', coalesce((o.document ->> 'protection_weight')::int, 100))
               filter (where p is not null), '{}'::jsonb) as weights,
           coalesce(jsonb_object_agg(p ->> 'tunnel_id', 100) filter (where p is not null), '{}'::jsonb) as all_back,
           coalesce(jsonb_agg(p -> 'tunnel_id') filter (where p is not null), '[]'::jsonb) as tunnels
    from watch o left join lateral jsonb_array_elements(o.document -> 'protections') p on true
    group by o.incident_id, o.document) t
where t.incident_id = w.incident_id and not w.document ? 'traffic';

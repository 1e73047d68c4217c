package io.cemfleet.orchestrator.store;

import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.orchestrator.OrchestratorSettings;
import io.cemfleet.orchestrator.incident.ProtectionKey;
import io.cemfleet.orchestrator.incident.ProtectionKeyRegistry;
import io.cemfleet.runtime.time.SqlTime;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables {@code key_owner} and {@code key_verdict}. */
@Component
public class ProtectionKeyStore implements ProtectionKeyRegistry {
    private static final Set<String> HOLDING =
            Set.of("wanted", "proposed", "planned", "provisioned", "steered", "returning", "failed_holding");

    private final JdbcClient jdbc;
    private final IncidentStore incidents;
    private final OrchestratorSettings settings;
    private final Clock clock;

    ProtectionKeyStore(JdbcClient jdbc, IncidentStore incidents, OrchestratorSettings settings, Clock clock) {
        this.settings = settings;
        this.jdbc = jdbc;
        this.incidents = incidents;
        this.clock = clock;
    }

    @Override
    public Map<ProtectionKey, String> claim(String incidentId, Collection<ProtectionKey> keys) {
        Map<String, String> owners = owners(keys);
        List<String> free = keys.stream()
                .map(ProtectionKey::traffic)
                .filter(traffic -> !owners.containsKey(traffic))
                .distinct()
                .sorted()
                .toList();
        if (!free.isEmpty()) {
            take(incidentId, free);
            owners.putAll(owners(keys));
            if (!owners.keySet().containsAll(free)) {
                throw new CannotAcquireLockException("the same traffic was released at this moment");
            }
        }
        Map<ProtectionKey, String> others = new HashMap<>();
        for (ProtectionKey key : keys) {
            String owner = owners.get(key.traffic());
            if (owner != null && !owner.equals(incidentId)) {
                others.put(key, owner);
            }
        }
        return others;
    }

    /** @throws CannotAcquireLockException when another transaction is taking any of it at the moment */
    private void take(String incidentId, List<String> free) {
        String[] traffic = free.toArray(String[]::new);
        boolean alone = jdbc.sql(
                        """
                        select coalesce(bool_and(pg_try_advisory_xact_lock(hashtextextended(wanted, 0))), true)
                        from unnest(:traffic::text[]) as t (wanted)""")
                .param("traffic", traffic)
                .query(Boolean.class)
                .single();
        if (!alone) {
            throw new CannotAcquireLockException("another incident is claiming the same traffic");
        }
        jdbc.sql(
                        """
                        insert into key_owner (traffic, incident_id, since)
                        select wanted, :incident, :now from unnest(:traffic::text[]) as t (wanted)
                        on conflict (traffic) do nothing""")
                .param("incident", incidentId)
                .param("now", SqlTime.utc(clock.instant()))
                .param("traffic", traffic)
                .update();
    }

    private Map<String, String> owners(Collection<ProtectionKey> keys) {
        return jdbc
                .sql("select traffic, incident_id from key_owner where traffic = any(:traffic::text[])")
                .param(
                        "traffic",
                        keys.stream().map(ProtectionKey::traffic).distinct().toArray(String[]::new))
                .query((row, number) -> Map.entry(row.getString("traffic"), row.getString("incident_id")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, two) -> two, HashMap::new));
    }

    @Override
    public Optional<String> owner(ProtectionKey key) {
        return jdbc.sql("select incident_id from key_owner where traffic = :traffic")
                .param("traffic", key.traffic())
                .query(String.class)
                .optional();
    }

    @Override
    public boolean avoids(String incidentId, Collection<String> links) {
        return incidents
                .find(incidentId)
                .map(stored -> stored.incident().context().links().avoided())
                .map(HashSet::new)
                .map(avoided -> avoided.containsAll(links))
                .orElse(false);
    }

    @Override
    public Set<String> degradedElsewhere(String incidentId, Collection<String> links) {
        Set<String> degraded = incidents.openWith(links).stream()
                .filter(incident -> !incident.incidentId().equals(incidentId))
                .flatMap(incident -> incident.context().links().present().stream())
                .collect(Collectors.toCollection(HashSet::new));
        degraded.retainAll(links);
        return degraded;
    }

    /** Releases traffic for which the incident holds nothing any more; all of it when the incident is closed. */
    public void release(String incidentId, List<ProtectionKey> ended, boolean closed) {
        if (!closed && ended.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        delete from key_owner
                        where incident_id = :incident
                          and (:closed or traffic = any(:traffic::text[])
                               and not exists (select 1 from protection p
                                               where p.incident_id = :incident and p.state in (:holding)
                                                 and regexp_replace(p.protection_key, '/[^/]*$', '') = traffic))""")
                .param("incident", incidentId)
                .param("closed", closed)
                .param("traffic", ended.stream().map(ProtectionKey::traffic).toArray(String[]::new))
                .param("holding", HOLDING)
                .update();
    }

    public static boolean holds(String state) {
        return HOLDING.contains(state);
    }

    @Override
    public int judged(String incidentId, ProtectionKey key, boolean helped) {
        return jdbc.sql(
                        """
                        insert into key_verdict (protection_key, not_helped, incident_id, judged_at)
                        values (:key, :not_helped, :incident, :now)
                        on conflict (protection_key) do update
                        set not_helped = case when :not_helped = 0 then 0
                                              when key_verdict.judged_at < :since then 1
                                              else key_verdict.not_helped + 1 end,
                            incident_id = excluded.incident_id, judged_at = excluded.judged_at
                        returning not_helped""")
                .param("key", key.wire())
                .param("not_helped", helped ? 0 : 1)
                .param("since", since())
                .param("incident", incidentId)
                .param("now", SqlTime.utc(clock.instant()))
                .query(Integer.class)
                .single();
    }

    @Override
    public boolean stopped(ProtectionKey key) {
        return jdbc.sql(
                        """
                        select exists (select 1 from key_verdict
                                       where protection_key = :key and not_helped >= :most and judged_at >= :since)""")
                .param("key", key.wire())
                .param("since", since())
                .param("most", MOST_NOT_HELPED)
                .query(Boolean.class)
                .single();
    }

    /** Verdicts from before this moment no longer count. */
    private OffsetDateTime since() {
        return SqlTime.utc(clock.instant().minus(settings.verdictsFor()));
    }

    @Override
    public boolean othersRestore(String incidentId) {
        return jdbc.sql("select exists (select 1 from incident where state = :state and incident_id <> :incident)")
                .param("state", IncidentState.RESTORING.wire())
                .param("incident", incidentId)
                .query(Boolean.class)
                .single();
    }

    @Override
    public void resume(ProtectionKey key) {
        jdbc.sql("delete from key_verdict where protection_key = :key")
                .param("key", key.wire())
                .update();
    }
}

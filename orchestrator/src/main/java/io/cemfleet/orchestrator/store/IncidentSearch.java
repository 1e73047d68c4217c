package io.cemfleet.orchestrator.store;

import io.cemfleet.a2a.contract.FindIncidents;
import io.cemfleet.runtime.time.SqlTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Incidents by what they touch. */
@Component
public class IncidentSearch {
    private static final int MOST = 200;

    private final JdbcClient jdbc;
    private final IncidentStore incidents;

    IncidentSearch(JdbcClient jdbc, IncidentStore incidents) {
        this.jdbc = jdbc;
        this.incidents = incidents;
    }

    /** One page, the newest first; {@code before} is the place in the order of opening after which it begins. */
    public List<StoredIncident> page(@Nullable String state, boolean openOnly, long below, int limit) {
        return jdbc.sql("select * from incident where opened < :below"
                        + (state == null ? "" : " and state = :state")
                        + (openOnly ? " and closed_at is null" : "")
                        + " order by opened desc limit :limit")
                .params(state == null ? Map.of() : Map.of("state", state))
                .param("below", below)
                .param("limit", limit)
                .query(incidents::stored)
                .list();
    }

    /**
     * Incidents that touch any of these, all of them when nothing is named: open ones first, then the newest first.
     * Each way to touch an incident is looked up by an index of its own.
     *
     * @param nodes ends of degraded links or of protections, those of addresses included
     */
    public List<StoredIncident> find(FindIncidents.Request wanted, Collection<String> nodes) {
        Map<String, Object> params = new HashMap<>();
        String touched = touched(wanted, nodes, params);
        List<StoredIncident> found = new ArrayList<>(some(touched + " and closed_at is null", params));
        if (!Boolean.TRUE.equals(wanted.openOnly()) && found.size() < MOST) {
            if (wanted.since() != null) {
                params.put("since", SqlTime.utc(wanted.since()));
            }
            String since = wanted.since() == null ? "" : " and detected_at >= :since";
            found.addAll(some(touched + " and closed_at is not null" + since, params));
        }
        return found.stream().limit(MOST).toList();
    }

    private List<StoredIncident> some(String which, Map<String, Object> params) {
        return jdbc.sql("select * from incident where " + which + " order by opened desc limit " + MOST)
                .params(params)
                .query(incidents::stored)
                .list();
    }

    private static String touched(FindIncidents.Request wanted, Collection<String> nodes, Map<String, Object> params) {
        List<String> ways = new ArrayList<>();
        way(
                ways,
                params,
                "services",
                wanted.services(),
                "select incident_id from incident where services && :services::text[]");
        way(
                ways,
                params,
                "customers",
                wanted.customers(),
                "select incident_id from incident where customers && :customers::text[]");
        way(ways, params, "links", wanted.links(), "select incident_id from incident where links && :links::text[]");
        way(
                ways,
                params,
                "nodes",
                nodes,
                """
                select incident_id from incident where link_ends && :nodes::text[]
                union select incident_id from protection where head_end = any(:nodes::text[])
                union select incident_id from protection where end_point = any(:nodes::text[])""");
        return ways.isEmpty() ? "true" : "incident_id in (" + String.join(" union ", ways) + ")";
    }

    private static void way(
            List<String> ways,
            Map<String, Object> params,
            String name,
            @Nullable Collection<String> names,
            String lookup) {
        if (names != null && !names.isEmpty()) {
            params.put(name, names.toArray(String[]::new));
            ways.add(lookup);
        }
    }
}

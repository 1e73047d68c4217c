package io.cemfleet.orchestrator.store;

import io.cemfleet.a2a.contract.FindIncidents;
import java.util.Collection;
import java.util.List;
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
    public List<StoredIncident> page(@Nullable String state, boolean openOnly, @Nullable Long before, int limit) {
        return jdbc.sql(
                        """
                        select * from incident
                        where (:state::text is null or state = :state)
                          and (not :open or closed_at is null)
                          and opened < :before
                        order by opened desc limit :limit""")
                .param("state", state)
                .param("open", openOnly)
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("limit", Math.min(limit, MOST))
                .query(incidents::stored)
                .list();
    }

    /**
     * Incidents that touch any of these, all of them when nothing is named: open ones first, then the newest first.
     *
     * @param nodes ends of degraded links or of protections, those of addresses included
     */
    public List<StoredIncident> find(FindIncidents.Request wanted, Collection<String> nodes) {
        boolean any = empty(wanted.services()) && empty(wanted.customers()) && empty(wanted.links()) && nodes.isEmpty();
        return jdbc.sql(
                        """
                        select * from incident i
                        where (:any
                               or services && :services::text[] or customers && :customers::text[]
                               or links && :links::text[]
                               or exists (select 1 from unnest(:nodes::text[]) node, unnest(i.links) link
                                          where link like node || '-%' or link like '%-' || node
                                             or link ~ ('-' || node || '-[0-9]+$'))
                               or exists (select 1 from protection p
                                          where p.incident_id = i.incident_id
                                            and (p.head_end = any (:nodes::text[]) or p.end_point = any (:nodes::text[]))))
                          and (:since::timestamptz is null or closed_at is null or detected_at >= :since)
                          and (not :open or closed_at is null)
                        order by closed_at is null desc, opened desc limit :limit""")
                .param("any", any)
                .param("services", array(wanted.services()))
                .param("customers", array(wanted.customers()))
                .param("links", array(wanted.links()))
                .param("nodes", nodes.toArray(String[]::new))
                .param(
                        "since",
                        wanted.since() == null ? null : Documents.utc(wanted.since()),
                        java.sql.Types.TIMESTAMP_WITH_TIMEZONE)
                .param("open", Boolean.TRUE.equals(wanted.openOnly()))
                .param("limit", MOST)
                .query(incidents::stored)
                .list();
    }

    private static boolean empty(@Nullable List<String> names) {
        return names == null || names.isEmpty();
    }

    private static String[] array(@Nullable List<String> names) {
        return names == null ? new String[0] : names.toArray(String[]::new);
    }
}

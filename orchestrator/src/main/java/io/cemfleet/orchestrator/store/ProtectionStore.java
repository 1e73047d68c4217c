package io.cemfleet.orchestrator.store;

import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionTunnel;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table {@code protection}. */
@Component
public class ProtectionStore {
    private final JdbcClient jdbc;
    private final JsonDocuments documents;

    ProtectionStore(JdbcClient jdbc, JsonDocuments documents) {
        this.jdbc = jdbc;
        this.documents = documents;
    }

    public void save(String incidentId, Protection protection) {
        ProtectionTunnel tunnel = protection.state().tunnelOrNull();
        jdbc.sql(
                        """
                        insert into protection (incident_id, protection_key, head_end, end_point, state, tier_rank,
                                                tunnel_id, document)
                        values (:incident, :key, :head, :end, :state, :rank, :tunnel, :document::jsonb)
                        on conflict (incident_id, protection_key) do update
                        set state = excluded.state, tier_rank = excluded.tier_rank, tunnel_id = excluded.tunnel_id,
                            document = excluded.document""")
                .param("incident", incidentId)
                .param("key", protection.id())
                .param("head", protection.key().headEnd())
                .param("end", protection.key().endPoint())
                .param("state", protection.state().label())
                .param("rank", protection.scope().tier().effective().ordinal())
                .param("tunnel", tunnel == null ? null : tunnel.tunnelId())
                .param("document", documents.write(protection))
                .update();
    }

    /** These protections of an incident, the highest tier first. */
    public List<Protection> find(String incidentId, Collection<String> keys) {
        return jdbc
                .sql(
                        """
                        select document from protection
                        where incident_id = :incident and protection_key = any(:keys::text[])
                        order by tier_rank, protection_key""")
                .param("incident", incidentId)
                .param("keys", keys.toArray(String[]::new))
                .query(String.class)
                .list()
                .stream()
                .map(json -> documents.read(json, Protection.class))
                .toList();
    }

    /** All of an incident, the highest tier first. */
    public List<Protection> all(String incidentId) {
        return jdbc
                .sql("select document from protection where incident_id = :incident order by tier_rank, protection_key")
                .param("incident", incidentId)
                .query(String.class)
                .list()
                .stream()
                .map(json -> documents.read(json, Protection.class))
                .toList();
    }

    /** Open incidents that have one of these tunnels, in one order. */
    public List<String> incidentsWith(Collection<String> tunnelIds) {
        return jdbc.sql(
                        """
                        select distinct incident_id from protection join incident using (incident_id)
                        where tunnel_id = any(:tunnels::text[]) and closed_at is null
                        order by incident_id""")
                .param("tunnels", tunnelIds.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    /** Whether another protection than these stands in one of these states. */
    public boolean othersIn(Set<String> states, String incidentId, Collection<String> keys) {
        return !states.isEmpty()
                && jdbc.sql(
                                """
                        select exists (select 1 from protection
                                       where incident_id = :incident and protection_key <> all(:keys::text[])
                                         and state in (:states))""")
                        .param("incident", incidentId)
                        .param("keys", keys.toArray(String[]::new))
                        .param("states", states)
                        .query(Boolean.class)
                        .single();
    }
}

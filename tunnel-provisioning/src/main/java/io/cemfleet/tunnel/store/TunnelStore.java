package io.cemfleet.tunnel.store;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.naming.TunnelName;
import io.cemfleet.runtime.time.SqlTime;
import io.cemfleet.tunnel.policy.IntendedWrite;
import io.cemfleet.tunnel.policy.ProtectionRef;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tunnels, one row a protection. */
@Component
public class TunnelStore {
    private static final String STANDING =
            """
            t.state in ('provisioned', 'steered', 'shifted') and not (
                t.intended is not null and t.failure is null and exists (
                    select 1 from head_end_lock l where l.name = t.head_end and l.until > clock_timestamp()))""";

    private final JdbcClient jdbc;
    private final TunnelRowMapper rows;
    private final HeadEndLock locks;
    private final Clock clock;

    TunnelStore(JdbcClient jdbc, TunnelRowMapper rows, HeadEndLock locks, Clock clock) {
        this.locks = locks;
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
    }

    /** A tunnel and its place in the listing. */
    public record ListedTunnel(long number, Tunnel tunnel) {}

    public Optional<Tunnel> find(String tunnelId) {
        return jdbc.sql("select * from tunnel where tunnel_id = :id")
                .param("id", tunnelId)
                .query(rows::tunnel)
                .optional();
    }

    public Optional<Tunnel> find(ProtectionRef protection) {
        return jdbc.sql("select * from tunnel where incident_id = :incident and protection_key = :key")
                .param("incident", protection.incidentId())
                .param("key", protection.protectionKey())
                .query(rows::tunnel)
                .optional();
    }

    /** The next name between two routers that the network does not have yet. */
    public String nextName(TeType teType, String headEnd, String endPoint, Predicate<String> taken) {
        while (true) {
            int number = jdbc.sql(
                            """
                            insert into tunnel_number (head_end, end_point, last) values (:head, :end, 1)
                            on conflict (head_end, end_point) do update set last = tunnel_number.last + 1
                            returning last""")
                    .param("head", headEnd)
                    .param("end", endPoint)
                    .query(Integer.class)
                    .single();
            String name = TunnelName.of(teType, headEnd, endPoint, number);
            if (!taken.test(name) && find(name).isEmpty()) {
                return name;
            }
        }
    }

    public void insert(Tunnel tunnel) {
        bind(
                        """
                        insert into tunnel (tunnel_id, incident_id, protection_key, head_end, end_point, color,
                            fleet_colored, te_type, binding_sid, state, preference, protection_weight,
                            original_weight, plan, plan_revision, path_version, sid_lists, steered, written, intended,
                            intended_plan, intended_sid_lists, verdict, failure, version, created_at, updated_at)
                        values (:id, :incident, :key, :head, :end, :color, :fleet, :te, :sid, :state, :preference,
                            :protection, :original, :plan::jsonb, :revision, :path, :lists, :steered, :written,
                            :intended::jsonb, :intended_plan::jsonb, :intended_lists, :verdict, :failure, :version,
                            :now, :now)""",
                        tunnel)
                .update();
    }

    /**
     * Stores a tunnel over the version that it was read at.
     *
     * @throws HeadEndLock.LockLost when the lock under which this thread works was taken over
     * @throws OptimisticLockingFailureException when another writer was faster
     */
    public Tunnel update(Tunnel tunnel) {
        int updated = bind(
                        """
                        with held as (select fence from head_end_lock where fence = any (:fences) for share)
                        update tunnel set incident_id = :incident, protection_key = :key, head_end = :head,
                            end_point = :end, color = :color, fleet_colored = :fleet, te_type = :te,
                            binding_sid = :sid, state = :state, preference = :preference,
                            protection_weight = :protection, original_weight = :original, plan = :plan::jsonb,
                            plan_revision = :revision, path_version = :path, sid_lists = :lists, steered = :steered,
                            written = :written, intended = :intended::jsonb, intended_plan = :intended_plan::jsonb,
                            intended_sid_lists = :intended_lists, verdict = :verdict,
                            failure = :failure, version = :version + 1, updated_at = :now
                        where tunnel_id = :id and version = :version
                          and (select count(*) from held) = cardinality(:fences)""",
                        tunnel)
                .param("fences", HeadEndLock.fences())
                .update();
        if (updated != 1) {
            locks.confirm();
            throw new OptimisticLockingFailureException(tunnel.tunnelId() + " was changed by another writer");
        }
        return find(tunnel.tunnelId()).orElseThrow();
    }

    /** Newest first. */
    public List<ListedTunnel> page(long below, @Nullable String incidentId, int limit) {
        return jdbc.sql(
                        """
                        select * from tunnel
                        where number < :below
                          and (:incident::text is null or incident_id = :incident)
                        order by number desc limit :limit""")
                .param("below", below)
                .param("incident", incidentId)
                .param("limit", limit)
                .query((row, n) -> new ListedTunnel(row.getLong("number"), rows.tunnel(row, n)))
                .list();
    }

    /** Whether another tunnel that is not on its way out needs the colour at the end-point. */
    public boolean colorNeeded(int color, String endPoint, String except) {
        return jdbc.sql(
                                """
                                select count(*) from tunnel
                                where color = :color and end_point = :end and tunnel_id <> :except
                                  and state not in ('refused', 'deleting', 'deleted')""")
                        .param("color", color)
                        .param("end", endPoint)
                        .param("except", except)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** A tunnel as the reconciler sees it. */
    public record TunnelStateRow(String tunnelId, TunnelState state, Instant updatedAt) {}

    /** Those that hold resources, and any other with one of the names. */
    public List<TunnelStateRow> holdingOr(Collection<String> names) {
        return jdbc.sql(
                        """
                        select tunnel_id, state, updated_at from tunnel
                        where state not in ('refused', 'deleted') or tunnel_id = any (:names)
                        order by number""")
                .param("names", names.toArray(String[]::new))
                .query((row, n) -> new TunnelStateRow(
                        row.getString("tunnel_id"),
                        TunnelState.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                        SqlTime.instant(row, "updated_at")))
                .list();
    }

    /**
     * Those that the network should have: no write to them is under way. A write that was begun is under way as long as
     * its head-end is locked, and it has neither failed nor was read back.
     */
    public List<Tunnel> standing() {
        return jdbc.sql("select * from tunnel t where " + STANDING + " order by number")
                .query(rows::tunnel)
                .list();
    }

    /** The versions of those that {@link #standing} has now, by their names. */
    public Map<String, Long> standingVersions() {
        return jdbc
                .sql("select tunnel_id, version from tunnel t where " + STANDING)
                .query((row, n) -> Map.entry(row.getString("tunnel_id"), row.getLong("version")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Whether its row changed after then. */
    public boolean changedSince(Tunnel tunnel, Instant then) {
        return jdbc.sql("select count(*) from tunnel where tunnel_id = :id and updated_at > :then")
                        .param("id", tunnel.tunnelId())
                        .param("then", SqlTime.utc(then))
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Whether another tunnel has or is to get a preference of a policy. */
    public boolean sharesPolicy(Tunnel tunnel, int preference) {
        return jdbc.sql(
                                """
                                select count(*) from tunnel
                                where head_end = :head and end_point = :end and color = :color and tunnel_id <> :id
                                  and state not in ('refused', 'deleted')
                                  and :preference in (preference, (intended ->> 'preference')::int)""")
                        .param("head", tunnel.key().headEnd())
                        .param("end", tunnel.key().endPoint())
                        .param("color", tunnel.key().color())
                        .param("id", tunnel.tunnelId())
                        .param("preference", preference)
                        .query(Long.class)
                        .single()
                > 0;
    }

    public Map<TunnelState, Long> countByState() {
        return jdbc
                .sql("select state, count(*) as tunnels from tunnel group by state")
                .query((row, n) -> Map.entry(
                        TunnelState.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                        row.getLong("tunnels")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The column holds labels: a technology whose binding SIDs are addresses needs a column of its own. */
    private static @Nullable Integer label(@Nullable SegmentId bindingSid) {
        return switch (bindingSid) {
            case null -> null;
            case SegmentId.MplsLabel(int value) -> value;
            case SegmentId.Srv6Sid sid ->
                throw new IllegalStateException("an SRv6 binding SID cannot be stored: " + sid);
        };
    }

    private JdbcClient.StatementSpec bind(String sql, Tunnel tunnel) {
        IntendedWrite intended = tunnel.ledger().intended();
        return jdbc.sql(sql)
                .param("id", tunnel.tunnelId())
                .param("incident", tunnel.protection().incidentId())
                .param("key", tunnel.protection().protectionKey())
                .param("head", tunnel.key().headEnd())
                .param("end", tunnel.key().endPoint())
                .param("color", tunnel.key().color())
                .param("fleet", tunnel.fleetColored())
                .param("te", tunnel.teType().wire())
                .param("sid", label(tunnel.bindingSid()))
                .param("state", tunnel.state().wire())
                .param("preference", tunnel.placement().preference())
                .param("protection", tunnel.placement().weights().protection())
                .param("original", tunnel.placement().weights().original())
                .param("plan", rows.json(tunnel.plan()))
                .param("revision", tunnel.plan().revision())
                .param("written", tunnel.ledger().written())
                .param("path", tunnel.path().version())
                .param("lists", tunnel.path().sidLists())
                .param("steered", tunnel.path().steered().toArray(String[]::new))
                .param("intended", rows.json(intended == null ? null : intended.placement()))
                .param("intended_plan", rows.json(intended == null ? null : intended.plan()))
                .param("intended_lists", intended == null ? null : intended.sidLists())
                .param("verdict", tunnel.ledger().verdict())
                .param("failure", tunnel.ledger().failure())
                .param("version", tunnel.ledger().version())
                .param("now", SqlTime.utc(clock.instant()));
    }
}

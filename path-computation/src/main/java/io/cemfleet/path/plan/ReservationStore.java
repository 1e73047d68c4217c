package io.cemfleet.path.plan;

import io.cemfleet.runtime.time.SqlTime;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reservations in Postgres, one row a protection key. */
@Component
class ReservationStore {

    private static final long PLANNING_LOCK = 8_003_001;

    private final JdbcClient jdbc;

    ReservationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Prevents other transactions from placing a plan until this one ends. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", PLANNING_LOCK)
                .query((row, number) -> "")
                .list();
    }

    List<CapacityReservation> inForce(Instant now) {
        return jdbc.sql("select * from path_reservation where expires_at > :now order by protection_key")
                .param("now", SqlTime.utc(now))
                .query((row, number) -> read(row))
                .list();
    }

    /** The colours that the keys of all planned protections name, whether their capacity is still reserved or not. */
    Set<Integer> plannedColors() {
        return jdbc
                .sql("select protection_key from path_reservation union select protection_key from diverted_traffic")
                .query(String.class)
                .list()
                .stream()
                .map(CapacityReservation::color)
                .flatMapToInt(OptionalInt::stream)
                .boxed()
                .collect(Collectors.toSet());
    }

    void put(CapacityReservation reservation, Instant now, Instant expiresAt) {
        jdbc.sql(
                        """
                        insert into path_reservation
                            (protection_key, incident_id, head_end, end_point, links, nodes, loads, demand_mbps,
                             reserved_at, expires_at, seen_at)
                        values (:key, :incident, :headEnd, :endPoint, :links, :nodes, :loads, :demand, :now, :expires, null)
                        on conflict (protection_key) do update set
                            incident_id = excluded.incident_id, head_end = excluded.head_end,
                            end_point = excluded.end_point, links = excluded.links, nodes = excluded.nodes,
                            loads = excluded.loads, demand_mbps = excluded.demand_mbps, reserved_at = excluded.reserved_at,
                            expires_at = excluded.expires_at, seen_at = null
                        """)
                .param("key", reservation.protectionKey())
                .param("incident", reservation.ends().incidentId())
                .param("headEnd", reservation.ends().headEnd())
                .param("endPoint", reservation.ends().endPoint())
                .param("links", reservation.links().toArray(String[]::new))
                .param("nodes", reservation.nodes().toArray(String[]::new))
                .param("loads", reservation.loads().toArray(Double[]::new))
                .param("demand", reservation.demandMbps())
                .param("now", SqlTime.utc(now))
                .param("expires", SqlTime.utc(expiresAt))
                .update();
    }

    void remove(Collection<String> keys) {
        jdbc.sql("delete from path_reservation where protection_key = any(:keys)")
                .param("keys", keys.toArray(String[]::new))
                .update();
    }

    void markSeen(Collection<String> keys, Instant now) {
        jdbc.sql("update path_reservation set seen_at = :now where protection_key = any(:keys) and seen_at is null")
                .param("now", SqlTime.utc(now))
                .param("keys", keys.toArray(String[]::new))
                .update();
    }

    /** The reservations whose policies carry traffic, by key, with the moment since when that is known. */
    List<StoredReservation> seen() {
        return jdbc.sql("select * from path_reservation where seen_at is not null")
                .query((row, number) -> new StoredReservation(read(row), SqlTime.instant(row, "seen_at")))
                .list();
    }

    record StoredReservation(CapacityReservation reservation, Instant at) {}

    /** Releases a reservation, unless it was renewed since it was read. */
    void release(StoredReservation seen) {
        jdbc.sql("delete from path_reservation where protection_key = :key and seen_at = :seen")
                .param("key", seen.reservation().protectionKey())
                .param("seen", SqlTime.utc(seen.at()))
                .update();
    }

    void dropExpired(Instant now) {
        jdbc.sql("delete from path_reservation where expires_at <= :now")
                .param("now", SqlTime.utc(now))
                .update();
    }

    private static CapacityReservation read(ResultSet row) throws SQLException {
        var links = texts(row.getArray("links"));
        double demand = row.getDouble("demand_mbps");
        var loads = row.getArray("loads");
        return new CapacityReservation(
                row.getString("protection_key"),
                new CapacityReservation.ReservationOwner(
                        row.getString("incident_id"), row.getString("head_end"), row.getString("end_point")),
                links,
                texts(row.getArray("nodes")),
                loads == null ? Collections.nCopies(links.size(), demand) : List.of((Double[]) loads.getArray()),
                demand);
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}

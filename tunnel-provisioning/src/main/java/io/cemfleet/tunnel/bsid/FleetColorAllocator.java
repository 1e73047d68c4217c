package io.cemfleet.tunnel.bsid;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Allocates the fleet's own colours, which are set at an end-point on the routes of services that have none. */
@Component
public class FleetColorAllocator {
    private final JdbcClient jdbc;
    private final ColorRange range;

    FleetColorAllocator(JdbcClient jdbc, ColorRange range) {
        this.jdbc = jdbc;
        this.range = range;
    }

    /**
     * The colour of a protection's routes at an end-point. Routes have one colour there, whichever incident protects
     * them: where one of the services already has or gets a colour from us, it is that one; else the incident's own, a
     * new one if need be.
     *
     * @param usedInNetwork whether any policy or route uses a colour
     * @return empty when all are in use
     */
    public OptionalInt take(
            String incidentId, String endPoint, Collection<String> services, IntPredicate usedInNetwork) {
        lock();
        OptionalInt shared = first(
                """
                select color from colored_route where end_point = :end and service_id = any (:services)
                group by color order by count(*) desc, color limit 1""",
                Map.of("end", endPoint, "services", services.toArray(String[]::new)));
        OptionalInt color = shared.isPresent() ? shared : own(incidentId, endPoint, usedInNetwork);
        color.ifPresent(taken -> services.forEach(service -> claim(taken, endPoint, service)));
        return color;
    }

    private OptionalInt own(String incidentId, String endPoint, IntPredicate usedInNetwork) {
        OptionalInt known = first(
                "select color from fleet_color where incident_id = :incident and end_point = :end",
                Map.of("incident", incidentId, "end", endPoint));
        if (known.isPresent()) {
            return known;
        }
        Set<Integer> ours =
                jdbc.sql("select color from fleet_color").query(Integer.class).set();
        OptionalInt free = IntStream.rangeClosed(range.first(), range.last())
                .filter(color -> !ours.contains(color) && !usedInNetwork.test(color))
                .findFirst();
        free.ifPresent(color -> jdbc.sql(
                        "insert into fleet_color (color, incident_id, end_point) values (:color, :incident, :end)")
                .param("color", color)
                .param("incident", incidentId)
                .param("end", endPoint)
                .update());
        return free;
    }

    private OptionalInt first(String sql, Map<String, ?> parameters) {
        return jdbc.sql(sql).params(parameters).query(Integer.class).stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    private void claim(int color, String endPoint, String serviceId) {
        jdbc.sql("insert into colored_route (service_id, end_point, color) values (:service, :end, :color)"
                        + " on conflict do nothing")
                .param("service", serviceId)
                .param("end", endPoint)
                .param("color", color)
                .update();
    }

    /** Until the transaction ends, no other transaction takes or releases a colour. */
    public void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('fleet_color'))")
                .query((row, n) -> true)
                .single();
    }

    /** Whether a colour that routes carry is the fleet's, from another protection. */
    public boolean ours(int color) {
        return jdbc.sql("select count(*) from fleet_color where color = :color")
                        .param("color", color)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Records, before the write, that a service's routes at an end-point get the colour. */
    public void intend(int color, String endPoint, String serviceId) {
        jdbc.sql(
                        """
                        insert into colored_route (service_id, end_point, color) values (:service, :end, :color)
                        on conflict (service_id, end_point) do update set color = excluded.color""")
                .param("service", serviceId)
                .param("end", endPoint)
                .param("color", color)
                .update();
    }

    /** Services whose routes at the end-point have the colour from us, or may have it. */
    public List<String> colored(int color, String endPoint) {
        return jdbc.sql("select service_id from colored_route where color = :color and end_point = :end")
                .param("color", color)
                .param("end", endPoint)
                .query(String.class)
                .list();
    }

    /** Forgets a colour that was read back as gone. */
    public void release(int color) {
        jdbc.sql("delete from colored_route where color = :color")
                .param("color", color)
                .update();
        jdbc.sql("delete from fleet_color where color = :color")
                .param("color", color)
                .update();
    }
}

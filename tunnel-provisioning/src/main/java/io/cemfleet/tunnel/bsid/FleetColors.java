package io.cemfleet.tunnel.bsid;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The fleet's own colours: one per incident and end-point, set on the routes of services that have none. */
@Component
public class FleetColors {
    private final JdbcClient jdbc;
    private final ColorRange range;

    FleetColors(JdbcClient jdbc, ColorRange range) {
        this.jdbc = jdbc;
        this.range = range;
    }

    /** The colour of an incident towards an end-point, a new one if need be; empty when all are in use. */
    public OptionalInt take(String incidentId, String endPoint, Set<Integer> usedInNetwork) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('fleet_color'))")
                .query((row, n) -> true)
                .single();
        var known = jdbc.sql("select color from fleet_color where incident_id = :incident and end_point = :end")
                .param("incident", incidentId)
                .param("end", endPoint)
                .query(Integer.class)
                .optional();
        if (known.isPresent()) {
            return OptionalInt.of(known.get());
        }
        var used = new HashSet<>(usedInNetwork);
        used.addAll(
                jdbc.sql("select color from fleet_color").query(Integer.class).list());
        OptionalInt free = IntStream.rangeClosed(range.first(), range.last())
                .filter(color -> !used.contains(color))
                .findFirst();
        free.ifPresent(color -> jdbc.sql(
                        "insert into fleet_color (color, incident_id, end_point) values (:color, :incident, :end)")
                .param("color", color)
                .param("incident", incidentId)
                .param("end", endPoint)
                .update());
        return free;
    }

    /** Whether a colour that routes carry is the fleet's, from another protection. */
    public boolean ours(int color) {
        return jdbc.sql("select count(*) from fleet_color where color = :color")
                        .param("color", color)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Remembers, before it is done, that a service's routes at an end-point get the colour. */
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

    /** Forgets a colour that was seen to be gone. */
    public void release(int color) {
        jdbc.sql("delete from colored_route where color = :color")
                .param("color", color)
                .update();
        jdbc.sql("delete from fleet_color where color = :color")
                .param("color", color)
                .update();
    }
}

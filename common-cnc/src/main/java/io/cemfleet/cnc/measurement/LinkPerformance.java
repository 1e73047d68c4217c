package io.cemfleet.cnc.measurement;

import static io.cemfleet.cnc.json.YangJson.decimal;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.network.measurement.ReportedUnit;
import io.cemfleet.network.topology.LinkDirection;
import org.jspecify.annotations.Nullable;

/** Reads the controller's {@code igp-link-pm}. */
public final class LinkPerformance {

    private LinkPerformance() {}

    /** Utilisation, 0 to 1; absent where the load or the capacity is not known. */
    public static @Nullable Double utilisation(JsonNode pm, LinkDirection direction) {
        var used = decimal(pm, "bandwidth-utilization-kbps");
        var reported = decimal(pm, "max-bandwidth-kbps");
        var known = direction.capacityMbps();
        var capacity = reported != null
                ? reported
                : known == null ? null : Double.valueOf(ReportedUnit.KILOBITS_PER_SECOND.fromFleetUnit(known));
        return used == null || capacity == null || capacity <= 0 ? null : Double.valueOf(used / capacity);
    }
}

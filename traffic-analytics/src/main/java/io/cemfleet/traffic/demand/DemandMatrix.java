package io.cemfleet.traffic.demand;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The demands between routers.
 *
 * @param explainedShare load of the demands on the measured links, as a part of their measured load; absent when no
 *     link is measured
 * @param errors what could not be read and is therefore not included
 */
public record DemandMatrix(List<TrafficDemand> demands, @Nullable Double explainedShare, List<String> errors) {

    public DemandMatrix {
        demands = List.copyOf(demands);
        errors = List.copyOf(errors);
    }
}

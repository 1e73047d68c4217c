package io.cemfleet.lab.simulator;

import java.util.List;

/**
 * A request at a simulated system, as gates match it.
 *
 * @param paths forms of the same address, at least one
 */
public record GatedRequest(SimulatedSystem face, String method, List<String> paths, String body) {

    public GatedRequest {
        paths = List.copyOf(paths);
    }
}

package io.cemfleet.lab.simulator;

import java.util.List;

/**
 * A request at a face, as far as gates look at it.
 *
 * @param paths forms of the same address, at least one
 */
public record GatedRequest(SimulatedSystem face, String method, List<String> paths, String body) {

    public GatedRequest {
        paths = List.copyOf(paths);
    }
}

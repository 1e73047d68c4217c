package io.cemfleet.lab.face;

import java.util.List;

/**
 * A request at a face, as far as gates look at it.
 *
 * @param paths forms of the same address, at least one
 */
public record Visit(Face face, String method, List<String> paths, String body) {

    public Visit {
        paths = List.copyOf(paths);
    }
}

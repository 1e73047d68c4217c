package io.cemfleet.lab.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A gate, at which matching requests at a simulated system wait until it is opened.
 *
 * @param id {@code gate-} and a number
 * @param method of the requests that stop, {@code MAIL} for a letter; null for any
 * @param pathContains part of the path, encoded or decoded; for a letter of its recipients; null for any
 * @param operation part of the path, or of "METHOD path"; null for any
 * @param bodyContains part of the request's body; null for any
 * @param after whether the answer is held, after the request took effect, in place of the request
 */
public record RequestGate(
        String id,
        SimulatedSystem face,
        @Nullable String method,
        @Nullable String pathContains,
        @Nullable String operation,
        @Nullable String bodyContains,
        boolean after) {

    boolean matches(GatedRequest visit) {
        return visit.face() == face
                && (method == null || method.equalsIgnoreCase(visit.method()))
                && (bodyContains == null || visit.body().contains(bodyContains))
                && visit.paths().stream()
                        .anyMatch(path -> (pathContains == null || path.contains(pathContains))
                                && (operation == null || (visit.method() + " " + path).contains(operation)));
    }
}

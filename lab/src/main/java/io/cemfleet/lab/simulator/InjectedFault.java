package io.cemfleet.lab.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A fault for the next {@code count} requests at a simulated system.
 *
 * @param count requests still to fail, at least 1
 * @param operation part of the path, or of "METHOD path", that a request must contain; null for any
 */
public record InjectedFault(SimulatedSystem face, FaultKind kind, int count, @Nullable String operation) {

    boolean matches(SimulatedSystem at, String method, String... paths) {
        if (at != face) {
            return false;
        }
        if (operation == null) {
            return true;
        }
        for (String path : paths) {
            if ((method + " " + path).contains(operation)) {
                return true;
            }
        }
        return false;
    }

    InjectedFault oneLess() {
        return new InjectedFault(face, kind, count - 1, operation);
    }
}

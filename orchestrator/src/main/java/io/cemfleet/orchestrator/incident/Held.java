package io.cemfleet.orchestrator.incident;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tunnel that carries traffic already while a better path is sought for it.
 *
 * @param services whose traffic is on it
 */
public record Held(Route route, Tunnel tunnel, List<String> services) {
    public Held {
        services = Objects.requireNonNullElse(services, List.of());
    }

    static List<String> services(@Nullable Held held) {
        return held == null ? List.of() : held.services();
    }
}

package io.cemfleet.orchestrator.incident;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tunnel that carries traffic already while a better path is sought for it.
 *
 * @param services whose traffic is on it
 */
public record CarryingTunnel(ProtectionRoute route, ProtectionTunnel tunnel, List<String> services) {
    public CarryingTunnel {
        services = Objects.requireNonNullElse(services, List.of());
    }

    static List<String> services(@Nullable CarryingTunnel held) {
        return held == null ? List.of() : held.services();
    }
}

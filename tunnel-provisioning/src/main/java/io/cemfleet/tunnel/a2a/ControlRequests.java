package io.cemfleet.tunnel.a2a;

import io.cemfleet.tunnel.policy.AutomationCaps;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests that change the controls. */
final class ControlRequests {
    private static final String SLUG = "[a-z0-9][a-z0-9._-]{0,99}";

    private ControlRequests() {}

    record StopRequest(@NotNull Boolean stopped, @NotBlank @Size(max = 500) String reason) {}

    /**
     * @param from absent: now
     * @param nodes absent or empty: the whole network
     */
    record FreezeRequest(
            @Nullable Instant from,
            @NotNull Instant until,
            @Size(max = 1000) @Nullable List<@NotNull @Pattern(regexp = SLUG) String> nodes,
            @NotBlank @Size(max = 500) String reason) {}

    record ProtectedNodesRequest(
            @NotNull @Size(max = 1000) List<@NotNull @Pattern(regexp = SLUG) String> nodes,
            @NotBlank @Size(max = 500) String reason) {}

    /** See {@link AutomationCaps}. */
    record RequestedCaps(
            @NotNull @Min(0) Integer maxTunnels,
            @NotNull @Min(0) Integer maxTunnelsPerHeadEnd,
            @NotNull @Min(0) Integer maxServices,
            @NotNull @PositiveOrZero Double maxGbps,
            @NotNull @Min(0) Integer maxChangesPerHeadEndAndHour,
            @NotNull @PositiveOrZero Double assumedDemandMbps) {

        AutomationCaps caps() {
            return new AutomationCaps(
                    maxTunnels,
                    maxTunnelsPerHeadEnd,
                    maxServices,
                    maxGbps,
                    maxChangesPerHeadEndAndHour,
                    assumedDemandMbps);
        }
    }

    record CapsRequest(@NotNull @Valid RequestedCaps caps, @NotBlank @Size(max = 500) String reason) {}
}

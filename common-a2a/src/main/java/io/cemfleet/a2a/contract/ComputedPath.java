package io.cemfleet.a2a.contract;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path through the network, from the head-end's view.
 *
 * @param delayMs one way, sum of its links
 * @param bottleneckMbps capacity left on its tightest link, null where utilisation is unknown
 * @param pathType the traffic engineering it is meant for
 */
public record ComputedPath(
        @NotEmpty List<String> nodes,
        @NotEmpty List<String> links,
        @NotNull List<@Valid PathSegment> segmentList,
        int hopCount,
        double delayMs,
        long igpMetric,
        long teMetric,
        @Nullable Double bottleneckMbps,
        @Nullable TeType pathType) {}

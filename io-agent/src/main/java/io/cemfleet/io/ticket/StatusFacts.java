package io.cemfleet.io.ticket;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusDetails;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.WaitingFor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket keeps of a status update's {@link StatusDetails}. Members that are absent, or that hold another type
 * than expected, change nothing.
 *
 * @param servicesByTier the highest tier first; null where the update does not name them
 * @param decided an operator approved or rejected the plan
 */
record StatusFacts(
        @Nullable Severity severity,
        @Nullable Map<String, Integer> servicesByTier,
        @Nullable Integer totalAffected,
        List<String> degradedLinks,
        List<String> tunnelIds,
        @Nullable WaitingFor waitingFor,
        boolean decided) {

    static StatusFacts of(StatusUpdate.Request update) {
        StatusDetails.Impact impact = StatusDetails.read(update, StatusDetails.Impact.class);
        return new StatusFacts(
                StatusDetails.read(update, StatusDetails.SeverityRise.class).severity(),
                highestFirst(impact.servicesByTier()),
                impact.totalAffected(),
                StatusDetails.read(update, StatusDetails.LinkDegradation.class).degradedLinks(),
                tunnelIds(StatusDetails.read(update, StatusDetails.Tunnels.class)),
                StatusDetails.read(update, StatusDetails.Paths.class).waitingFor(),
                decided(update));
    }

    private static boolean decided(StatusUpdate.Request update) {
        return StatusDetails.read(update, StatusDetails.PlanApproval.class).approvedBy() != null
                || StatusDetails.read(update, StatusDetails.EscalationNotice.class)
                                .reason()
                        == EscalationReason.PLAN_REJECTED;
    }

    private static List<String> tunnelIds(StatusDetails.Tunnels tunnels) {
        return Stream.concat(
                        Stream.ofNullable(tunnels.tunnelId()),
                        tunnels.tunnels().stream()
                                .map(StatusDetails.CreatedTunnel::tunnelId)
                                .filter(Objects::nonNull))
                .distinct()
                .toList();
    }

    private static @Nullable Map<String, Integer> highestFirst(@Nullable Map<String, Integer> named) {
        if (named == null) {
            return null;
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (SlaTier tier : SlaTier.values()) {
            Integer count = named.get(tier.wire());
            if (count != null) {
                counts.put(tier.wire(), count);
            }
        }
        return counts;
    }
}

package io.cemfleet.io.ticket;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.SlaTier;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a ticket keeps of a status update's details. The details are open: names that are absent, or that hold another
 * type than expected, change nothing.
 *
 * @param servicesByTier null where the update does not name them
 * @param waitingFor what the incident waits for, {@code approval}
 * @param decided an operator approved or rejected the plan
 */
record StatusDetails(
        @Nullable String severity,
        @Nullable Map<String, Integer> servicesByTier,
        @Nullable Integer totalAffected,
        List<String> degradedLinks,
        List<String> tunnelIds,
        @Nullable String waitingFor,
        boolean decided) {

    static StatusDetails of(Map<String, Object> details) {
        return new StatusDetails(
                text(details.get("severity")),
                counts(details.get("services_by_tier")),
                details.get("total_affected") instanceof Number total ? Integer.valueOf(total.intValue()) : null,
                strings(details.get("degraded_links")),
                tunnels(details),
                text(details.get("waiting_for")),
                details.containsKey("approved_by")
                        || Objects.equals(details.get("reason"), EscalationReason.PLAN_REJECTED.wire()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }

    private static List<String> tunnels(Map<String, Object> details) {
        Set<String> ids = new LinkedHashSet<>();
        if (details.get("tunnel_id") instanceof String id) {
            ids.add(id);
        }
        if (details.get("tunnels") instanceof Collection<?> all) {
            for (Object one : all) {
                if (one instanceof Map<?, ?> tunnel && tunnel.get("tunnel_id") instanceof String id) {
                    ids.add(id);
                }
            }
        }
        return List.copyOf(ids);
    }

    private static List<String> strings(@Nullable Object value) {
        return value instanceof Collection<?> all
                ? all.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    private static @Nullable Map<String, Integer> counts(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return null;
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (SlaTier tier : SlaTier.values()) {
            if (map.get(tier.wire()) instanceof Number number) {
                counts.put(tier.wire(), number.intValue());
            }
        }
        return counts;
    }
}

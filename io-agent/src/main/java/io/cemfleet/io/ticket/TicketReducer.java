package io.cemfleet.io.ticket;

import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.NewTicket;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Applies messages to a ticket. A late message does not undo a newer one. */
final class TicketReducer {
    private static final String CLOSED = "closed";

    private TicketReducer() {}

    static UnaryOperator<IncidentTicket> opened(NewTicket.Request message) {
        return t -> new IncidentTicket(
                t.number(),
                t.incidentId(),
                true,
                t.message().isEmpty() ? message.status() : t.status(),
                t.phase(),
                message.severity().wire(),
                t.slaTier(),
                message.summary(),
                t.message().isEmpty() ? message.summary() : t.message(),
                union(message.degradedLinks(), t.degradedLinks()),
                t.servicesByTier(),
                t.totalAffected(),
                t.tunnelIds(),
                t.resolution(),
                t.durationSeconds(),
                message.createdAt(),
                later(t.updatedAt(), message.createdAt()),
                t.closedAt(),
                t.waitingFor());
    }

    static UnaryOperator<IncidentTicket> updated(StatusUpdate.Request message) {
        return t -> {
            Map<String, Object> details = message.details();
            Map<String, Integer> services = counts(details.get("services_by_tier"), t.servicesByTier());
            boolean current = !t.status().equals(CLOSED);
            return new IncidentTicket(
                    t.number(),
                    t.incidentId(),
                    t.opened(),
                    current ? message.status() : t.status(),
                    current ? message.phase() : t.phase(),
                    details.get("severity") instanceof String severity ? severity : t.severity(),
                    highest(services, t.slaTier()),
                    t.summary(),
                    current ? message.message() : t.message(),
                    union(t.degradedLinks(), strings(details.get("degraded_links"))),
                    services,
                    details.get("total_affected") instanceof Number total
                            ? Integer.valueOf(total.intValue())
                            : t.totalAffected(),
                    union(t.tunnelIds(), tunnels(details)),
                    t.resolution(),
                    t.durationSeconds(),
                    t.createdAt(),
                    later(t.updatedAt(), message.updatedAt()),
                    t.closedAt(),
                    current ? waiting(message, t.waitingFor()) : null);
        };
    }

    static UnaryOperator<IncidentTicket> closed(TicketClosed.Request message) {
        return t -> new IncidentTicket(
                t.number(),
                t.incidentId(),
                t.opened(),
                CLOSED,
                t.phase(),
                t.severity(),
                t.slaTier(),
                t.summary(),
                message.summary(),
                union(t.degradedLinks(), message.details().degradedLinks()),
                t.servicesByTier(),
                message.details().affectedServicesCount(),
                union(t.tunnelIds(), message.details().tunnelIds()),
                message.resolution().wire(),
                message.durationSeconds(),
                t.createdAt(),
                later(t.updatedAt(), message.closedAt()),
                message.closedAt(),
                null);
    }

    static UnaryOperator<IncidentTicket> failed(ErrorReport.Request message) {
        return t -> new IncidentTicket(
                t.number(),
                t.incidentId(),
                t.opened(),
                t.status(),
                t.phase(),
                t.severity(),
                t.slaTier(),
                t.summary(),
                t.status().equals(CLOSED) ? t.message() : message.message(),
                t.degradedLinks(),
                t.servicesByTier(),
                t.totalAffected(),
                t.tunnelIds(),
                t.resolution(),
                t.durationSeconds(),
                t.createdAt(),
                later(t.updatedAt(), message.occurredAt()),
                t.closedAt(),
                t.waitingFor());
    }

    /** A wait ends with an operator's decision, and with a new plan. */
    private static @Nullable String waiting(StatusUpdate.Request message, @Nullable String before) {
        Map<String, Object> details = message.details();
        if (details.get("waiting_for") instanceof String what) {
            return what;
        }
        boolean decided = details.containsKey("approved_by")
                || Objects.equals(details.get("reason"), EscalationReason.PLAN_REJECTED.wire());
        return decided || message.status().equals("assessing") ? null : before;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
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

    private static Map<String, Integer> counts(@Nullable Object value, Map<String, Integer> before) {
        if (!(value instanceof Map<?, ?> map)) {
            return before;
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (SlaTier tier : SlaTier.values()) {
            if (map.get(tier.wire()) instanceof Number number) {
                counts.put(tier.wire(), number.intValue());
            }
        }
        return counts;
    }

    private static @Nullable String highest(Map<String, Integer> services, @Nullable String before) {
        return Arrays.stream(SlaTier.values())
                .map(SlaTier::wire)
                .filter(tier -> services.getOrDefault(tier, 0) > 0)
                .findFirst()
                .orElse(before);
    }

    private static List<String> union(List<String> first, List<String> second) {
        Set<String> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return List.copyOf(all);
    }
}

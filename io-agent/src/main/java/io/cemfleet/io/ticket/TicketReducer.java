package io.cemfleet.io.ticket;

import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.NewTicket;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.io.ticket.IncidentTicket.Description;
import io.cemfleet.io.ticket.IncidentTicket.Impact;
import io.cemfleet.io.ticket.IncidentTicket.Outcome;
import io.cemfleet.io.ticket.IncidentTicket.Progress;
import io.cemfleet.io.ticket.IncidentTicket.Times;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The changes that messages make to their tickets. A late message does not undo a newer one. */
public final class TicketReducer {
    private TicketReducer() {}

    public static TicketChange opened(NewTicket.Request message) {
        return new TicketChange(message.incidentId(), message.createdAt(), ticket -> opened(ticket, message));
    }

    public static TicketChange updated(StatusUpdate.Request message) {
        return new TicketChange(message.incidentId(), message.updatedAt(), ticket -> updated(ticket, message));
    }

    public static TicketChange closed(TicketClosed.Request message) {
        return new TicketChange(message.incidentId(), message.closedAt(), ticket -> closed(ticket, message));
    }

    /** An error without an incident changes no ticket. */
    public static TicketChange failed(ErrorReport.Request message) {
        return new TicketChange(message.incidentId(), message.occurredAt(), ticket -> failed(ticket, message));
    }

    private static IncidentTicket opened(IncidentTicket ticket, NewTicket.Request message) {
        Progress progress = ticket.progress();
        Description before = ticket.description();
        Impact impact = ticket.impact();
        boolean first = before.message().isEmpty();
        return new IncidentTicket(
                ticket.number(),
                ticket.incidentId(),
                progress.open(first ? message.status() : progress.status()),
                new Description(
                        message.severity().wire(),
                        before.slaTier(),
                        message.summary(),
                        first ? message.summary() : before.message()),
                new Impact(
                        union(message.degradedLinks(), impact.degradedLinks()),
                        impact.servicesByTier(),
                        impact.totalAffected(),
                        impact.tunnelIds()),
                ticket.outcome(),
                new Times(
                                message.createdAt(),
                                ticket.times().updatedAt(),
                                ticket.times().closedAt())
                        .updated(message.createdAt()),
                ticket.waitingFor());
    }

    private static IncidentTicket updated(IncidentTicket ticket, StatusUpdate.Request message) {
        Map<String, Object> details = message.details();
        Description description = ticket.description();
        Impact impact = ticket.impact();
        Map<String, Integer> services = counts(details.get("services_by_tier"), impact.servicesByTier());
        boolean open = !ticket.closed();
        return new IncidentTicket(
                ticket.number(),
                ticket.incidentId(),
                open ? ticket.progress().at(message.status(), message.phase()) : ticket.progress(),
                new Description(
                        details.get("severity") instanceof String severity ? severity : description.severity(),
                        highest(services, description.slaTier()),
                        description.summary(),
                        open ? message.message() : description.message()),
                new Impact(
                        union(impact.degradedLinks(), strings(details.get("degraded_links"))),
                        services,
                        details.get("total_affected") instanceof Number total
                                ? Integer.valueOf(total.intValue())
                                : impact.totalAffected(),
                        union(impact.tunnelIds(), tunnels(details))),
                ticket.outcome(),
                ticket.times().updated(message.updatedAt()),
                open ? waiting(message, ticket.waitingFor()) : null);
    }

    private static IncidentTicket closed(IncidentTicket ticket, TicketClosed.Request message) {
        Impact impact = ticket.impact();
        return new IncidentTicket(
                ticket.number(),
                ticket.incidentId(),
                ticket.progress().at(IncidentTicket.CLOSED, ticket.progress().phase()),
                ticket.description().saying(message.summary()),
                new Impact(
                        union(impact.degradedLinks(), message.details().degradedLinks()),
                        impact.servicesByTier(),
                        message.details().affectedServicesCount(),
                        union(impact.tunnelIds(), message.details().tunnelIds())),
                new Outcome(message.resolution().wire(), message.durationSeconds()),
                new Times(ticket.times().createdAt(), ticket.times().updatedAt(), message.closedAt())
                        .updated(message.closedAt()),
                null);
    }

    private static IncidentTicket failed(IncidentTicket ticket, ErrorReport.Request message) {
        return new IncidentTicket(
                ticket.number(),
                ticket.incidentId(),
                ticket.progress(),
                ticket.closed() ? ticket.description() : ticket.description().saying(message.message()),
                ticket.impact(),
                ticket.outcome(),
                ticket.times().updated(message.occurredAt()),
                ticket.waitingFor());
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

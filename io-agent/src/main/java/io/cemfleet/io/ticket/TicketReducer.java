package io.cemfleet.io.ticket;

import io.cemfleet.a2a.contract.ErrorReport;
import io.cemfleet.a2a.contract.IncidentState;
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
        StatusFacts details = StatusFacts.of(message);
        Description description = ticket.description();
        Impact impact = ticket.impact();
        Map<String, Integer> services = Objects.requireNonNullElse(details.servicesByTier(), impact.servicesByTier());
        boolean open = !ticket.closed();
        return new IncidentTicket(
                ticket.number(),
                ticket.incidentId(),
                open ? progress(ticket.progress(), message) : ticket.progress(),
                new Description(
                        details.severity() == null
                                ? description.severity()
                                : details.severity().wire(),
                        highest(services, description.slaTier()),
                        description.summary(),
                        open ? message.message() : description.message()),
                new Impact(
                        union(impact.degradedLinks(), details.degradedLinks()),
                        services,
                        details.totalAffected() == null ? impact.totalAffected() : details.totalAffected(),
                        union(impact.tunnelIds(), details.tunnelIds())),
                ticket.outcome(),
                ticket.times().updated(message.updatedAt()),
                open ? waiting(message, details, ticket.waitingFor()) : null);
    }

    private static IncidentTicket closed(IncidentTicket ticket, TicketClosed.Request message) {
        Impact impact = ticket.impact();
        return new IncidentTicket(
                ticket.number(),
                ticket.incidentId(),
                ticket.progress()
                        .at(IncidentState.CLOSED.wire(), ticket.progress().phase()),
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

    /** A state that this version does not know changes nothing. */
    private static Progress progress(Progress before, StatusUpdate.Request message) {
        return message.status() == IncidentState.UNKNOWN
                ? before
                : before.at(message.status().wire(), message.phase());
    }

    /** A wait ends with an operator's decision, and with a new plan. */
    private static @Nullable String waiting(
            StatusUpdate.Request message, StatusFacts details, @Nullable String before) {
        if (details.waitingFor() != null) {
            return details.waitingFor().wire();
        }
        return details.decided() || message.status() == IncidentState.ASSESSING ? null : before;
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

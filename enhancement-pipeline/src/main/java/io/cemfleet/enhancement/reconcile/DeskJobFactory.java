package io.cemfleet.enhancement.reconcile;

import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.job.TicketDiscovery;
import io.cemfleet.enhancement.privacy.PlainText;
import io.cemfleet.enhancement.servicedesk.DeskTicket;
import io.cemfleet.enhancement.servicedesk.TicketText;
import io.cemfleet.enhancement.stage.TicketPriority;
import io.cemfleet.runtime.input.SafeText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creates jobs for tickets that were read from the service desk. */
public final class DeskJobFactory {
    private static final int MOST = 10_000;
    private static final int MOST_NAME = 100;

    private DeskJobFactory() {}

    /**
     * A job for a ticket.
     *
     * @param ticketId as its history names it
     * @param jobId the same for the same occasion, so that it is done once
     */
    public static QueuedJob of(String tenantId, String ticketId, DeskTicket ticket, UUID jobId, Instant now) {
        String text = PlainText.of(ticket.subject() + "<br>" + TicketText.withoutOurs(ticket.description()));
        return new QueuedJob(
                jobId,
                ticketId,
                tenantId,
                SafeText.cut(text, MOST),
                priority(ticket.priority()),
                now,
                Objects.requireNonNullElse(ticket.createdAt(), now),
                UUID.randomUUID());
    }

    /** The same parts give the same id. */
    public static UUID jobId(String... occasion) {
        return UUID.nameUUIDFromBytes(String.join("\u0000", occasion).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * How a ticket was discovered at the service desk. A webhook may send its description with or without the subject.
     *
     * @param ticketId as its history names it; the other of its two names is added
     */
    public static TicketDiscovery sighting(
            TicketDiscovery.DiscoveryReason occasion, String ticketId, DeskTicket ticket) {
        return new TicketDiscovery(
                occasion,
                Stream.of(ticket.description(), ticket.subject() + "<br>" + ticket.description())
                        .map(TicketText::fingerprint)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .toList(),
                Stream.of(ticket.id(), ticket.displayId())
                        .filter(name -> !name.equals(ticketId) && isName(name))
                        .findFirst()
                        .orElse(""));
    }

    static boolean hasName(DeskTicket ticket) {
        return isName(ticket.id());
    }

    private static boolean isName(String name) {
        return name.matches("[A-Z0-9-]{1," + MOST_NAME + "}");
    }

    /** Service desks name priorities as they like; what is unknown is medium. */
    private static TicketPriority priority(@Nullable String name) {
        String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        if (lower.contains("critical") || lower.contains("urgent")) {
            return TicketPriority.CRITICAL;
        }
        if (lower.contains("high")) {
            return TicketPriority.HIGH;
        }
        return lower.contains("low") ? TicketPriority.LOW : TicketPriority.MEDIUM;
    }
}

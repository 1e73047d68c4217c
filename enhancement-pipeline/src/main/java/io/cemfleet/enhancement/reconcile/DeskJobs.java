package io.cemfleet.enhancement.reconcile;

import io.cemfleet.enhancement.job.QueuedJob;
import io.cemfleet.enhancement.pipeline.Priority;
import io.cemfleet.enhancement.privacy.PlainText;
import io.cemfleet.enhancement.servicedesk.DeskTicket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes jobs of tickets that the service desk was asked for. */
public final class DeskJobs {
    private static final int MOST = 10_000;
    private static final int MOST_NAME = 100;

    private DeskJobs() {}

    /**
     * A job for a ticket.
     *
     * @param ticketId as its history shall name it
     * @param jobId the same for the same occasion, so that it is done once
     */
    public static QueuedJob of(String tenantId, String ticketId, DeskTicket ticket, UUID jobId, Instant now) {
        String text = PlainText.of(ticket.subject() + "<br>" + ticket.description());
        return new QueuedJob(
                jobId,
                ticketId,
                tenantId,
                PlainText.visible(text.length() <= MOST ? text : text.substring(0, MOST)),
                priority(ticket.priority()),
                now,
                Objects.requireNonNullElse(ticket.createdAt(), now),
                UUID.randomUUID());
    }

    /** The same words give the same id. */
    public static UUID jobId(String... occasion) {
        return UUID.nameUUIDFromBytes(String.join("\u0000", occasion).getBytes(StandardCharsets.UTF_8));
    }

    static boolean hasName(DeskTicket ticket) {
        return ticket.id().matches("[A-Z0-9-]{1," + MOST_NAME + "}");
    }

    /** Service desks name priorities as they like; what is unknown is medium. */
    private static Priority priority(@Nullable String name) {
        String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        if (lower.contains("critical") || lower.contains("urgent")) {
            return Priority.CRITICAL;
        }
        if (lower.contains("high")) {
            return Priority.HIGH;
        }
        return lower.contains("low") ? Priority.LOW : Priority.MEDIUM;
    }
}

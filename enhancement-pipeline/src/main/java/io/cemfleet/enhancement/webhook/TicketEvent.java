package io.cemfleet.enhancement.webhook;

import io.cemfleet.enhancement.job.TicketDiscovery;
import io.cemfleet.enhancement.job.TicketDiscovery.DiscoveryReason;
import io.cemfleet.enhancement.servicedesk.TicketText;
import io.cemfleet.enhancement.stage.TicketPriority;
import io.cemfleet.runtime.input.SourceTime;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A ticket, as a service desk's webhook sends it; any other field is refused. */
record TicketEvent(
        @NotNull @Pattern(regexp = "[a-z_]{1,50}", message = "must be the event's name") String event,
        @NotNull @Pattern(regexp = "[A-Z0-9-]{1,100}", message = "must match ^[A-Z0-9-]+$, 100 characters at most")
                String ticketId,
        @NotNull String tenantId,
        @NotBlank @Size(max = 10_000) String description,
        @NotNull TicketPriority priority,
        @NotNull @ZonedTimestamp String createdAt,
        @Nullable
                @Pattern(
                        regexp = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-4[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}",
                        message = "must be a UUID4")
                String correlationId) {

    private static final String OWN_TEXT = "ticket_";

    Instant created() {
        return SourceTime.parse(createdAt).orElseThrow();
    }

    /** The same words of the same ticket give the same job, by any event and however often they arrive. */
    UUID jobId() {
        String content = String.join("\u0000", tenantId, ticketId, TicketText.fingerprint(description));
        return UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8));
    }

    /** Events of the ticket itself carry its own text; others, such as {@code note_added}, may carry something else. */
    TicketDiscovery sighting() {
        String text = TicketText.fingerprint(description);
        return event.startsWith(OWN_TEXT)
                ? new TicketDiscovery(DiscoveryReason.TEXT, text.isEmpty() ? List.of() : List.of(text), "")
                : new TicketDiscovery(DiscoveryReason.MENTION, List.of(), "");
    }

    /** Whether it contains only a block of our own. */
    boolean isOurs() {
        return TicketText.withoutOurs(description).isBlank();
    }
}

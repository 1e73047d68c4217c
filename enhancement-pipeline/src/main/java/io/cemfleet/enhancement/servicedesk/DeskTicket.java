package io.cemfleet.enhancement.servicedesk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request as the service desk stores it.
 *
 * @param id the internal id, which API calls need
 * @param displayId the number that users see
 * @param description HTML, as it is; lists leave it out or cut it
 * @param priority as the service desk names it, absent where it has none
 */
public record DeskTicket(
        String id,
        String displayId,
        String subject,
        String description,
        @Nullable String priority,
        @Nullable Instant createdAt) {}

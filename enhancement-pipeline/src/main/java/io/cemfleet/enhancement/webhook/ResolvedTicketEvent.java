package io.cemfleet.enhancement.webhook;

import io.cemfleet.enhancement.stage.TicketPriority;
import io.cemfleet.runtime.input.SourceTime;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A resolved ticket, as a service desk's webhook sends it; any other field is refused. */
record ResolvedTicketEvent(
        @NotNull String tenantId,
        @NotNull @Pattern(regexp = "[A-Z0-9-]{1,100}", message = "must match ^[A-Z0-9-]+$, 100 characters at most")
                String ticketId,
        @NotBlank @Size(max = 500) String subject,
        @NotNull @Size(max = 10_000) String description,
        @NotBlank @Size(max = 10_000) String resolution,
        @NotNull @ZonedTimestamp String resolvedDate,
        @Nullable TicketPriority priority,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 100) String> tags) {

    Instant resolved() {
        return SourceTime.parse(resolvedDate).orElseThrow();
    }
}

package io.cemfleet.a2a.message;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as it goes over the wire. Type and payload are enough; the rest has defaults.
 *
 * @param taskId the key of the effect: a repeat with the same id gets the remembered answer
 * @param priority 1 (lowest) to 10, 5 when absent
 * @param timeoutSeconds how long the caller waits, 30 when absent
 * @param callbackUrl where a task that is still working reports; only addresses of known agents are accepted
 */
public record TaskRequest(
        @NotBlank String taskType,
        @NotNull JsonNode payload,
        @Nullable UUID taskId,
        @Nullable String incidentId,
        @Nullable UUID correlationId,
        @Nullable UUID parentTaskId,
        @Nullable @Min(1) @Max(10) Integer priority,
        @Nullable @Min(1) @Max(3600) Integer timeoutSeconds,
        @Nullable String callbackUrl,
        @Nullable Instant createdAt) {

    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
    public static final int DEFAULT_PRIORITY = 5;

    /** The deadline the caller set, or the default. */
    public Duration timeout() {
        return timeoutSeconds == null ? DEFAULT_TIMEOUT : Duration.ofSeconds(timeoutSeconds);
    }
}

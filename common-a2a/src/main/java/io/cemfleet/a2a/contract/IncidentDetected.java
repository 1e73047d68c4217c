package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A new incident to act on */
public interface IncidentDetected {
    TaskType<Request, NoticeAccepted> TYPE = TaskType.of(
            "incident_detected",
            AgentName.ORCHESTRATOR,
            Set.of(AgentName.EVENT_CORRELATOR),
            Request.class,
            NoticeAccepted.class,
            "A new incident to act on");

    /**
     * @param degradedLinks confirmed ones
     * @param ambiguousLinks candidates that could not be confirmed: assessed and avoided too
     * @param dampenUntil when a flapping link's dampening ends
     * @param forecast what was predicted; proactive incidents only
     * @param flapCount state changes of the flapping link that were counted; flapping only
     * @param penalty 1,000 for each of its state changes, less what has decayed since; flapping only
     */
    record Request(
            @NotBlank String incidentId,
            @NotBlank String incidentKey,
            @NotNull IncidentSource source,
            @NotNull Severity severity,
            @NotNull List<String> degradedLinks,
            @NotNull List<String> ambiguousLinks,
            int alertCount,
            boolean isFlapping,
            @Nullable Instant dampenUntil,
            @NotBlank String correlationRule,
            @Nullable String rootCause,
            @NotNull @Valid List<CorrelatedAlert> correlatedAlerts,
            @Nullable Map<String, Object> forecast,
            @NotNull Instant detectedAt,
            @Nullable Integer flapCount,
            @Nullable Double penalty) {}

    /** Value and threshold in ms for latency and jitter, in percent for loss and utilisation. */
    record CorrelatedAlert(
            @NotBlank String alertId,
            @NotBlank String source,
            @Nullable String linkId,
            @Nullable String metric,
            @Nullable Double value,
            @Nullable Double threshold) {}
}

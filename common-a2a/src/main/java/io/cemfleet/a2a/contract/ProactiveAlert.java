package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Congestion is expected on a link */
public interface ProactiveAlert {
    TaskType<Request, Result> TYPE = TaskType.of(
            "proactive_alert",
            AgentName.EVENT_CORRELATOR,
            Set.of(AgentName.TRAFFIC_ANALYTICS),
            Request.class,
            Result.class,
            "Congestion is expected on a link");

    /**
     * @param predictedUtilisation 0 to 1 and above
     * @param probability 0 to 1
     */
    record Request(
            @NotBlank String linkId,
            double predictedUtilisation,
            double probability,
            @NotNull Instant expectedAt,
            int horizonMinutes,
            @Nullable List<Map<String, Object>> demands,
            @Nullable List<String> servicesAtRisk) {}

    record Result(String alertId) {}
}

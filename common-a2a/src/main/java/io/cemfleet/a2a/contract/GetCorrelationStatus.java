package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The verdict on an alert, or the alerts of an incident */
public interface GetCorrelationStatus {
    TaskType<Request, Result> TYPE = TaskType.of(
            "get_correlation_status",
            AgentName.EVENT_CORRELATOR,
            TaskType.anyAgent(),
            Request.class,
            Result.class,
            "What became of an alert, or what an incident is made of");

    record Request(@Nullable String incidentId, @Nullable String alertId) {}

    record Result(
            @Nullable String verdict, @Nullable String rule, List<Map<String, Object>> alerts, @Nullable Flap flap) {}

    /**
     * @param penalty 1,000 for each state change of the link that flaps most, less what has decayed until now
     * @param reuseAt when the link's dampening ends, absent when it is not dampened now
     */
    record Flap(double penalty, @Nullable Instant reuseAt) {}
}

package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The expected utilisation of links */
public interface PredictCongestion {
    TaskType<Request, Result> TYPE = TaskType.of(
            "predict_congestion",
            AgentName.TRAFFIC_ANALYTICS,
            TaskType.anyAgent(),
            Request.class,
            Result.class,
            "How full links will be");

    record Request(@Nullable @Positive Integer horizonMinutes, @Nullable List<String> links) {}

    record Result(List<Forecast> forecasts) {}

    /**
     * @param utilisation now, null where it is not measured
     * @param probability that the threshold is crossed within the horizon, 0 to 1, null where there is too little history
     */
    record Forecast(
            String linkId,
            @Nullable Double utilisation,
            @Nullable Double predictedUtilisation,
            @Nullable Double probability,
            @Nullable Instant expectedAt) {}
}

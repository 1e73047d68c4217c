package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** One alert, as its source wrote it */
public interface CorrelateAlert {
    TaskType<Request, Result> TYPE = TaskType.of(
            "correlate_alert",
            AgentName.EVENT_CORRELATOR,
            TaskType.anyAgent(),
            Request.class,
            Result.class,
            "One alert, as its source wrote it");

    /** @param alertSource pca, cnc or alertmanager */
    record Request(@NotBlank String alertSource, @NotNull JsonNode rawAlert) {}

    record Result(List<String> alertIds, List<String> verdicts) {}
}

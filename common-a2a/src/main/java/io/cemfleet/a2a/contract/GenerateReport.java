package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report over a period */
public interface GenerateReport {
    TaskType<Request, Result> TYPE = TaskType.of(
            "generate_report",
            AgentName.AUDIT,
            TaskType.anyAgent(),
            Request.class,
            Result.class,
            "A report over a period");

    record Request(@NotBlank String kind, @Nullable String period, @Nullable String format) {}

    record Result(Map<String, Object> report) {}
}

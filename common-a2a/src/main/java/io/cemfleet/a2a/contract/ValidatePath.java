package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** Whether a path still holds its constraints */
public interface ValidatePath {
    TaskType<Request, Result> TYPE = TaskType.of(
            "validate_path",
            AgentName.PATH_COMPUTATION,
            TaskType.anyAgent(),
            Request.class,
            Result.class,
            "Whether a path still holds its constraints");

    record Request(@NotNull @Valid ComputedPath path, @NotNull @Valid ComputePath.Request constraints) {}

    record Result(boolean valid, List<String> violations) {}
}

package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/** How long the hold timer still runs */
public interface CheckHoldTimer {
    TaskType<Request, Result> TYPE = TaskType.of(
            "check_hold_timer",
            AgentName.RESTORATION_MONITOR,
            TaskType.anyAgent(),
            Request.class,
            Result.class,
            "How long the hold timer still runs");

    record Request(@NotBlank String incidentId) {}
    /** @param remainingSeconds null when no hold timer runs */
    record Result(boolean expired, @Nullable Long remainingSeconds) {}
}

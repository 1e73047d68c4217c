package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Notify people, by the severity matrix */
public interface SendNotification {
    TaskType<Request, Result> TYPE = TaskType.of(
                    "send_notification",
                    AgentName.NOTIFICATION,
                    Set.of(AgentName.ORCHESTRATOR),
                    Request.class,
                    Result.class,
                    "Tell people, by the severity matrix")
            .within(Duration.ofSeconds(10));

    /** @param details shown to people; those of the orchestrator: {@link NotificationDetails} */
    record Request(
            @NotBlank String incidentId,
            @NotNull NotificationEvent event,
            @NotNull Severity severity,
            @NotNull SlaTier slaTier,
            @NotBlank String summary,
            @NotNull Map<String, Object> details) {}

    record Result(List<Channel> channels) {}

    record Channel(NotificationChannel channel, ChannelOutcome outcome, @Nullable String reason) {}
}

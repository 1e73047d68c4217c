package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Enhance a ticket of a tenant's service desk now */
public interface EnhanceTicket {
    TaskType<Request, Result> TYPE = TaskType.of(
                    "enhance_ticket",
                    AgentName.ENHANCEMENT_PIPELINE,
                    Set.of(AgentName.IO_AGENT, AgentName.ORCHESTRATOR),
                    Request.class,
                    Result.class,
                    "Enhance a ticket of a tenant's service desk now")
            .within(Duration.ofSeconds(20));

    /** @param force enhances a ticket again that was enhanced before and whose text has not changed */
    record Request(
            @NotNull @Pattern(regexp = "[a-z0-9-]{1,100}") String tenantId,
            @NotNull @Pattern(regexp = "[A-Z0-9-]{1,100}") String ticketId,
            @Nullable Boolean force) {}

    record Result(UUID jobId) {}
}

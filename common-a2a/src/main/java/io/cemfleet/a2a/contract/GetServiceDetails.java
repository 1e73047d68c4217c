package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;

/** One service */
public interface GetServiceDetails {
    TaskType<Request, Result> TYPE = TaskType.of(
            "get_service_details",
            AgentName.SERVICE_IMPACT,
            TaskType.anyAgent(),
            Request.class,
            Result.class,
            "One service");

    record Request(@NotBlank String serviceId) {}

    record Result(ServiceView service) {}
}

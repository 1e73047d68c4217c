package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Services by filter */
public interface QueryServices {
    TaskType<Request, Result> TYPE = TaskType.of(
            "query_services",
            AgentName.SERVICE_IMPACT,
            TaskType.anyAgent(),
            Request.class,
            Result.class,
            "Services by filter");

    record Request(
            @Nullable String customer,
            @Nullable SlaTier slaTier,
            @Nullable String node,
            @Nullable String link,
            @Nullable Integer limit) {}

    record Result(List<ServiceView> services) {}
}

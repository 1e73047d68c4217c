package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The traffic between routers, estimated from the controller's measurements */
public interface BuildDemandMatrix {
    TaskType<Request, Result> TYPE = TaskType.of(
            "build_demand_matrix",
            AgentName.TRAFFIC_ANALYTICS,
            TaskType.anyAgent(),
            Request.class,
            Result.class,
            "Who sends how much to whom, by what the controller measures");

    record Request(@Nullable @Positive Integer windowMinutes) {}

    record Result(
            List<Demand> demands,
            double explainedShare,
            List<String> errors,
            String topologyVersion,
            Instant builtAt) {}

    /** @param errorMbps half the width of the uncertainty */
    record Demand(
            String headEnd,
            String endPoint,
            @Nullable Integer color,
            double demandMbps,
            @Nullable Double errorMbps,
            String method) {}
}

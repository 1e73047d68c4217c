package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which services these links affect */
public interface AssessImpact {
    TaskType<Request, Result> TYPE = TaskType.of(
            "assess_impact",
            AgentName.SERVICE_IMPACT,
            Set.of(AgentName.ORCHESTRATOR),
            Request.class,
            Result.class,
            "Which services suffer from these links");

    record Request(@NotBlank String incidentId, @NotEmpty List<String> degradedLinks) {}

    /** @param unknownLinks degraded links that the topology does not have; absent when there are none */
    record Result(
            int totalAffected,
            Map<String, Integer> servicesByTier,
            List<AffectedService> affectedServices,
            String topologyVersion,
            double dataAgeSeconds,
            @Nullable List<String> unknownLinks) {

        public Result withUnknownLinks(List<String> links) {
            return new Result(totalAffected, servicesByTier, affectedServices, topologyVersion, dataAgeSeconds, links);
        }
    }

    record AffectedService(
            String serviceId,
            String serviceName,
            String serviceType,
            @Nullable String customer,
            SlaTier slaTier,
            SlaLimits slaLimits,
            List<Flow> flows) {}

    /**
     * One direction of a service that crosses a degraded link.
     *
     * @param share of the service's traffic, 0 to 1
     * @param paths every branch it takes now
     * @param color of the routes at the end-point, null for plain IGP
     * @param demandBoundMbps what the flow cannot exceed, Mbit/s, where {@code demandMbps} is not measured
     * @param formerPaths every branch it took until a degraded link left the topology, to which it returns once the
     *     link is back; absent where it crossed no such link
     */
    record Flow(
            String headEnd,
            String endPoint,
            double share,
            @Nullable Double demandMbps,
            List<BranchShare> paths,
            @Nullable Integer color,
            TeType teType,
            FlowImpact impact,
            @Nullable Double demandBoundMbps,
            @Nullable List<BranchShare> formerPaths) {}
}

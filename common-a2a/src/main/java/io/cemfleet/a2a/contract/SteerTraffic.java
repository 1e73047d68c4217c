package io.cemfleet.a2a.contract;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Move the services' traffic onto the tunnel */
public interface SteerTraffic {
    TaskType<Request, Result> TYPE = TaskType.of(
                    "steer_traffic",
                    AgentName.TUNNEL_PROVISIONING,
                    Set.of(AgentName.ORCHESTRATOR),
                    Request.class,
                    Result.class,
                    "Move the services' traffic onto the tunnel")
            .within(Duration.ofSeconds(60));

    /**
     * @param pathVersion of the path that the sender expects the tunnel to have; another one in force is
     *     {@code path_version_mismatch}
     */
    record Request(
            @NotBlank String tunnelId,
            @NotNull List<String> services,
            long planRevision,
            @Valid @Nullable Approval approval,
            @Nullable Long pathVersion) {}

    /**
     * @param trafficSteered whether the traffic of every requested service is on the tunnel
     * @param servicesNotSteered those whose traffic stayed where it was
     */
    record Result(
            boolean trafficSteered,
            List<String> servicesSteered,
            List<String> collateralServices,
            SteeringMethod method,
            @Nullable List<NotSteered> servicesNotSteered) {}

    record NotSteered(String serviceId, NotSteeredReason reason) {}
}

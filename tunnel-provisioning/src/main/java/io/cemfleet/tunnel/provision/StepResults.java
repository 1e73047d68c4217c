package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.NotSteeredReason;
import io.cemfleet.a2a.contract.SteeringMethod;
import io.cemfleet.tunnel.policy.PathWeights;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.southbound.DryRunReport;
import java.util.List;

/** The results of successful steps. */
public final class StepResults {

    private StepResults() {}

    public record TunnelProvisioned(Tunnel tunnel, DryRunReport dryRun) {}

    /**
     * @param services whose routes were read back with the tunnel's colour, as they were requested
     * @param others that were requested, and whose traffic stayed where it was
     * @param collateral services that it carries without having been requested
     * @param method how they were moved
     */
    public record ServicesSteered(
            List<String> services, List<NotSteered> others, List<String> collateral, SteeringMethod method) {}

    /** @param service as it was requested */
    public record NotSteered(String service, NotSteeredReason reason) {}

    public record WeightsShifted(PathWeights requested, PathWeights inForce) {}

    public record TunnelDeleted(boolean bindingSidReleased) {}

    /** @param path undirected link ids, empty where the network has no such path */
    public record TunnelVerified(boolean exists, boolean operational, List<String> path, boolean matchesPlan) {}
}

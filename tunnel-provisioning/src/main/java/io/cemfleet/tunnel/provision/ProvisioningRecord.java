package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.PathInForce;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.provision.NetworkWriter.StandingTunnel;
import io.cemfleet.tunnel.provision.TunnelJournal.SucceededStep;
import io.cemfleet.tunnel.southbound.DryRunReport;
import java.util.List;
import java.util.Map;

/**
 * A provisioned tunnel as it is stored.
 *
 * @param row as it was stored before
 */
record ProvisioningRecord(Tunnel row, StandingTunnel standing, DryRunReport dryRun, TaskAttempt attempt) {

    SucceededStep success() {
        Tunnel tunnel = standing.tunnel();
        boolean samePath = row.state().stands() && row.plan().sameSegments(tunnel.plan());
        PathInForce path = tunnel.path();
        TunnelState state = row.state().carries() && standing.live().active(CandidatePathConfig.of(tunnel))
                ? TunnelState.carrying(tunnel.placement().weights())
                : TunnelState.PROVISIONED;
        return new SucceededStep(
                tunnel.in(state)
                        .over(new PathInForce(
                                path.version() + (samePath ? 0 : 1),
                                path.sidLists(),
                                state.carries() ? path.steered() : List.of())),
                AuditEventType.TUNNEL_PROVISIONED,
                details(tunnel),
                attempt);
    }

    private Map<String, Object> details(Tunnel tunnel) {
        return new AuditDetails.Provisioning(
                        tunnel.teType(),
                        tunnel.bindingSid(),
                        standing.created(),
                        tunnel.plan().path().links(),
                        tunnel.plan().path().sids(),
                        List.copyOf(tunnel.plan().services()),
                        dryRun.asMap())
                .members();
    }
}

package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.SteeringMethod;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.PathInForce;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.provision.StepResults.ServicesSteered;
import io.cemfleet.tunnel.provision.TunnelJournal.SucceededStep;
import io.cemfleet.tunnel.southbound.ServiceDirectory;
import java.util.Map;

/** The result of a steering as it is answered and as it is stored. */
record SteeringRecord(ServicesSteered result, SucceededStep success) {

    /** The routes that are read back decide, not the answers of the writes. */
    static StepOutcome<SteeringRecord> of(SteeredTunnel steered, ServiceDirectory after) {
        Tunnel tunnel = steered.tunnel();
        Map<String, StepFailure> failures = steered.colorFailures();
        ServiceSelection riding =
                ServiceSelection.riding(tunnel, steered.command().services(), after);
        return riding.chosen().isEmpty()
                ? StepOutcome.failed(failures.values().stream()
                        .findFirst()
                        .orElseGet(() -> StepFailure.of(
                                TunnelFailureCode.VERIFY_FAILED,
                                "no service shows colour %d: %s"
                                        .formatted(tunnel.key().color(), riding.reasons()))))
                : StepOutcome.done(of(steered, riding.explainedBy(failures, after), after));
    }

    private static SteeringRecord of(SteeredTunnel steered, ServiceSelection explained, ServiceDirectory after) {
        Tunnel tunnel = steered.tunnel();
        var result = new ServicesSteered(
                explained.names(),
                explained.others(),
                explained.collateral(tunnel.key(), after),
                tunnel.fleetColored() ? SteeringMethod.FLEET_COLOR : SteeringMethod.CANDIDATE_PATH_PREFERENCE);
        PathInForce path = tunnel.path();
        var success = new SucceededStep(
                tunnel.in(TunnelState.carrying(tunnel.placement().weights()))
                        .over(new PathInForce(path.version(), path.sidLists(), explained.serviceIds())),
                AuditEventType.TRAFFIC_STEERED,
                Map.of(
                        "services_steered", result.services(),
                        "services_not_steered", explained.reasons(),
                        "collateral_services", result.collateral(),
                        "method", result.method().wire()),
                steered.command().attempt());
        return new SteeringRecord(result, success);
    }
}

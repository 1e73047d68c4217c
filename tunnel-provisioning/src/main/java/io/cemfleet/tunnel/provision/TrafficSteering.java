package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.SteeringMethod;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.PathInForce;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.provision.NetworkWriter.StandingTunnel;
import io.cemfleet.tunnel.provision.StepResults.ServicesSteered;
import io.cemfleet.tunnel.provision.TunnelStepRunner.LockedStep;
import io.cemfleet.tunnel.provision.WriteAdmission.StepRequest;
import io.cemfleet.tunnel.southbound.ServiceRoutes;
import io.cemfleet.tunnel.southbound.ServiceRoutes.Service;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Moves traffic onto a provisioned tunnel: its preference above all others, then, for plain IGP, the routes' colour.
 */
@Component
public class TrafficSteering {
    private final TunnelStepRunner runner;
    private final WriteAdmission admission;
    private final NetworkWriter writer;
    private final TunnelTechnologies technologies;
    private final ServiceRoutes routes;
    private final FleetColoring coloring;
    private final TunnelJournal journal;

    TrafficSteering(
            TunnelStepRunner runner,
            WriteAdmission admission,
            NetworkWriter writer,
            TunnelTechnologies technologies,
            ServiceRoutes routes,
            FleetColoring coloring,
            TunnelJournal journal) {
        this.runner = runner;
        this.admission = admission;
        this.writer = writer;
        this.technologies = technologies;
        this.routes = routes;
        this.coloring = coloring;
        this.journal = journal;
    }

    /** @param pathVersion that the sender expects, absent: any */
    public StepOutcome<ServicesSteered> steer(
            String tunnelId,
            List<String> services,
            @Nullable Long pathVersion,
            WriteMandate mandate,
            TaskAttempt attempt) {
        StepOutcome<Tunnel> known = admission.known(tunnelId);
        if (!(known instanceof Done(Tunnel tunnel))) {
            return known.asFailure();
        }
        var request = new StepRequest(TunnelStep.STEER, tunnelId, services, pathVersion, mandate);
        return runner.run(LockedStep.on(tunnel, TunnelStep.STEER), attempt, () -> steerLocked(request, attempt));
    }

    private StepOutcome<ServicesSteered> steerLocked(StepRequest request, TaskAttempt attempt) {
        StepOutcome<Tunnel> admitted = admission.admit(request, attempt);
        if (!(admitted instanceof Done(Tunnel tunnel))) {
            return admitted.asFailure();
        }
        if (!tunnel.state().stands()) {
            return StepOutcome.failed(
                    TunnelFailureCode.NOT_PROVISIONED,
                    tunnel.tunnelId() + " is " + tunnel.state().wire());
        }
        StepOutcome<TunnelTechnology> selected = technologies.of(tunnel.teType());
        if (!(selected instanceof Done(TunnelTechnology technology))) {
            return selected.asFailure();
        }
        StepOutcome<List<Service>> read = routes.services();
        if (!(read instanceof Done(List<Service> before))) {
            return read.asFailure();
        }
        ServiceSelection selection = ServiceSelection.steerable(tunnel, request.services(), before);
        if (selection.chosen().isEmpty()) {
            return StepOutcome.failed(
                    TunnelFailureCode.NOT_STEERABLE,
                    "none of %d services rides %s, or can be given a colour of its own: %s"
                            .formatted(request.services().size(), tunnel.key(), selection.reasons()));
        }
        StepOutcome<Tunnel> raised = technology.placeAboveOthers(tunnel);
        if (!(raised instanceof Done(Tunnel wanted))) {
            return raised.asFailure();
        }
        StepOutcome<StandingTunnel> written = writer.putActive(wanted, attempt);
        if (!(written instanceof Done(StandingTunnel standing))) {
            return written.asFailure();
        }
        StepOutcome<Map<String, StepFailure>> colored = coloring.apply(tunnel, selection.chosen(), attempt);
        if (!(colored instanceof Done(Map<String, StepFailure> failures))) {
            return colored.asFailure();
        }
        StepOutcome<List<Service>> readBack = routes.services();
        if (!(readBack instanceof Done(List<Service> after))) {
            return readBack.asFailure();
        }
        return record(
                standing.tunnel(),
                ServiceSelection.riding(tunnel, request.services(), after),
                failures,
                after,
                attempt);
    }

    /** The routes that are read back decide, not the answers of the writes. */
    private StepOutcome<ServicesSteered> record(
            Tunnel tunnel,
            ServiceSelection riding,
            Map<String, StepFailure> failures,
            List<Service> after,
            TaskAttempt attempt) {
        if (riding.chosen().isEmpty()) {
            return StepOutcome.failed(failures.values().stream()
                    .findFirst()
                    .orElseGet(() -> StepFailure.of(
                            TunnelFailureCode.VERIFY_FAILED,
                            "no service shows colour %d: %s"
                                    .formatted(tunnel.key().color(), riding.reasons()))));
        }
        ServiceSelection explained = riding.explainedBy(failures, after);
        var steered = new ServicesSteered(
                explained.names(),
                explained.others(),
                explained.collateral(tunnel.key(), after),
                tunnel.fleetColored() ? SteeringMethod.FLEET_COLOR : SteeringMethod.CANDIDATE_PATH_PREFERENCE);
        PathInForce path = tunnel.path();
        journal.succeeded(
                tunnel.in(TunnelState.carrying(tunnel.placement().weights()))
                        .over(new PathInForce(path.version(), path.sidLists(), explained.serviceIds())),
                AuditEventType.TRAFFIC_STEERED,
                Map.of(
                        "services_steered", steered.services(),
                        "services_not_steered", explained.reasons(),
                        "collateral_services", steered.collateral(),
                        "method", steered.method().wire()),
                attempt);
        return StepOutcome.done(steered);
    }
}

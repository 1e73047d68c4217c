package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.PathInForce;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.provision.StepResults.NotSteered;
import io.cemfleet.tunnel.provision.StepResults.ServicesSteered;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.ServiceRoutes;
import io.cemfleet.tunnel.southbound.ServiceRoutes.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Moves traffic onto a provisioned tunnel: its preference above all others, then, for plain IGP, the routes' colour.
 */
@Component
public class TrafficSteering {
    /** The preference of the candidate path was raised. */
    static final String BY_PREFERENCE = "candidate_path_preference";

    /** The services' routes were given the fleet's colour. */
    static final String BY_COLOR = "fleet_color";

    private final TunnelStepRunner attempts;
    private final NetworkWriter writer;
    private final PreferenceChoice preferences;
    private final ControllerPort controller;
    private final ServiceRoutes routes;
    private final FleetColoring coloring;
    private final TunnelJournal journal;

    TrafficSteering(
            TunnelStepRunner attempts,
            NetworkWriter writer,
            PreferenceChoice preferences,
            ControllerPort controller,
            ServiceRoutes routes,
            FleetColoring coloring,
            TunnelJournal journal) {
        this.attempts = attempts;
        this.writer = writer;
        this.preferences = preferences;
        this.controller = controller;
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
        var ask = new TunnelStepRunner.StepRequest(TunnelStep.STEER, tunnelId, services, pathVersion, mandate);
        return attempts.on(ask, attempt, tunnel -> inTurn(tunnel, services, attempt));
    }

    private StepOutcome<ServicesSteered> inTurn(Tunnel tunnel, List<String> asked, TaskAttempt attempt) {
        if (!tunnel.state().stands()) {
            return StepOutcome.failed(
                    TunnelFailureCode.NOT_PROVISIONED,
                    tunnel.tunnelId() + " is " + tunnel.state().wire());
        }
        return routes.services().then(all -> {
            ServiceSelection selection = ServiceSelection.steerable(tunnel, asked, all);
            return selection.chosen().isEmpty()
                    ? StepOutcome.failed(
                            TunnelFailureCode.NOT_STEERABLE,
                            "none of %d services rides %s, or can be given a colour of its own: %s"
                                    .formatted(asked.size(), tunnel.key(), reasons(selection.others())))
                    : move(tunnel, asked, selection, attempt);
        });
    }

    private StepOutcome<ServicesSteered> move(
            Tunnel tunnel, List<String> asked, ServiceSelection selection, TaskAttempt attempt) {
        return raised(tunnel).then(wanted -> writer.put(wanted, attempt)).then(standing -> writer.active(
                        CandidatePathConfig.of(standing.tunnel()), attempt)
                .then(live -> color(tunnel, selection, attempt))
                .then(failures ->
                        routes.services().then(after -> settled(standing.tunnel(), asked, after, failures, attempt))));
    }

    private StepOutcome<Tunnel> raised(Tunnel tunnel) {
        return controller
                .configured(tunnel.tunnelId())
                .then(present -> controller.live(tunnel.key()).then(live -> {
                    Set<Integer> own = new HashSet<>(tunnel.preferences());
                    int now = tunnel.placement().preference();
                    if (present instanceof ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig candidate)) {
                        now = candidate.preference();
                        own.add(now);
                    }
                    Set<Integer> others = live.stream()
                            .flatMap(policy -> policy.paths().stream())
                            .map(LivePolicy.LivePath::preference)
                            .filter(preference -> !own.contains(preference))
                            .collect(Collectors.toSet());
                    return preferences
                            .above(others, now, tunnel.key())
                            .map(preference -> tunnel.at(new CandidatePlacement(
                                    preference, tunnel.placement().weights())));
                }));
    }

    private StepOutcome<Map<String, StepFailure>> color(
            Tunnel tunnel, ServiceSelection selection, TaskAttempt attempt) {
        return tunnel.fleetColored() ? coloring.apply(tunnel, selection.chosen(), attempt) : StepOutcome.done(Map.of());
    }

    /** The routes that are read back decide, not the answers of the writes. */
    private StepOutcome<ServicesSteered> settled(
            Tunnel tunnel,
            List<String> asked,
            List<Service> after,
            Map<String, StepFailure> failures,
            TaskAttempt attempt) {
        ServiceSelection riding = ServiceSelection.riding(tunnel, asked, after);
        if (riding.chosen().isEmpty()) {
            return StepOutcome.failed(failures.values().stream()
                    .findFirst()
                    .orElseGet(() -> StepFailure.of(
                            TunnelFailureCode.VERIFY_FAILED,
                            "no service shows colour %d: %s"
                                    .formatted(tunnel.key().color(), reasons(riding.others())))));
        }
        var steered = new ServicesSteered(
                riding.names(),
                riding.others().stream()
                        .map(other -> explained(other, after, failures))
                        .toList(),
                riding.collateral(tunnel.key(), after),
                tunnel.fleetColored() ? BY_COLOR : BY_PREFERENCE);
        settle(tunnel, riding, steered, attempt);
        return StepOutcome.done(steered);
    }

    private static NotSteered explained(NotSteered other, List<Service> all, Map<String, StepFailure> failures) {
        return all.stream()
                .filter(service ->
                        service.id().equals(other.service()) || service.name().equals(other.service()))
                .map(service -> failures.get(service.id()))
                .filter(Objects::nonNull)
                .findFirst()
                .map(failure -> new NotSteered(other.service(), failure.code().wire()))
                .orElse(other);
    }

    private void settle(Tunnel tunnel, ServiceSelection riding, ServicesSteered steered, TaskAttempt attempt) {
        List<String> ids = riding.chosen().stream().map(Service::id).toList();
        PathInForce path = tunnel.path();
        journal.settle(
                tunnel.in(TunnelState.carrying(tunnel.placement().weights()))
                        .over(new PathInForce(path.version(), path.sidLists(), ids)),
                AuditEventType.TRAFFIC_STEERED,
                Map.of(
                        "services_steered", steered.services(),
                        "services_not_steered", reasons(steered.others()),
                        "collateral_services", steered.collateral(),
                        "method", steered.method()),
                attempt,
                () -> {});
    }

    private static Map<String, String> reasons(List<NotSteered> others) {
        var reasons = new TreeMap<String, String>();
        others.forEach(other -> reasons.put(other.service(), other.reason()));
        return reasons;
    }
}

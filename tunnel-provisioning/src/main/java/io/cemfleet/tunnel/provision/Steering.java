package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.tunnel.policy.Candidate;
import io.cemfleet.tunnel.policy.FailureCode;
import io.cemfleet.tunnel.policy.Mandate;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.policy.Placement;
import io.cemfleet.tunnel.policy.Step;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.provision.Results.Steered;
import io.cemfleet.tunnel.southbound.Configured;
import io.cemfleet.tunnel.southbound.Controller;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.ServiceRoutes;
import io.cemfleet.tunnel.southbound.ServiceRoutes.Service;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Moves traffic onto a tunnel that stands: its preference above all others, then, for plain IGP, the routes' colour. */
@Component
public class Steering {
    /** The preference of the candidate path was raised. */
    static final String BY_PREFERENCE = "candidate_path_preference";

    /** The services' routes were given the fleet's colour. */
    static final String BY_COLOR = "fleet_color";

    private final Attempts attempts;
    private final NetworkWriter writer;
    private final PreferenceChoice preferences;
    private final Surroundings surroundings;
    private final Journal journal;

    /** What is outside the tunnel. */
    @Component
    record Surroundings(Controller controller, ServiceRoutes routes, FleetColoring coloring) {}

    Steering(
            Attempts attempts,
            NetworkWriter writer,
            PreferenceChoice preferences,
            Surroundings surroundings,
            Journal journal) {
        this.attempts = attempts;
        this.writer = writer;
        this.preferences = preferences;
        this.surroundings = surroundings;
        this.journal = journal;
    }

    public Outcome<Steered> steer(String tunnelId, List<String> services, Mandate mandate, Attempt attempt) {
        var ask = new Attempts.Ask(Step.STEER, tunnelId, services, mandate);
        return attempts.on(ask, attempt, tunnel -> inTurn(tunnel, services, attempt));
    }

    private Outcome<Steered> inTurn(Tunnel tunnel, List<String> asked, Attempt attempt) {
        if (tunnel.state().leaving() || !tunnel.ledger().written()) {
            return Outcome.failed(
                    FailureCode.NOT_PROVISIONED,
                    tunnel.tunnelId() + " is " + tunnel.state().wire());
        }
        return surroundings.routes().services().then(all -> {
            ServiceSelection selection = ServiceSelection.of(tunnel, asked, all);
            return selection.steerable().isEmpty()
                    ? Outcome.failed(
                            FailureCode.NOT_STEERABLE,
                            "none of %d services rides %s, or can be given a colour of its own"
                                    .formatted(asked.size(), tunnel.key()))
                    : move(tunnel, selection, all, attempt);
        });
    }

    private Outcome<Steered> move(Tunnel tunnel, ServiceSelection selection, List<Service> all, Attempt attempt) {
        return raised(tunnel).then(wanted -> writer.put(wanted, attempt)).then(standing -> writer.active(
                        Candidate.of(standing.tunnel()), attempt)
                .then(live -> color(tunnel, selection, all, attempt))
                .map(after -> settled(standing.tunnel(), selection, after, attempt)));
    }

    private Outcome<Tunnel> raised(Tunnel tunnel) {
        return surroundings
                .controller()
                .configured(tunnel.tunnelId())
                .then(present -> surroundings.controller().live(tunnel.key()).then(live -> {
                    Set<Integer> own = new HashSet<>(tunnel.preferences());
                    int now = tunnel.placement().preference();
                    if (present instanceof Configured.Ours(Candidate candidate)) {
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
                            .map(preference -> tunnel.at(
                                    new Placement(preference, tunnel.placement().weights())));
                }));
    }

    private Outcome<List<Service>> color(
            Tunnel tunnel, ServiceSelection selection, List<Service> all, Attempt attempt) {
        return tunnel.fleetColored()
                ? surroundings.coloring().apply(tunnel, selection.steerable(), attempt)
                : Outcome.done(all);
    }

    private Steered settled(Tunnel tunnel, ServiceSelection selection, List<Service> after, Attempt attempt) {
        var steered = new Steered(
                selection.asked(),
                selection.collateral(tunnel.key(), after),
                tunnel.fleetColored() ? BY_COLOR : BY_PREFERENCE);
        TunnelState state = tunnel.state() == TunnelState.SHIFTED ? TunnelState.SHIFTED : TunnelState.STEERED;
        journal.settle(
                tunnel.in(state),
                AuditEventType.TRAFFIC_STEERED,
                Map.of(
                        "services_steered", steered.services(),
                        "collateral_services", steered.collateral(),
                        "method", steered.method()),
                attempt,
                () -> {});
        return steered;
    }
}

package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.Candidate;
import io.cemfleet.tunnel.policy.FailureCode;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.provision.Results.Verified;
import io.cemfleet.tunnel.southbound.Configured;
import io.cemfleet.tunnel.southbound.Controller;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.LivePolicy.LivePath;
import io.cemfleet.tunnel.southbound.Route;
import io.cemfleet.tunnel.store.TunnelStore;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether a tunnel stands as planned: a look, no write. */
@Component
public class Verification {
    private final TunnelStore store;
    private final Controller controller;

    Verification(TunnelStore store, Controller controller) {
        this.store = store;
        this.controller = controller;
    }

    public Outcome<Verified> verify(String tunnelId) {
        Optional<Tunnel> row = store.find(tunnelId);
        if (row.isEmpty()) {
            return Outcome.failed(FailureCode.UNKNOWN_TUNNEL, "no tunnel is called " + tunnelId);
        }
        Tunnel tunnel = row.get();
        return controller
                .configured(tunnelId)
                .then(configured -> controller.live(tunnel.key()).map(live -> judge(tunnel, configured, live)));
    }

    private Verified judge(Tunnel tunnel, Configured configured, Optional<LivePolicy> live) {
        Candidate wanted = Candidate.of(tunnel);
        boolean ours = configured instanceof Configured.Ours(Candidate there)
                && there.key().equals(tunnel.key());
        Optional<LivePath> path = ours ? live.flatMap(policy -> policy.path(preference(configured))) : Optional.empty();
        boolean operational = path.filter(LivePath::up).isPresent();
        boolean asPlanned = configured.equals(new Configured.Ours(wanted))
                && live.filter(policy ->
                                policy.shows(wanted) && (!tunnel.state().carries() || policy.active(wanted)))
                        .isPresent();
        return new Verified(ours, operational, operational ? way(tunnel) : List.of(), asPlanned);
    }

    private static int preference(Configured configured) {
        return configured instanceof Configured.Ours(Candidate there) ? there.preference() : 0;
    }

    /** The links that the protection's segments take in the present topology. */
    private List<String> way(Tunnel tunnel) {
        return controller.trace(
                                tunnel.key().headEnd(),
                                tunnel.key().endPoint(),
                                tunnel.plan().path().segments())
                        instanceof Outcome.Done<Route>(Route route)
                ? route.way()
                : List.of();
    }
}

package io.cemfleet.tunnel.reconcile;

import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.LiveNetwork;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.ServiceDirectory;
import io.cemfleet.tunnel.southbound.ServiceRoutes;
import io.cemfleet.tunnel.store.TunnelStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Checks whether the network still has what was last read back, and reports changes to the orchestrator. It reads one
 * list of policies, one of SID lists, and the services' routes where tunnels carry traffic. Rows that are written
 * meanwhile are left out; a network that cannot be read proves nothing.
 */
@Component
class StandingTunnelCheck {
    private static final Logger log = LoggerFactory.getLogger(StandingTunnelCheck.class);

    private final ControllerPort controller;
    private final ServiceRoutes routes;
    private final TunnelStore tunnels;
    private final TunnelChangeReporter reports;
    private final UnusedSidListRemoval unused;
    private final ReconciliationSettings settings;
    private final Clock clock;

    StandingTunnelCheck(
            ControllerPort controller,
            ServiceRoutes routes,
            TunnelStore tunnels,
            TunnelChangeReporter reports,
            UnusedSidListRemoval unused,
            ReconciliationSettings settings,
            Clock clock) {
        this.controller = controller;
        this.routes = routes;
        this.tunnels = tunnels;
        this.reports = reports;
        this.unused = unused;
        this.settings = settings;
        this.clock = clock;
    }

    /** A compared tunnel; without a difference it is in order. */
    record ComparedTunnel(Tunnel tunnel, Optional<TunnelDifference> difference) {}

    /**
     * Compares all provisioned tunnels; a difference is checked a second time, since the controller lags behind the
     * network.
     */
    void run() throws InterruptedException {
        List<Tunnel> standing = tunnels.standing();
        List<ComparedTunnel> first = compared(standing);
        List<Tunnel> differing = first.stream()
                .filter(seen -> seen.difference().isPresent())
                .map(ComparedTunnel::tunnel)
                .toList();
        var all = new ArrayList<>(first);
        if (!differing.isEmpty()) {
            Thread.sleep(settings.confirmation());
            all.removeIf(seen -> seen.difference().isPresent());
            all.addAll(compared(differing));
        }
        Map<String, Long> now = tunnels.standingVersions();
        reports.keep(all.stream()
                .filter(seen -> Objects.equals(
                        now.get(seen.tunnel().tunnelId()),
                        seen.tunnel().ledger().version()))
                .toList());
        unused.remove(standing);
    }

    private List<ComparedTunnel> compared(List<Tunnel> standing) {
        if (standing.isEmpty()) {
            return List.of();
        }
        return switch (controller.network()) {
            case StepOutcome.Done<LiveNetwork>(LiveNetwork network) -> {
                Optional<ServiceDirectory> services = services(standing);
                yield standing.stream()
                        .filter(tunnel -> network.knows(tunnel.key()))
                        .flatMap(tunnel -> compared(tunnel, network, services).stream())
                        .toList();
            }
            case StepOutcome.Failed<LiveNetwork>(var failure) -> {
                log.warn("the network's policies cannot be read: {}", failure.message());
                yield List.of();
            }
        };
    }

    /** Empty when nothing is known about it now. */
    private Optional<ComparedTunnel> compared(Tunnel tunnel, LiveNetwork network, Optional<ServiceDirectory> services) {
        LivePolicy live = network.policies().get(tunnel.key());
        Optional<TunnelDifference> policy =
                TunnelDifference.of(tunnel, live, preference -> tunnels.sharesPolicy(tunnel, preference));
        if (policy.isPresent() && unfinished(tunnel, live)) {
            return Optional.empty();
        }
        if (policy.isPresent() || !carries(tunnel)) {
            return Optional.of(new ComparedTunnel(tunnel, policy));
        }
        return services.map(all -> new ComparedTunnel(tunnel, TunnelDifference.ofColor(tunnel, all)));
    }

    /** An own write that was not confirmed is not a foreign change: for a while, the sender of the task repeats it. */
    private boolean unfinished(Tunnel tunnel, @Nullable LivePolicy live) {
        return live != null
                && CandidatePathConfig.intended(tunnel).filter(live::shows).isPresent()
                && tunnels.changedSince(tunnel, clock.instant().minus(settings.grace()));
    }

    private Optional<ServiceDirectory> services(List<Tunnel> standing) {
        return standing.stream().anyMatch(StandingTunnelCheck::carries)
                        && routes.services() instanceof StepOutcome.Done<ServiceDirectory>(ServiceDirectory all)
                ? Optional.of(all)
                : Optional.empty();
    }

    /** Whether routes' colours, the fleet's or a customer's own, put traffic on it. */
    private static boolean carries(Tunnel tunnel) {
        return tunnel.state().carries() && !tunnel.path().steered().isEmpty();
    }
}

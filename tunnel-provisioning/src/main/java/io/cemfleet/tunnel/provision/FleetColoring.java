package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.bsid.FleetColorAllocator;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.southbound.ServiceRoutes;
import io.cemfleet.tunnel.southbound.ServiceRoutes.Service;
import io.cemfleet.tunnel.southbound.ServiceRoutes.ServiceNode;
import io.cemfleet.tunnel.store.HeadEndLock;
import io.cemfleet.tunnel.store.TunnelStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sets and removes the fleet's colour on the routes of services that have none: set last when steering, removed last
 * when deleting.
 */
@Component
class FleetColoring {
    private final ServiceRoutes routes;
    private final FleetColorAllocator colors;
    private final TunnelStore store;
    private final HeadEndLock locks;
    private final TransactionTemplate transactions;

    FleetColoring(
            ServiceRoutes routes,
            FleetColorAllocator colors,
            TunnelStore store,
            HeadEndLock locks,
            TransactionTemplate transactions) {
        this.routes = routes;
        this.colors = colors;
        this.store = store;
        this.locks = locks;
        this.transactions = transactions;
    }

    /**
     * Colours the services' routes at the tunnel's end-point, each for itself.
     *
     * @return why the routes of a service could not be coloured, by its id
     */
    StepOutcome<Map<String, StepFailure>> apply(Tunnel tunnel, List<Service> services, TaskAttempt attempt) {
        return locks.holding(lockName(tunnel), attempt.deadline(), () -> routes.ensureColor(color(tunnel))
                .map(ready -> {
                    var failures = new LinkedHashMap<String, StepFailure>();
                    for (Service service : services) {
                        if (color(tunnel, service) instanceof StepOutcome.Failed<Boolean>(var failure)) {
                            failures.put(service.id(), failure);
                        }
                    }
                    return failures;
                }));
    }

    /** Removes the colour with the last tunnel that needs it, and reads that back; true when it is gone. */
    StepOutcome<Boolean> remove(Tunnel tunnel, TaskAttempt attempt) {
        if (!tunnel.fleetColored() || color(tunnel) == 0) {
            return StepOutcome.done(false);
        }
        return locks.holding(lockName(tunnel), attempt.deadline(), () -> {
            if (store.colorNeeded(color(tunnel), tunnel.key().endPoint(), tunnel.tunnelId())) {
                return StepOutcome.done(false);
            }
            List<String> colored = colors.colored(color(tunnel), tunnel.key().endPoint());
            return uncolor(tunnel, colored)
                    .then(done -> routes.dropColor(color(tunnel)))
                    .map(dropped -> {
                        transactions.executeWithoutResult(status -> release(tunnel));
                        return true;
                    });
        });
    }

    /** Another protection may have taken the colour meanwhile; it colours the routes again when it is steered. */
    private void release(Tunnel tunnel) {
        locks.confirm();
        colors.lock();
        if (!store.colorNeeded(color(tunnel), tunnel.key().endPoint(), tunnel.tunnelId())) {
            colors.release(color(tunnel));
        }
    }

    private StepOutcome<Boolean> uncolor(Tunnel tunnel, List<String> colored) {
        if (colored.isEmpty()) {
            return StepOutcome.done(true);
        }
        return routes.services()
                .then(all -> each(carrying(tunnel, colored, all), service -> node(service.id(), tunnel, all)
                        .map(node -> routes.uncolor(service.id(), node))
                        .orElseGet(() -> StepOutcome.done(false))))
                .then(done -> routes.services())
                .then(all -> carrying(tunnel, colored, all).isEmpty()
                        ? StepOutcome.done(true)
                        : StepOutcome.failed(
                                TunnelFailureCode.DELETE_NOT_CONFIRMED,
                                "services still carry colour " + color(tunnel)));
    }

    private StepOutcome<Boolean> color(Tunnel tunnel, Service service) {
        ServiceNode node = service.at(tunnel.key().endPoint()).orElseThrow();
        transactions.executeWithoutResult(status -> {
            locks.confirm();
            colors.intend(color(tunnel), tunnel.key().endPoint(), service.id());
        });
        return Integer.valueOf(color(tunnel)).equals(node.color())
                ? StepOutcome.done(false)
                : routes.color(service.id(), node, color(tunnel));
    }

    private static List<Service> carrying(Tunnel tunnel, List<String> ids, List<Service> all) {
        String ours = ServiceRoutes.policyName(color(tunnel));
        return all.stream()
                .filter(service -> ids.contains(service.id()))
                .filter(service -> service.at(tunnel.key().endPoint())
                        .filter(node -> ours.equals(node.routePolicy()))
                        .isPresent())
                .toList();
    }

    private static Optional<ServiceNode> node(String serviceId, Tunnel tunnel, List<Service> all) {
        return all.stream()
                .filter(service -> service.id().equals(serviceId))
                .findFirst()
                .flatMap(service -> service.at(tunnel.key().endPoint()));
    }

    private static StepOutcome<Boolean> each(
            List<Service> services, java.util.function.Function<Service, StepOutcome<Boolean>> work) {
        StepOutcome<Boolean> result = StepOutcome.done(true);
        for (Service service : services) {
            result = result.then(before -> work.apply(service));
        }
        return result;
    }

    private static int color(Tunnel tunnel) {
        return tunnel.key().color();
    }

    private static String lockName(Tunnel tunnel) {
        return "color at " + tunnel.key().endPoint();
    }
}

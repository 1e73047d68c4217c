package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.bsid.FleetColors;
import io.cemfleet.tunnel.policy.Failure;
import io.cemfleet.tunnel.policy.FailureCode;
import io.cemfleet.tunnel.policy.Outcome;
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

/** The fleet's colour on the routes of services that have none: set last when steering, removed last when deleting. */
@Component
class FleetColoring {
    private final ServiceRoutes routes;
    private final FleetColors colors;
    private final TunnelStore store;
    private final HeadEndLock locks;
    private final TransactionTemplate transactions;

    FleetColoring(
            ServiceRoutes routes,
            FleetColors colors,
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
    Outcome<Map<String, Failure>> apply(Tunnel tunnel, List<Service> services, Attempt attempt) {
        return locks.holding(lockName(tunnel), attempt.deadline(), () -> routes.ensureColor(color(tunnel))
                .map(ready -> {
                    var failures = new LinkedHashMap<String, Failure>();
                    for (Service service : services) {
                        if (color(tunnel, service) instanceof Outcome.Failed<Boolean>(var failure)) {
                            failures.put(service.id(), failure);
                        }
                    }
                    return failures;
                }));
    }

    /** Takes the colour away with the last tunnel that needs it, and reads that back; true when it is gone. */
    Outcome<Boolean> remove(Tunnel tunnel, Attempt attempt) {
        if (!tunnel.fleetColored() || color(tunnel) == 0) {
            return Outcome.done(false);
        }
        return locks.holding(lockName(tunnel), attempt.deadline(), () -> {
            if (store.colorNeeded(color(tunnel), tunnel.key().endPoint(), tunnel.tunnelId())) {
                return Outcome.done(false);
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

    private Outcome<Boolean> uncolor(Tunnel tunnel, List<String> colored) {
        if (colored.isEmpty()) {
            return Outcome.done(true);
        }
        return routes.services()
                .then(all -> each(carrying(tunnel, colored, all), service -> node(service.id(), tunnel, all)
                        .map(node -> routes.uncolor(service.id(), node))
                        .orElseGet(() -> Outcome.done(false))))
                .then(done -> routes.services())
                .then(all -> carrying(tunnel, colored, all).isEmpty()
                        ? Outcome.done(true)
                        : Outcome.failed(
                                FailureCode.DELETE_NOT_CONFIRMED, "services still carry colour " + color(tunnel)));
    }

    private Outcome<Boolean> color(Tunnel tunnel, Service service) {
        ServiceNode node = service.at(tunnel.key().endPoint()).orElseThrow();
        transactions.executeWithoutResult(status -> {
            locks.confirm();
            colors.intend(color(tunnel), tunnel.key().endPoint(), service.id());
        });
        return Integer.valueOf(color(tunnel)).equals(node.color())
                ? Outcome.done(false)
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

    private static Outcome<Boolean> each(
            List<Service> services, java.util.function.Function<Service, Outcome<Boolean>> work) {
        Outcome<Boolean> result = Outcome.done(true);
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

package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.bsid.FleetColorAllocator;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.southbound.ServiceDirectory;
import io.cemfleet.tunnel.southbound.ServiceRoutes;
import io.cemfleet.tunnel.southbound.ServiceRoutes.Service;
import io.cemfleet.tunnel.southbound.ServiceRoutes.ServiceNode;
import io.cemfleet.tunnel.store.HeadEndLock;
import io.cemfleet.tunnel.store.TunnelStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
     * Colours the services' routes at the tunnel's end-point, each for itself, when the tunnel's colour is the fleet's.
     *
     * @return why the routes of a service could not be coloured, by its id
     */
    StepOutcome<Map<String, StepFailure>> apply(Tunnel tunnel, List<Service> services, TaskAttempt attempt) {
        return tunnel.fleetColored()
                ? locks.holding(lockName(tunnel), attempt.deadline(), () -> applyLocked(tunnel, services))
                : StepOutcome.done(Map.of());
    }

    private StepOutcome<Map<String, StepFailure>> applyLocked(Tunnel tunnel, List<Service> services) {
        StepOutcome<Boolean> ready = routes.ensureColor(color(tunnel));
        if (ready instanceof Failed) {
            return ready.asFailure();
        }
        var failures = new LinkedHashMap<String, StepFailure>();
        for (Service service : services) {
            if (colorRoutes(tunnel, service) instanceof Failed<Boolean>(StepFailure failure)) {
                failures.put(service.id(), failure);
            }
        }
        return StepOutcome.done(failures);
    }

    private StepOutcome<Boolean> colorRoutes(Tunnel tunnel, Service service) {
        ServiceNode node = service.at(tunnel.key().endPoint()).orElseThrow();
        transactions.executeWithoutResult(status -> {
            locks.confirm();
            colors.intend(color(tunnel), tunnel.key().endPoint(), service.id());
        });
        return Integer.valueOf(color(tunnel)).equals(node.color())
                ? StepOutcome.done(false)
                : routes.color(service.id(), node, color(tunnel));
    }

    /** Removes the colour with the last tunnel that needs it, and reads that back; true when it is gone. */
    StepOutcome<Boolean> remove(Tunnel tunnel, TaskAttempt attempt) {
        return tunnel.fleetColored() && color(tunnel) != 0
                ? locks.holding(lockName(tunnel), attempt.deadline(), () -> removeLocked(tunnel))
                : StepOutcome.done(false);
    }

    private StepOutcome<Boolean> removeLocked(Tunnel tunnel) {
        if (neededByOthers(tunnel)) {
            return StepOutcome.done(false);
        }
        StepOutcome<Boolean> uncolored =
                uncolorRoutes(tunnel, colors.colored(color(tunnel), tunnel.key().endPoint()));
        if (uncolored instanceof Failed) {
            return uncolored;
        }
        StepOutcome<Boolean> dropped = routes.dropColor(color(tunnel));
        if (dropped instanceof Failed) {
            return dropped;
        }
        transactions.executeWithoutResult(status -> release(tunnel));
        return StepOutcome.done(true);
    }

    private StepOutcome<Boolean> uncolorRoutes(Tunnel tunnel, List<String> colored) {
        if (colored.isEmpty()) {
            return StepOutcome.done(true);
        }
        StepOutcome<ServiceDirectory> read = routes.services();
        if (!(read instanceof Done(ServiceDirectory before))) {
            return read.asFailure();
        }
        for (Service service : carrying(tunnel, colored, before)) {
            ServiceNode node = service.at(tunnel.key().endPoint()).orElseThrow();
            StepOutcome<Boolean> uncolored = routes.uncolor(service.id(), node);
            if (uncolored instanceof Failed) {
                return uncolored;
            }
        }
        StepOutcome<ServiceDirectory> readBack = routes.services();
        if (!(readBack instanceof Done(ServiceDirectory after))) {
            return readBack.asFailure();
        }
        return carrying(tunnel, colored, after).isEmpty()
                ? StepOutcome.done(true)
                : StepOutcome.failed(
                        TunnelFailureCode.DELETE_NOT_CONFIRMED, "services still carry colour " + color(tunnel));
    }

    /** Another protection may have taken the colour meanwhile; it colours the routes again when it is steered. */
    private void release(Tunnel tunnel) {
        locks.confirm();
        colors.lock();
        if (!neededByOthers(tunnel)) {
            colors.release(color(tunnel));
        }
    }

    private boolean neededByOthers(Tunnel tunnel) {
        return store.colorNeeded(color(tunnel), tunnel.key().endPoint(), tunnel.tunnelId());
    }

    /** The services of the ids whose routes at the end-point carry the fleet's policy of the colour. */
    private static List<Service> carrying(Tunnel tunnel, List<String> ids, ServiceDirectory all) {
        String policy = ServiceRoutes.policyName(color(tunnel));
        return ids.stream()
                .flatMap(id -> all.withId(id).stream())
                .filter(service -> service.at(tunnel.key().endPoint())
                        .filter(node -> policy.equals(node.routePolicy()))
                        .isPresent())
                .toList();
    }

    private static int color(Tunnel tunnel) {
        return tunnel.key().color();
    }

    private static String lockName(Tunnel tunnel) {
        return "color at " + tunnel.key().endPoint();
    }
}

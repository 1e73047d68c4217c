package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.bsid.FleetColorAllocator;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Failed;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.provision.DividedTransaction.WaveWrite;
import io.cemfleet.tunnel.southbound.ServiceRoutes;
import io.cemfleet.tunnel.southbound.ServiceRoutes.ColoredExport;
import io.cemfleet.tunnel.southbound.ServiceRoutes.Service;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Sets the fleet's colour on the routes of services that have none, last when steering: one read of the route policies
 * and one transaction for all services of a wave.
 */
@Component
class FleetColoring {
    private final ServiceRoutes routes;
    private final FleetColorAllocator colors;
    private final EndPointLock endPoints;
    private final DividedTransaction transaction;

    FleetColoring(
            ServiceRoutes routes, FleetColorAllocator colors, EndPointLock endPoints, DividedTransaction transaction) {
        this.routes = routes;
        this.colors = colors;
        this.endPoints = endPoints;
        this.transaction = transaction;
    }

    /** A tunnel and the services that it is to carry. */
    record CarriedServices(Tunnel tunnel, List<Service> services) {
        List<ColoredExport> exports() {
            return services.stream()
                    .map(service -> new ColoredExport(
                            service.id(),
                            service.at(tunnel.key().endPoint()).orElseThrow(),
                            tunnel.key().color()))
                    .toList();
        }

        String policy() {
            return ServiceRoutes.policyName(tunnel.key().color());
        }
    }

    /**
     * Colours the services' routes at each tunnel's end-point, each for itself, when the tunnel's colour is the fleet's.
     *
     * @return for each tunnel why the routes of a service could not be coloured, by its id
     */
    StepOutcomes<Map<String, StepFailure>> apply(List<CarriedServices> items, Instant deadline) {
        return endPoints.holding(
                items,
                item -> item.tunnel().fleetColored() ? item.tunnel().key().endPoint() : null,
                Map.of(),
                deadline,
                fleets -> StepOutcomes.after(
                        routes.policies(), fleets, policies -> StepOutcomes.each(fleets, item -> ours(item, policies))
                                .together(ready -> colored(ready, policies, deadline))));
    }

    private static StepOutcome<CarriedServices> ours(CarriedServices item, Map<String, Integer> policies) {
        int color = item.tunnel().key().color();
        int present = policies.getOrDefault(item.policy(), color);
        return present == color
                ? StepOutcome.done(item)
                : StepOutcome.failed(
                        TunnelFailureCode.NOT_OURS, "route policy %s has colour %d".formatted(item.policy(), present));
    }

    private StepOutcomes<Map<String, StepFailure>> colored(
            List<CarriedServices> items, Map<String, Integer> policies, Instant deadline) {
        List<ColoredExport> exports = items.stream()
                .flatMap(item -> item.exports().stream())
                .distinct()
                .toList();
        endPoints.confirmed(() -> exports.forEach(export ->
                colors.intend(export.color(), String.valueOf(export.node().node()), export.serviceId())));
        Map<ColoredExport, StepFailure> failures = failures(exports, policies, deadline);
        return StepOutcomes.each(items, item -> StepOutcome.done(of(item, failures)));
    }

    private Map<ColoredExport, StepFailure> failures(
            List<ColoredExport> exports, Map<String, Integer> policies, Instant deadline) {
        List<ColoredExport> plain = exports.stream()
                .filter(export ->
                        !Integer.valueOf(export.color()).equals(export.node().color()))
                .toList();
        var failures = new HashMap<ColoredExport, StepFailure>();
        if (plain.isEmpty()) {
            return failures;
        }
        Set<Integer> fresh = plain.stream()
                .map(ColoredExport::color)
                .filter(color -> !policies.containsKey(ServiceRoutes.policyName(color)))
                .collect(Collectors.toSet());
        var written = transaction
                .write(plain, new WaveWrite<>(some -> routes.color(some, fresh), this::asColored, deadline))
                .inOrder();
        for (int i = 0; i < plain.size(); i++) {
            if (written.get(i) instanceof Failed<Boolean>(StepFailure failure)) {
                failures.put(plain.get(i), failure);
            }
        }
        return failures;
    }

    private StepOutcomes<Boolean> asColored(List<ColoredExport> exports) {
        return StepOutcomes.after(
                routes.services(),
                exports,
                now -> StepOutcomes.each(exports, export -> StepOutcome.done(export.standsIn(now))));
    }

    private static Map<String, StepFailure> of(CarriedServices item, Map<ColoredExport, StepFailure> failures) {
        var own = new LinkedHashMap<String, StepFailure>();
        for (ColoredExport export : item.exports()) {
            StepFailure failure = failures.get(export);
            if (failure != null) {
                own.put(export.serviceId(), failure);
            }
        }
        return own;
    }
}

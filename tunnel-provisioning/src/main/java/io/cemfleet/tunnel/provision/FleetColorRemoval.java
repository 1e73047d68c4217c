package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.bsid.FleetColorAllocator;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.provision.DividedTransaction.WaveWrite;
import io.cemfleet.tunnel.southbound.ServiceDirectory;
import io.cemfleet.tunnel.southbound.ServiceRoutes;
import io.cemfleet.tunnel.southbound.ServiceRoutes.ColoredExport;
import io.cemfleet.tunnel.southbound.ServiceRoutes.Service;
import io.cemfleet.tunnel.store.TunnelStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Removes the fleet's colour, last when deleting, with the last tunnel that needs it: the routes of all services of a
 * wave in one transaction, and once that was read back, the route policies in another.
 */
@Component
class FleetColorRemoval {
    private final ServiceRoutes routes;
    private final FleetColorAllocator colors;
    private final TunnelStore store;
    private final EndPointLock endPoints;
    private final DividedTransaction transaction;

    FleetColorRemoval(
            ServiceRoutes routes,
            FleetColorAllocator colors,
            TunnelStore store,
            EndPointLock endPoints,
            DividedTransaction transaction) {
        this.routes = routes;
        this.colors = colors;
        this.store = store;
        this.endPoints = endPoints;
        this.transaction = transaction;
    }

    /**
     * A colour that no tunnel needs any more.
     *
     * @param services ids of those whose routes at the end-point have it from us, or may have it
     */
    private record LeavingColor(int color, String endPoint, List<String> services) {

        /** What exports with the fleet's policy of the colour. */
        List<ColoredExport> exports(ServiceDirectory all) {
            return services.stream()
                    .flatMap(id -> all.withId(id).stream())
                    .flatMap(service -> export(service).stream())
                    .filter(export -> export.standsIn(all))
                    .toList();
        }

        private Optional<ColoredExport> export(Service service) {
            return service.at(endPoint).map(node -> new ColoredExport(service.id(), node, color));
        }
    }

    /** For each tunnel whether its colour was removed; a colour that another tunnel needs stays. */
    StepOutcomes<Boolean> remove(List<Tunnel> tunnels, Instant deadline) {
        return endPoints.holding(
                tunnels,
                tunnel -> tunnel.fleetColored() && tunnel.key().color() != 0
                        ? tunnel.key().endPoint()
                        : null,
                false,
                deadline,
                fleets -> removed(fleets, deadline));
    }

    private StepOutcomes<Boolean> removed(List<Tunnel> tunnels, Instant deadline) {
        List<LeavingColor> leaving = tunnels.stream()
                .filter(tunnel -> !neededByOthers(tunnel))
                .map(Tunnel::key)
                .map(key -> new LeavingColor(key.color(), key.endPoint(), colors.colored(key.color(), key.endPoint())))
                .distinct()
                .toList();
        var outcomes =
                (leaving.isEmpty() ? new StepOutcomes<LeavingColor>(List.of()) : gone(leaving, deadline)).inOrder();
        return StepOutcomes.each(tunnels, tunnel -> {
            for (int i = 0; i < leaving.size(); i++) {
                if (leaving.get(i).color() == tunnel.key().color()) {
                    return outcomes.get(i).map(removed -> true);
                }
            }
            return StepOutcome.done(false);
        });
    }

    private StepOutcomes<LeavingColor> gone(List<LeavingColor> leaving, Instant deadline) {
        return StepOutcomes.of(leaving)
                .together(colors -> uncolored(colors, deadline))
                .together(colors -> dropped(colors, deadline))
                .together(this::released);
    }

    private StepOutcomes<LeavingColor> uncolored(List<LeavingColor> leaving, Instant deadline) {
        if (leaving.stream().allMatch(color -> color.services().isEmpty())) {
            return StepOutcomes.of(leaving);
        }
        return StepOutcomes.after(routes.services(), leaving, before -> cleared(leaving, before, deadline)
                .together(colors -> StepOutcomes.after(
                        routes.services(),
                        colors,
                        after -> StepOutcomes.each(colors, color -> withoutExports(color, after)))));
    }

    private StepOutcomes<LeavingColor> cleared(List<LeavingColor> leaving, ServiceDirectory before, Instant deadline) {
        List<LeavingColor> carried = leaving.stream()
                .filter(color -> !color.exports(before).isEmpty())
                .toList();
        Function<List<LeavingColor>, StepOutcome<Boolean>> send = some -> routes.uncolor(
                some.stream().flatMap(color -> color.exports(before).stream()).toList());
        var outcomes = (carried.isEmpty()
                        ? new StepOutcomes<Boolean>(List.of())
                        : transaction.write(carried, new WaveWrite<>(send, this::withoutExports, deadline)))
                .inOrder();
        return StepOutcomes.each(
                leaving,
                color -> carried.contains(color)
                        ? outcomes.get(carried.indexOf(color)).map(done -> color)
                        : StepOutcome.done(color));
    }

    private StepOutcomes<Boolean> withoutExports(List<LeavingColor> leaving) {
        return StepOutcomes.after(
                routes.services(),
                leaving,
                now -> StepOutcomes.each(
                        leaving, color -> StepOutcome.done(color.exports(now).isEmpty())));
    }

    private static StepOutcome<LeavingColor> withoutExports(LeavingColor color, ServiceDirectory after) {
        return color.exports(after).isEmpty()
                ? StepOutcome.done(color)
                : StepOutcome.failed(
                        TunnelFailureCode.DELETE_NOT_CONFIRMED, "services still carry colour " + color.color());
    }

    private StepOutcomes<LeavingColor> dropped(List<LeavingColor> leaving, Instant deadline) {
        Function<List<LeavingColor>, StepOutcome<Boolean>> send =
                some -> routes.dropColors(some.stream().map(LeavingColor::color).collect(Collectors.toSet()));
        return StepOutcomes.zip(
                leaving,
                transaction.write(leaving, new WaveWrite<>(send, this::withoutPolicy, deadline)),
                (color, done) -> color);
    }

    private StepOutcomes<Boolean> withoutPolicy(List<LeavingColor> leaving) {
        return StepOutcomes.after(
                routes.policies(),
                leaving,
                policies -> StepOutcomes.each(
                        leaving,
                        color -> StepOutcome.done(!policies.containsKey(ServiceRoutes.policyName(color.color())))));
    }

    /** Another protection may have taken a colour meanwhile; it colours the routes again when it is steered. */
    private StepOutcomes<LeavingColor> released(List<LeavingColor> leaving) {
        endPoints.confirmed(() -> {
            colors.lock();
            leaving.stream()
                    .filter(color -> !store.colorNeeded(color.color(), color.endPoint(), ""))
                    .forEach(color -> colors.release(color.color()));
        });
        return StepOutcomes.of(leaving);
    }

    private boolean neededByOthers(Tunnel tunnel) {
        return store.colorNeeded(tunnel.key().color(), tunnel.key().endPoint(), tunnel.tunnelId());
    }
}

package io.cemfleet.e2e.harm;

import io.cemfleet.lab.network.CarrierNetwork;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.ServiceState;
import io.cemfleet.path.plan.PlacementOutcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Many degradations of one network, each with nothing done, with protections, and healed again. */
final class HarmRun {
    private static final double ROUNDING = 1e-9;
    /** Demands are hashed flow by flow, so that a link may carry a little more than its even share. */
    private static final double HASHING = 0.02;

    private final String name;
    private final SimulatedNetwork network;
    private final double fill;
    private final HarmTotals totals = new HarmTotals();

    HarmRun(CarrierNetwork carrier, double fill) {
        this.name = carrier.name();
        this.network = SimulatedNetwork.of(carrier, fill);
        this.fill = fill;
    }

    /** So many random degradations of one link, and as many of two. */
    HarmRow run(int degradations, long seed) {
        long started = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < degradations; i++) {
            suffer(LinkDegradation.random(network.state(), 1, random));
            suffer(LinkDegradation.random(network.state(), 2, random));
        }
        long millis = (System.nanoTime() - started) / 1_000_000;
        var topology = network.state().topology();
        return new HarmRow(name, topology.routers().size(), topology.links().size(), fill, totals, millis);
    }

    private void suffer(LinkDegradation degradation) {
        NetworkState before = network.state();
        double[] loadBefore = network.utilisation();
        network.degrade(degradation);
        List<ServiceState> untouched = network.services();
        double[] loadUntouched = network.utilisation();
        List<ProtectedFlow> flows = ProtectedFlow.affected(before, network.state(), degradation.links());
        int reference = new PlainReference(network.state(), Set.copyOf(degradation.links())).greedy(flows);
        Map<ProtectedFlow, PlacementOutcome.Planned> plan =
                flows.isEmpty() ? Map.of() : SimulatedPlan.of(network, degradation, flows);
        plan.forEach((flow, planned) ->
                network.protect(flow, planned.solution().path().segments()));
        NetworkHarm harm = NetworkHarm.between(loadUntouched, network.utilisation(), untouched, network.services());
        List<String> mistaken = mispredicted(plan);
        network.withdrawAll();
        network.heal(degradation);
        boolean returned = sameLoad(loadBefore, network.utilisation());
        totals.add(degradation, flows.size(), plan.size(), reference, harm, mistaken, returned);
    }

    /** Links whose load in the lab exceeds the plan's prediction. */
    private List<String> mispredicted(Map<ProtectedFlow, PlacementOutcome.Planned> plan) {
        List<String> mistaken = new ArrayList<>();
        var topology = network.topology();
        plan.values().stream()
                .flatMap(planned -> planned.prediction().links().stream())
                .forEach(link -> topology.direction(link.linkId(), link.from()).ifPresent(direction -> {
                    double measured = Math.min(1, network.utilisation(network.index(direction)));
                    Double predicted = link.after();
                    if (predicted != null && measured > predicted + HASHING) {
                        mistaken.add("%s from %s: predicted %.3f, is %.3f"
                                .formatted(link.linkId(), link.from(), predicted, measured));
                    }
                }));
        return mistaken.stream().distinct().toList();
    }

    private static boolean sameLoad(double[] one, double[] two) {
        return Arrays.equals(one, two)
                || java.util.stream.IntStream.range(0, one.length).allMatch(i -> Math.abs(one[i] - two[i]) < ROUNDING);
    }
}

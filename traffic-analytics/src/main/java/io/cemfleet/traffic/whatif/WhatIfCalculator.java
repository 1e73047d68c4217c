package io.cemfleet.traffic.whatif;

import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.traffic.demand.DemandKey;
import io.cemfleet.traffic.demand.DemandMatrix;
import io.cemfleet.traffic.demand.DemandRoutes;
import io.cemfleet.traffic.demand.TrafficDemand;
import io.cemfleet.traffic.network.MeasuredNetwork;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Computes the utilisation after a change: the measured load of a link, less the matrix's present load on it, plus the
 * load that it would have. Load that the matrix does not explain therefore stays where it is; that of a failed link is
 * in no sum.
 */
public final class WhatIfCalculator {
    private static final double NOTHING = 1e-6;

    private final MeasuredNetwork picture;
    private final WhatIfChange question;
    private final double limit;
    private final Map<LinkDirection, Double> before = new HashMap<>();
    private final Map<LinkDirection, Double> after = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    private WhatIfCalculator(MeasuredNetwork picture, WhatIfChange question, double limit) {
        this.picture = picture;
        this.question = question;
        this.limit = limit;
    }

    /** @param limit utilisation from which a link is a violation */
    public static WhatIfUtilisation of(
            MeasuredNetwork picture, DemandMatrix matrix, WhatIfChange question, double limit) {
        WhatIfCalculator prognoses = new WhatIfCalculator(picture, question, limit);
        prognoses.route(matrix);
        return prognoses.judge();
    }

    private void route(DemandMatrix matrix) {
        DemandRoutes now = DemandRoutes.present(picture.topology(), picture.policies());
        DemandRoutes then =
                DemandRoutes.without(picture.topology(), picture.policies(), question.links(), question.nodes());
        Map<DemandKey, Double> moved = new HashMap<>();
        for (WhatIfChange.DemandShift shift : question.shifts()) {
            moved.merge(shift.key(), shift.mbps(), Double::sum);
            if (shift.way().isEmpty()) {
                lay(
                        shift.key(),
                        then.of(new DemandKey(shift.key().headEnd(), shift.key().endPoint(), null)),
                        shift.mbps());
            } else if (shift.way().stream().anyMatch(question::fails)) {
                noWay(shift.key(), shift.mbps(), "its new way fails");
            } else {
                shift.way().forEach(link -> after.merge(link, shift.mbps(), Double::sum));
            }
        }
        for (TrafficDemand demand : matrix.demands()) {
            now.of(demand.key()).routed().ifPresent(routed -> routed.shares()
                    .forEach((link, share) -> before.merge(link, share * demand.mbps(), Double::sum)));
            double stays = demand.mbps() - moved.getOrDefault(demand.key(), 0.0);
            if (stays > NOTHING) {
                lay(demand.key(), then.of(demand.key()), stays);
            }
        }
    }

    private void lay(DemandKey key, RouteResult way, double mbps) {
        switch (way) {
            case RouteResult.Routed routed ->
                routed.shares().forEach((link, share) -> after.merge(link, share * mbps, Double::sum));
            case RouteResult.NoRoute(String reason) -> noWay(key, mbps, reason);
        }
    }

    private void noWay(DemandKey key, double mbps, String reason) {
        violations.add(String.format(Locale.ROOT, "%s: %.1f Mbit/s would have no way: %s", key, mbps, reason));
    }

    private WhatIfUtilisation judge() {
        SortedMap<String, Double> utilisation = new TreeMap<>();
        String worst = null;
        for (Link link : picture.topology().links()) {
            if (link.directions().stream().anyMatch(question::fails)) {
                continue;
            }
            Double fuller = fuller(link);
            if (fuller != null) {
                utilisation.put(link.id(), fuller);
                worst = worst == null || fuller > utilisation.getOrDefault(worst, 0.0) ? link.id() : worst;
            }
        }
        return new WhatIfUtilisation(utilisation, worst, List.copyOf(violations));
    }

    private @Nullable Double fuller(Link link) {
        Double fuller = 0.0;
        for (LinkDirection direction : link.directions()) {
            Double used = used(direction);
            fuller = used == null || fuller == null ? null : Double.valueOf(Math.max(fuller, used));
        }
        return fuller;
    }

    /** Absent when the present load or the capacity is not known. */
    private @Nullable Double used(LinkDirection direction) {
        double had = before.getOrDefault(direction, 0.0);
        double gets = after.getOrDefault(direction, 0.0);
        Double measured = picture.loads().links().get(direction);
        Double capacity = direction.capacityMbps();
        double atLeast = measured == null ? gets : Math.max(0, measured - had) + gets;
        String name = direction.linkId() + " from " + direction.from();
        if (capacity != null && capacity > 0 && atLeast / capacity >= limit) {
            violations.add(String.format(
                    Locale.ROOT, "%s: %.2f of %.0f Mbit/s would be used", name, atLeast / capacity, capacity));
        } else if ((measured == null || capacity == null) && gets > had + NOTHING) {
            violations.add(String.format(
                    Locale.ROOT, "%s: would get %.1f Mbit/s more, and its load is not known", name, gets - had));
        }
        return measured == null || capacity == null || capacity <= 0 ? null : Double.valueOf(atLeast / capacity);
    }
}

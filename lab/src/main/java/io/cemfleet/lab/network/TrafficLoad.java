package io.cemfleet.lab.network;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** The traffic on each direction at a moment: the demands with their slow daily drift and their surges. */
final class TrafficLoad {

    private static final double DAY_SECONDS = 86_400;
    private static final double DAILY = 0.06;
    private static final double WOBBLE_SECONDS = 600;
    private static final double WOBBLE = 0.015;
    private static final double PEAK_HOUR = 15;

    private final double[] demands;
    private final double[] directions;
    private final Map<PolicyKey, Double> policies = new HashMap<>();

    TrafficLoad(CarrierNetwork carrier, ForwardingState forwarding, NetworkConfig config, Instant at) {
        demands = new double[carrier.demands().size()];
        directions = new double[carrier.topology().directionCount()];
        for (ServiceDemand demand : carrier.demands()) {
            double mbps = demand.mbps() * config.growth() * drift(demand.service(), at) * surge(demand.index(), config);
            demands[demand.index()] = mbps;
            DemandRoute route = forwarding.route(demand.index());
            for (int i = 0; i < route.branches().size(); i++) {
                double part = mbps * route.shares().get(i);
                if (part > 0) {
                    for (int direction : route.branches().get(i)) {
                        directions[direction] += part;
                    }
                }
            }
            PolicyKey policy = route.pair().policy();
            if (policy != null) {
                policies.merge(policy, mbps, Double::sum);
            }
        }
    }

    double ofDemand(int demand) {
        return demands[demand];
    }

    double ofDirection(int direction) {
        return directions[direction];
    }

    double ofPolicy(PolicyKey key) {
        return policies.getOrDefault(key, 0.0);
    }

    private static double surge(int demand, NetworkConfig config) {
        double factor = 1;
        for (LinkFaults.Surge surge : config.faults().surges().values()) {
            if (surge.demands().get(demand)) {
                factor *= surge.factor();
            }
        }
        return factor;
    }

    private static double drift(int service, Instant at) {
        double seconds = at.toEpochMilli() / 1000.0;
        double phase = FlowHashing.unit(service);
        double daily = Math.cos(2 * Math.PI * (seconds / DAY_SECONDS - PEAK_HOUR / 24 + 0.1 * phase));
        double wobble = Math.sin(2 * Math.PI * (seconds / WOBBLE_SECONDS + phase));
        return 1 + DAILY * daily + WOBBLE * wobble;
    }
}

package io.cemfleet.lab.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Numbers routers, interfaces, addresses and SIDs, and names the links. */
public final class TopologyBuilder {

    private static final int ROUTERS_PER_OCTET = 250;
    private static final int PORTS_PER_SLOT = 10;

    private final List<LabRouter> routers = new ArrayList<>();
    private final List<LabLink> links = new ArrayList<>();
    private final List<Integer> ports = new ArrayList<>();
    private final Map<String, Integer> parallels = new HashMap<>();

    /**
     * Adds a router.
     *
     * @param hostname ASCII letters and digits; its lower case, the id, must be unique
     * @return its index
     */
    public int router(String hostname, @Nullable GeoPosition position) {
        if (!hostname.matches("[A-Za-z0-9]+")) {
            throw new IllegalArgumentException("not a hostname: " + hostname);
        }
        int index = routers.size();
        String routerId = "10.0." + index / ROUTERS_PER_OCTET + "." + (index % ROUTERS_PER_OCTET + 1);
        routers.add(new LabRouter(
                index, hostname.toLowerCase(java.util.Locale.ROOT), hostname, routerId, position, index + 1));
        ports.add(0);
        return index;
    }

    /** Adds a link between two routers; a second link between the same two becomes a parallel link. */
    public void link(int one, int other, LinkSpec spec) {
        if (one == other) {
            throw new IllegalArgumentException("a link needs two ends");
        }
        boolean inOrder = routers.get(one).id().compareTo(routers.get(other).id()) < 0;
        int a = inOrder ? one : other;
        int z = inOrder ? other : one;
        int index = links.size();
        String pair = routers.get(a).id() + "-" + routers.get(z).id();
        int number = parallels.merge(pair, 1, Integer::sum);
        int portA = nextPort(a);
        int portZ = nextPort(z);
        int metricA = inOrder ? spec.igpMetric() : spec.reverseIgpMetric();
        int metricZ = inOrder ? spec.reverseIgpMetric() : spec.igpMetric();
        DirectedLink forward = new DirectedLink(
                2 * index,
                index,
                a,
                z,
                interfaceName(portA),
                address(index, 1),
                interfaceName(portZ),
                address(index, 2),
                LabRouter.DYNAMIC_LOWER + portA,
                metricA,
                spec.teMetric());
        DirectedLink reverse = new DirectedLink(
                2 * index + 1,
                index,
                z,
                a,
                interfaceName(portZ),
                address(index, 2),
                interfaceName(portA),
                address(index, 1),
                LabRouter.DYNAMIC_LOWER + portZ,
                metricZ,
                spec.teMetric());
        String id = number == 1 ? pair : pair + "-" + number;
        links.add(new LabLink(
                index, id, forward, reverse, spec.capacityMbps(), spec.delayMs(), spec.srlgs(), spec.affinities()));
    }

    public LabTopology build() {
        return new LabTopology(routers, links);
    }

    private int nextPort(int router) {
        int port = ports.get(router);
        ports.set(router, port + 1);
        return port;
    }

    private static String interfaceName(int port) {
        return "GigabitEthernet0/0/" + port / PORTS_PER_SLOT + "/" + port % PORTS_PER_SLOT;
    }

    private static String address(int link, int host) {
        int offset = 4 * link + host;
        return "10." + (64 + offset / 65536) + "." + offset / 256 % 256 + "." + offset % 256;
    }

    /**
     * The attributes of a link.
     *
     * @param capacityMbps in each direction
     * @param delayMs static one-way delay
     * @param igpMetric from the first end given, from 1
     * @param reverseIgpMetric from the other end
     * @param teMetric in both directions
     * @param srlgs shared risk link groups
     * @param affinities bit mask
     */
    public record LinkSpec(
            double capacityMbps,
            double delayMs,
            int igpMetric,
            int reverseIgpMetric,
            int teMetric,
            Set<Integer> srlgs,
            int affinities) {

        private static final double MS_PER_KM = 0.005;
        private static final double ROUTE_FACTOR = 1.3;
        private static final double SHORTEST_MS = 0.05;

        /** One-way delay of fibre between two places: 5 µs a kilometre, with routes 1.3 times the great circle. */
        public static double fibreDelayMs(GeoPosition a, GeoPosition b) {
            double delay = a.distanceKm(b) * ROUTE_FACTOR * MS_PER_KM;
            return Math.max(SHORTEST_MS, Math.round(delay * 1000) / 1000.0);
        }

        /** The delay-based IGP metric: five a millisecond, at least 1. */
        public static int delayMetric(double delayMs) {
            return (int) Math.max(1, Math.round(delayMs * 5));
        }
    }
}

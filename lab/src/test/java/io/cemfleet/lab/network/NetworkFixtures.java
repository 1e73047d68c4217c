package io.cemfleet.lab.network;

import io.cemfleet.lab.network.TopologyBuilder.LinkSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Sample networks. */
public final class NetworkFixtures {

    public static final Instant START = Instant.parse("2026-01-19T14:00:00Z");
    public static final int COLOR = 100;
    /** The coloured service of the diamond, from a to d. */
    public static final String COLORED = "L3VPN-COLORED";
    /** The service of the diamond without a colour, from a to d. */
    public static final String PLAIN = "L3VPN-PLAIN";

    public static final PolicyKey A_TO_D = new PolicyKey("a", "d", COLOR);

    private NetworkFixtures() {}

    public static ManualClock clock() {
        return new ManualClock(START);
    }

    public static LabNetwork network(CarrierNetwork carrier) {
        return network(carrier, clock());
    }

    public static LabNetwork network(CarrierNetwork carrier, ManualClock clock) {
        return new LabNetwork(carrier, clock, Duration.ofHours(1), 7);
    }

    /** a–b–d and a–c–d of equal cost, two parallels b–d, and a longer a–e–d. Every link 1 ms but e's, 2 ms. */
    public static LabTopology diamondTopology() {
        TopologyBuilder builder = new TopologyBuilder();
        List.of("A", "B", "C", "D", "E").forEach(name -> builder.router(name, null));
        builder.link(0, 1, spec(1));
        builder.link(0, 2, spec(1));
        builder.link(1, 3, spec(1));
        builder.link(1, 3, spec(1));
        builder.link(2, 3, spec(1));
        builder.link(0, 4, spec(2));
        builder.link(3, 4, spec(2));
        return builder.build();
    }

    /** The diamond with a coloured and a plain service between a and d, and no policy. */
    public static CarrierNetwork diamond() {
        LabTopology topology = diamondTopology();
        List<VpnService> services = List.of(service(COLORED, 1), service(PLAIN, 2));
        List<ServiceDemand> demands = new ArrayList<>();
        for (int service = 0; service < 2; service++) {
            demands.add(demand(demands.size(), service, 0, 3, 1000));
            demands.add(demand(demands.size(), service, 3, 0, 1000));
        }
        Map<CarrierNetwork.VpnNode, String> colored = new HashMap<>();
        colored.put(new CarrierNetwork.VpnNode(COLORED, "a"), "SET-COLOR-100");
        colored.put(new CarrierNetwork.VpnNode(COLORED, "d"), "SET-COLOR-100");
        return new CarrierNetwork(
                "diamond",
                topology,
                services,
                demands,
                List.of(new RoutePolicy("SET-COLOR-100", COLOR)),
                colored,
                List.of(),
                List.of());
    }

    public static ServiceDemand demand(int index, int service, int from, int to, double mbps) {
        Random random = new Random(index);
        List<ServiceDemand.Flow> flows = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            flows.add(new ServiceDemand.Flow(random.nextLong(), 1.0 / 400));
        }
        return new ServiceDemand(index, service, from, to, mbps, flows);
    }

    /** A policy from a to d with one explicit path. */
    public static NamedPolicy policy(String name, int preference, PathSpec.WeightedSidList... lists) {
        return new NamedPolicy(
                name,
                List.of("a"),
                "d",
                COLOR,
                null,
                List.of(new CandidatePath(preference, new PathSpec.Explicit(List.of(lists)))),
                NamedPolicy.Origin.NSO);
    }

    public static PathSpec.WeightedSidList weighted(String list, int weight) {
        return new PathSpec.WeightedSidList(list, weight);
    }

    /** The label of the node SID of a router of the diamond. */
    public static int sid(String router) {
        return diamondTopology().routerById(router).orElseThrow().nodeSid();
    }

    /** A connected graph with random metrics and parallels. */
    public static LabTopology randomTopology(Random random) {
        TopologyBuilder builder = new TopologyBuilder();
        int routers = 3 + random.nextInt(9);
        for (int i = 0; i < routers; i++) {
            builder.router("R" + i, null);
            if (i > 0) {
                builder.link(i, random.nextInt(i), metrics(random));
            }
        }
        int more = random.nextInt(2 * routers);
        for (int i = 0; i < more; i++) {
            int one = random.nextInt(routers);
            int other = random.nextInt(routers);
            if (one != other) {
                builder.link(one, other, metrics(random));
            }
        }
        return builder.build();
    }

    private static LinkSpec metrics(Random random) {
        return new LinkSpec(1000, 1, 1 + random.nextInt(4), 1 + random.nextInt(4), 1 + random.nextInt(4), Set.of(), 0);
    }

    private static LinkSpec spec(double delayMs) {
        int metric = LinkSpec.delayMetric(delayMs);
        return new LinkSpec(10_000, delayMs, metric, metric, metric, Set.of(), 0);
    }

    private static VpnService service(String id, int number) {
        return new VpnService(
                id,
                id.toLowerCase(java.util.Locale.ROOT),
                "Nordwind Foods",
                "tier=gold",
                ServiceTier.GOLD,
                number,
                List.of(attachment("a"), attachment("d")));
    }

    private static ServiceAttachment attachment(String node) {
        return new ServiceAttachment(node, "access-1", "GigabitEthernet0/1/0/1", "172.16.0.1", 1000);
    }
}

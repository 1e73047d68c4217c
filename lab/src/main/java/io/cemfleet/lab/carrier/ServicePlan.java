package io.cemfleet.lab.carrier;

import io.cemfleet.lab.network.CarrierNetwork;
import io.cemfleet.lab.network.LabLink;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.PathFinder;
import io.cemfleet.lab.network.RoutePolicy;
import io.cemfleet.lab.network.ServiceAttachment;
import io.cemfleet.lab.network.ServiceDemand;
import io.cemfleet.lab.network.ServiceTier;
import io.cemfleet.lab.network.VpnService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates services on a topology, always the same for the same topology and seed. */
final class ServicePlan {

    private static final int FLOWS = 16;
    private static final int BUSY_PAIRS = 36;
    private static final double HEALTHY_SHARE_OF_LIMIT = 0.6;

    private final LabTopology topology;
    private final List<Double> weights;
    private final PathFinder paths;
    private final List<Integer> places;
    private final Random random;
    private final Map<Integer, Integer> accesses = new HashMap<>();
    private final List<List<Integer>> busyPairs = new ArrayList<>();

    ServicePlan(LabTopology topology, List<Double> weights, long seed) {
        this.topology = topology;
        this.weights = weights;
        this.paths = new PathFinder(topology);
        this.places = paths.largestPart();
        this.random = new Random(seed);
        if (places.size() < 2) {
            throw new IllegalArgumentException("no two connected routers");
        }
    }

    /**
     * The carrier with its services, demands, colours and policies.
     *
     * @param everyLink whether the first services connect the ends of each link, so that every link is used
     */
    CarrierNetwork carrier(String name, int serviceCount, int customerCount, boolean everyLink) {
        List<String> customers = CustomerNames.names(customerCount, random);
        for (int i = 0; i < BUSY_PAIRS; i++) {
            busyPairs.add(List.copyOf(draw(2, new LinkedHashSet<>())));
        }
        List<VpnService> services = new ArrayList<>();
        List<ServiceDemand> demands = new ArrayList<>();
        Map<CarrierNetwork.VpnNode, String> colored = new HashMap<>();
        for (int i = 0; i < serviceCount; i++) {
            ServiceTier tier = tier(i);
            boolean joinsLink = everyLink && i < topology.links().size();
            List<Integer> nodes = joinsLink ? ends(topology.link(i)) : nodes(tier);
            double mbps = Math.round(800 + 4200 * Math.pow(random.nextDouble(), 2));
            VpnService service = service(i, customers.get(i % customers.size()), tier, nodes, mbps);
            services.add(service);
            addDemands(service, i, mbps, demands);
            boolean plain = tier != ServiceTier.PLATINUM && (joinsLink ? i % 6 == 0 : i % 8 == 3);
            if (!plain) {
                service.attachments()
                        .forEach(at ->
                                colored.put(new CarrierNetwork.VpnNode(service.id(), at.node()), routePolicy(tier)));
            }
        }
        CustomerPolicies policies = new CustomerPolicies(topology, paths);
        for (ServiceDemand demand : demands) {
            VpnService service = services.get(demand.service());
            if (colored.containsKey(new CarrierNetwork.VpnNode(
                    service.id(), topology.router(demand.to()).id()))) {
                policies.add(demand.from(), demand.to(), service.tier());
            }
        }
        List<RoutePolicy> routePolicies = List.of(ServiceTier.values()).stream()
                .map(tier -> new RoutePolicy(routePolicy(tier), CustomerPolicies.color(tier)))
                .toList();
        return new CarrierNetwork(
                name, topology, services, demands, routePolicies, colored, policies.sidLists(), policies.policies());
    }

    private static String routePolicy(ServiceTier tier) {
        return "SET-COLOR-" + CustomerPolicies.color(tier);
    }

    /** In twenty services: two platinum, five gold, seven silver, six bronze. */
    private static ServiceTier tier(int index) {
        return switch ((index * 7) % 20) {
            case 0, 10 -> ServiceTier.PLATINUM;
            case 1, 4, 8, 12, 16 -> ServiceTier.GOLD;
            case 2, 5, 7, 11, 13, 17, 19 -> ServiceTier.SILVER;
            default -> ServiceTier.BRONZE;
        };
    }

    private static List<Integer> ends(LabLink link) {
        return List.of(link.forward().from(), link.forward().to());
    }

    private List<Integer> nodes(ServiceTier tier) {
        double draw = random.nextDouble();
        int count = Math.min(places.size(), draw < 0.90 ? 2 : draw < 0.98 ? 3 : 4);
        List<Integer> nodes = List.of();
        for (int attempt = 0; attempt < 40; attempt++) {
            Set<Integer> start = new LinkedHashSet<>(busyPairs.get(random.nextInt(busyPairs.size())));
            nodes = List.copyOf(draw(count, start));
            if (slowest(nodes) <= HEALTHY_SHARE_OF_LIMIT * tier.latencyLimitMs()) {
                return nodes;
            }
        }
        return nodes;
    }

    private double slowest(List<Integer> nodes) {
        double slowest = 0;
        for (int from : nodes) {
            for (int to : nodes) {
                slowest = from == to ? slowest : Math.max(slowest, paths.delayMs(from, to));
            }
        }
        return slowest;
    }

    private Set<Integer> draw(int count, Set<Integer> chosen) {
        double total = places.stream().mapToDouble(weights::get).sum();
        while (chosen.size() < count) {
            double point = random.nextDouble() * total;
            for (int place : places) {
                point -= weights.get(place);
                if (point < 0) {
                    chosen.add(place);
                    break;
                }
            }
        }
        return chosen;
    }

    private VpnService service(int index, String customer, ServiceTier tier, List<Integer> nodes, double mbps) {
        List<ServiceAttachment> attachments = new ArrayList<>();
        for (int node : nodes) {
            int number = accesses.merge(node, 1, Integer::sum);
            attachments.add(new ServiceAttachment(
                    topology.router(node).id(),
                    "access-" + number,
                    "GigabitEthernet0/1/0/" + number,
                    "172." + (16 + index / 250) + "." + index % 250 + "." + (4 * attachments.size() + 1),
                    Math.ceil(1.15 * mbps * (nodes.size() - 1))));
        }
        String sites =
                nodes.stream().map(node -> topology.router(node).hostname()).collect(Collectors.joining(", "));
        String id = "L3VPN-%04d".formatted(index + 1);
        return new VpnService(
                id,
                customer.toLowerCase(java.util.Locale.ROOT).replace(' ', '-') + "-" + (index + 1),
                customer,
                "Managed L3VPN of %s; tier=%s; sites %s".formatted(customer, tier.wire(), sites),
                tier,
                index + 1,
                attachments);
    }

    private void addDemands(VpnService service, int index, double mbps, List<ServiceDemand> demands) {
        for (ServiceAttachment from : service.attachments()) {
            for (ServiceAttachment to : service.attachments()) {
                if (!from.equals(to)) {
                    demands.add(new ServiceDemand(
                            demands.size(),
                            index,
                            router(from),
                            router(to),
                            mbps * (0.8 + 0.2 * random.nextDouble()),
                            flows()));
                }
            }
        }
    }

    private List<ServiceDemand.Flow> flows() {
        List<Double> sizes = random.doubles(FLOWS, 0.5, 1.5).boxed().toList();
        double total = sizes.stream().mapToDouble(Double::doubleValue).sum();
        return sizes.stream()
                .map(size -> new ServiceDemand.Flow(random.nextLong(), size / total))
                .toList();
    }

    private int router(ServiceAttachment attachment) {
        return topology.routerById(attachment.node()).orElseThrow().index();
    }
}

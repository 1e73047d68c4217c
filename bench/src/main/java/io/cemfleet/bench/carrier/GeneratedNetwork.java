package io.cemfleet.bench.carrier;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A network by numbers, drawn with a fixed seed: a ring with links to routers near by, policies of ten colours and more, and
 * for each policy a VPN service that rides it one way and takes the IGP back.
 */
final class GeneratedNetwork {
    private static final long SEED = 2_000;
    private static final int NEAR = 200;
    private static final int HIGHEST_METRIC = 1_000;
    private static final int FIRST_COLOR = 100;

    final CarrierSize size;
    final List<GeneratedLink> links = new ArrayList<>();
    final List<GeneratedPolicy> policies = new ArrayList<>();

    /**
     * A link between two routers.
     *
     * @param metric of the IGP; the delay is 10 microseconds for each of it
     */
    record GeneratedLink(int from, int to, int metric) {}

    /**
     * A policy between two routers.
     *
     * @param over a router that it passes on its way; -1 for none
     */
    record GeneratedPolicy(int head, int end, int color, int over) {}

    GeneratedNetwork(CarrierSize size) {
        this.size = size;
        var random = new Random(SEED);
        for (int i = 0; i < size.links(); i++) {
            int from = i % size.routers();
            int near = i < size.routers() ? 1 : 2 + random.nextInt(Math.min(NEAR, size.routers() - 2));
            links.add(new GeneratedLink(from, (from + near) % size.routers(), 1 + random.nextInt(HIGHEST_METRIC)));
        }
        for (int i = 0; i < size.policies(); i++) {
            int head = i % size.routers();
            int end = (head + 1 + random.nextInt(size.routers() - 1)) % size.routers();
            int over = i % 4 == 0 ? (end + 1) % size.routers() : -1;
            policies.add(new GeneratedPolicy(head, end, FIRST_COLOR + i / size.routers(), over == head ? -1 : over));
        }
    }

    int colors() {
        return (size.policies() - 1) / size.routers() + 1;
    }

    static String hostname(int router) {
        return "R" + router;
    }

    static String address(int router) {
        return "10.%d.%d.%d".formatted(router >> 16, router >> 8 & 255, router & 255);
    }
}

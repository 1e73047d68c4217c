package io.cemfleet.bench.carrier;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.bench.carrier.CarrierReader.CarrierReading;
import io.cemfleet.bench.path.AlternatingTimer;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.snapshot.NetworkObject;
import io.cemfleet.network.snapshot.NetworkObject.PolicyObject;
import io.cemfleet.network.snapshot.NetworkSnapshot;
import io.cemfleet.network.snapshot.SnapshotBuilder;
import io.cemfleet.network.snapshot.SnapshotVersion;
import io.cemfleet.network.topology.Link;
import io.cemfleet.path.plan.PlacementDemand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Takes a carrier's network from the controller's pages to a plan, each step against a plain pass over the same data, in one
 * thread. A ratio is reported only after both sides gave the same answer. Prints one line of JSON.
 */
public final class CarrierBench {
    private static final JsonFactory TOKENS = new JsonFactory();

    private final CarrierSize size;
    private final AlternatingTimer timer;
    private final ControllerPages pages;
    private final Map<String, Object> found = new LinkedHashMap<>();
    private final SnapshotBuilder builder = new SnapshotBuilder();
    private long version;

    private CarrierBench(CarrierSize size, long nanos) {
        this.size = size;
        timer = new AlternatingTimer(1, nanos);
        pages = new ControllerPages(new GeneratedNetwork(size));
    }

    /** @param arguments {@code quick} or {@code full} */
    public static void main(String[] arguments) throws IOException {
        System.out.println(new ObjectMapper().writeValueAsString(measure("quick".equals(arguments[0]))));
    }

    static Map<String, Object> measure(boolean quick) {
        return measure(quick ? CarrierSize.QUICK : CarrierSize.FULL, TimeUnit.SECONDS.toNanos(quick ? 2 : 10));
    }

    /** @param nanos how long each comparison may take */
    static Map<String, Object> measure(CarrierSize size, long nanos) {
        return new CarrierBench(size, nanos).measure();
    }

    private Map<String, Object> measure() {
        found.put("routers", size.routers());
        found.put("links", size.links());
        found.put("policies_and_services", size.policies());
        CarrierReading reading = firstRead();
        NetworkSnapshot snapshot = snapshots(reading);
        change(reading, snapshot);
        var flows = new FlowTable(reading);
        var degraded = flows.linksCrossedBy(size.protections());
        assess(reading, flows, degraded);
        plan(reading, flows, degraded);
        return found;
    }

    /** Topology, policies and services from pages to objects, against the tokens of the same pages. */
    private CarrierReading firstRead() {
        try (var reader = new CarrierReader(pages)) {
            CarrierReading reading = reader.read();
            equal(size.routers(), reading.topology().routers().size(), "routers");
            equal(size.links(), reading.topology().links().size(), "links");
            equal(size.policies(), reading.policies().policies().size(), "policies");
            equal(size.policies(), reading.services().size(), "services");
            int requests = pages.requests();
            var figures = compare(() -> reader.read(), () -> tokens(pages.all()));
            figures.put("requests", requests);
            figures.put("bytes", pages.all().stream().mapToLong(String::length).sum());
            found.put("first_read", figures);
            return reading;
        }
    }

    /** The heap that the network takes, beside the reading itself, whose objects all of them share. */
    private NetworkSnapshot snapshots(CarrierReading reading) {
        Map<String, Object> bytes = new LinkedHashMap<>();
        readAgain(); // so that what outlives a reading is there before and after
        var objects = HeapGauge.sizeOf(() -> readAgain().objects());
        bytes.put("objects", objects.bytes());
        objects.built().forEach(builder::put);
        var snapshot = HeapGauge.sizeOf(() -> indexed(close()));
        bytes.put("snapshot_with_indexes", snapshot.bytes());
        var path = HeapGauge.sizeOf(() -> PlanSide.network(reading.topology(), Set.of()));
        bytes.put("path_computation_graph", path.bytes());
        found.put("heap_bytes", bytes);
        return snapshot.built();
    }

    private CarrierReading readAgain() {
        try (var reader = new CarrierReader(pages)) {
            return reader.read();
        }
    }

    private static NetworkSnapshot indexed(NetworkSnapshot snapshot) {
        snapshot.servicesOn(snapshot.topology().links().getFirst().id());
        return snapshot;
    }

    private NetworkSnapshot close() {
        return builder.close(
                new SnapshotVersion(++version, Instant.EPOCH.plusSeconds(version), Instant.EPOCH, List.of()));
    }

    /** One policy changes, the next snapshot is built and asked, against a look at each object. */
    private void change(CarrierReading reading, NetworkSnapshot before) {
        var policy = reading.policies().policies().getFirst();
        var down = new PolicyObject(new SrPolicy(
                policy.key(), policy.bindingSid(), false, policy.type(), policy.pceInitiated(), List.of()));
        var up = new PolicyObject(policy);
        String link = before.topology().links().stream()
                .map(Link::id)
                .filter(id -> before.policiesOn(id).contains(policy.key()))
                .findFirst()
                .orElseThrow();
        builder.put(down);
        equal(before.policiesOn(link).size() - 1, close().policiesOn(link).size(), "policies on a link after a change");
        Collection<NetworkObject> all = new ArrayList<>(builder.objects());
        found.put(
                "change",
                compare(
                        () -> {
                            builder.put(version % 2 == 0 ? up : down);
                            close().policiesOn(link);
                        },
                        () -> look(all)));
    }

    private void assess(CarrierReading reading, FlowTable flows, Set<String> degraded) {
        try (var impact = new ImpactSide()) {
            equal(
                    flows.affected(degraded),
                    impact.assess(ImpactSide.state(reading), degraded).totalAffected(),
                    "affected services");
            var state = ImpactSide.state(reading);
            var first =
                    compare(() -> impact.assess(ImpactSide.state(reading), degraded), () -> flows.affected(degraded));
            var next = compare(() -> impact.assess(state, degraded), () -> flows.affected(degraded));
            next.put("affected", flows.affected(degraded));
            next.put("degraded_links", degraded.size());
            found.put("assess_first", first);
            found.put("assess", next);
        }
    }

    private void plan(CarrierReading reading, FlowTable flows, Set<String> degraded) {
        var side = new PlanSide(reading.topology(), degraded);
        List<PlacementDemand> demands = new ArrayList<>();
        for (int i = 0; i < flows.services().size() && demands.size() < size.protections(); i++) {
            var service = flows.services().get(i);
            if (flows.linksOf(i).stream().anyMatch(degraded::contains)) {
                var flow = service.directions().getFirst();
                demands.add(
                        side.demand(service.vpnId(), flow.headEnd(), flow.endPoint(), List.copyOf(flows.linksOf(i))));
            }
        }
        equal(size.protections(), demands.size(), "services to be protected");
        equal(side.searched(demands), side.cost(side.plan(demands)), "cost of all planned paths");
        var figures = compare(() -> side.plan(demands), () -> side.searched(demands));
        figures.put("services", demands.size());
        figures.put("anchor", "one bare search each");
        figures.put("pass_us", timer.compare(unused -> flows.affected(degraded)).getFirst());
        found.put("plan", figures);
    }

    private Map<String, Object> compare(Runnable ours, Runnable plain) {
        List<Double> times = timer.compare(unused -> ours.run(), unused -> plain.run());
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("fleet_us", times.get(0));
        figures.put("plain_us", times.get(1));
        figures.put("fleet_by_plain", times.get(0) / times.get(1));
        return figures;
    }

    private static int tokens(Collection<String> texts) {
        int tokens = 0;
        for (String text : texts) {
            try (var parser = TOKENS.createParser(text)) {
                while (parser.nextToken() != null) {
                    tokens++;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return tokens;
    }

    private static int look(Collection<NetworkObject> objects) {
        int sum = 0;
        for (NetworkObject object : objects) {
            sum += object.key().id().length();
        }
        return sum;
    }

    private static void equal(long expected, long actual, String what) {
        if (expected != actual) {
            throw new IllegalStateException("%s: %d, by a plain pass %d".formatted(what, actual, expected));
        }
    }
}

package io.cemfleet.network.snapshot;

import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** The snapshots that a test publishes, for tests of what an agent makes of them. */
public final class PublishedSnapshots implements NetworkSnapshots {

    private final Clock clock;
    private final AtomicReference<NetworkSnapshot> newest = new AtomicReference<>();

    /** @param clock by which a snapshot grows old */
    public PublishedSnapshots(Clock clock) {
        this.clock = clock;
    }

    /** Publishes a network that was like this at a moment. */
    public void publish(
            NetworkTopology topology, Collection<SrPolicy> policies, Collection<VpnService> services, Instant at) {
        var builder = routers(topology);
        policies.forEach(policy -> builder.put(new NetworkObject.PolicyObject(policy)));
        services.forEach(service -> builder.put(new NetworkObject.ServiceObject(service)));
        newest.set(builder.close(new SnapshotVersion(1, at, at, List.of())));
    }

    /** Publishes a network with these measurements, and without policies and services. */
    public void publishLoads(NetworkTopology topology, Collection<? extends NetworkObject> loads, Instant at) {
        var builder = routers(topology);
        loads.forEach(builder::put);
        newest.set(builder.close(new SnapshotVersion(1, at, at, List.of())));
    }

    private static SnapshotBuilder routers(NetworkTopology topology) {
        var builder = new SnapshotBuilder();
        topology.routers().forEach(router -> builder.put(new NetworkObject.NodeObject(router)));
        topology.links().forEach(link -> builder.put(new NetworkObject.LinkObject(link.id(), link.directions())));
        return builder;
    }

    @Override
    public Optional<NetworkSnapshot> newest() {
        return Optional.ofNullable(newest.get());
    }

    @Override
    public Optional<NetworkSnapshot> noOlderThan(Duration maxAge) {
        return newest().filter(snapshot -> snapshot.age(clock.instant()).compareTo(maxAge) <= 0);
    }

    @Override
    public void onNew(Consumer<NetworkSnapshot> listener) {
        newest().ifPresent(listener);
    }
}

package io.cemfleet.network.snapshot;

import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.snapshot.NetworkObject.LinkObject;
import io.cemfleet.network.snapshot.NetworkObject.NodeObject;
import io.cemfleet.network.snapshot.NetworkObject.PolicyObject;
import io.cemfleet.network.snapshot.NetworkObject.ServiceObject;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.network.topology.Router;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Assembles snapshots from objects that come one by one. It holds each object once; a kind without a change since the
 * last version is not built again. Not safe for threads.
 */
public final class SnapshotBuilder {

    private final Map<ObjectKind, Map<String, NetworkObject>> objects = new EnumMap<>(ObjectKind.class);
    private final Set<ObjectKind> changed = EnumSet.allOf(ObjectKind.class);
    private @Nullable NetworkSnapshot last;

    public SnapshotBuilder() {
        for (var kind : ObjectKind.values()) {
            objects.put(kind, new HashMap<>());
        }
    }

    /** Adds an object, or replaces the one with its key. */
    public void put(NetworkObject object) {
        var key = object.key();
        var former = of(key.kind()).put(key.id(), object);
        if (!object.equals(former)) {
            changed.add(key.kind());
        }
    }

    /** Removes an object; nothing happens when there is none. */
    public void remove(ObjectKey key) {
        if (of(key.kind()).remove(key.id()) != null) {
            changed.add(key.kind());
        }
    }

    /** Every object, in no order. */
    public Collection<NetworkObject> objects() {
        var all = new ArrayList<NetworkObject>();
        objects.values().forEach(kind -> all.addAll(kind.values()));
        return all;
    }

    /**
     * The snapshot of all objects.
     *
     * @throws IllegalArgumentException when they do not fit together, such as a link without one of its routers
     */
    public NetworkSnapshot close(SnapshotVersion version) {
        var before = last;
        var topology = before == null || changed.contains(ObjectKind.NODE) || changed.contains(ObjectKind.LINK)
                ? topology(version)
                : before.topology().readAgain(version.confirmedAt());
        var snapshot = new NetworkSnapshot(
                version,
                topology,
                before == null || changed.contains(ObjectKind.POLICY) ? policies() : before.policies(),
                before == null || changed.contains(ObjectKind.SERVICE) ? services() : before.servicesById(),
                before == null || changed.contains(ObjectKind.MEASUREMENT)
                        ? Collections.unmodifiableMap(new HashMap<>(of(ObjectKind.MEASUREMENT)))
                        : before.measurements(),
                before);
        changed.clear();
        last = snapshot;
        return snapshot;
    }

    private NetworkTopology topology(SnapshotVersion version) {
        var routers = new ArrayList<Router>();
        of(ObjectKind.NODE).values().forEach(node -> routers.add(((NodeObject) node).router()));
        var directions = new ArrayList<LinkDirection>();
        var down = new ArrayList<String>();
        for (var object : of(ObjectKind.LINK).values()) {
            var link = (LinkObject) object;
            directions.addAll(link.directions());
            if (link.directions().isEmpty()) {
                down.add(link.id());
            }
        }
        return NetworkTopology.of(routers, directions, down, version.confirmedAt());
    }

    private Map<PolicyKey, SrPolicy> policies() {
        var policies = new HashMap<PolicyKey, SrPolicy>();
        of(ObjectKind.POLICY).values().forEach(object -> {
            var policy = ((PolicyObject) object).policy();
            policies.put(policy.key(), policy);
        });
        return Collections.unmodifiableMap(policies);
    }

    private Map<String, VpnService> services() {
        var services = new HashMap<String, VpnService>();
        of(ObjectKind.SERVICE).values().forEach(object -> {
            var service = ((ServiceObject) object).service();
            services.put(service.vpnId(), service);
        });
        return Collections.unmodifiableMap(services);
    }

    private Map<String, NetworkObject> of(ObjectKind kind) {
        return objects.getOrDefault(kind, Map.of());
    }
}

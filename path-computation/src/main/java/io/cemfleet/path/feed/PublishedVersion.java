package io.cemfleet.path.feed;

import io.cemfleet.feed.FeedContent;
import io.cemfleet.network.snapshot.NetworkObject;
import io.cemfleet.network.snapshot.NetworkObject.LinkLoad;
import io.cemfleet.network.snapshot.NetworkObject.LinkObject;
import io.cemfleet.network.snapshot.NetworkObject.NodeObject;
import io.cemfleet.network.snapshot.NetworkObject.PolicyLoad;
import io.cemfleet.network.snapshot.NetworkObject.PolicyObject;
import io.cemfleet.network.snapshot.NetworkObject.ServiceObject;
import io.cemfleet.network.snapshot.ObjectKey;
import io.cemfleet.path.network.NetworkReading;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the topic holds after a version that this agent published. */
record PublishedVersion(Map<ObjectKey, NetworkObject> objects, long number) {

    static PublishedVersion of(FeedContent content) {
        return new PublishedVersion(content.objects(), content.number());
    }

    /** All objects of a reading; measurements of links and policies that it does not have are dropped from the map. */
    static Map<ObjectKey, NetworkObject> objects(NetworkReading reading, Map<ObjectKey, NetworkObject> measured) {
        var objects = new HashMap<ObjectKey, NetworkObject>();
        var topology = reading.topology();
        topology.routers().forEach(router -> put(objects, new NodeObject(router)));
        topology.links().forEach(link -> put(objects, new LinkObject(link.id(), link.directions())));
        topology.withoutAdjacency().forEach(link -> put(objects, new LinkObject(link, List.of())));
        reading.policies().policies().forEach(policy -> put(objects, new PolicyObject(policy)));
        reading.services().forEach(service -> put(objects, new ServiceObject(service)));
        var policies = reading.policies().policies().stream()
                .map(policy -> policy.key())
                .collect(Collectors.toSet());
        measured.values().removeIf(load -> !isOf(load, reading, policies));
        objects.putAll(measured);
        return objects;
    }

    private static boolean isOf(NetworkObject load, NetworkReading reading, Collection<?> policies) {
        return switch (load) {
            case LinkLoad(var sample, var readAt) ->
                reading.topology().direction(sample.linkId(), sample.from()).isPresent();
            case PolicyLoad(var sample, var readAt) -> policies.contains(sample.key());
            case NodeObject node -> false;
            case LinkObject link -> false;
            case PolicyObject policy -> false;
            case ServiceObject service -> false;
        };
    }

    private static void put(Map<ObjectKey, NetworkObject> objects, NetworkObject object) {
        objects.put(object.key(), object);
    }
}

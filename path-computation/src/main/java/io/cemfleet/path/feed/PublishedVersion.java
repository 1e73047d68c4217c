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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the topic holds after a version.
 *
 * @param reading that this agent published as this version; absent for a version of another publisher
 */
record PublishedVersion(Map<ObjectKey, NetworkObject> objects, @Nullable NetworkReading reading, long number) {

    /**
     * What the next version writes.
     *
     * @param removed from the topic
     */
    record VersionChanges(List<NetworkObject> written, Set<ObjectKey> removed) {}

    static PublishedVersion of(FeedContent content) {
        return new PublishedVersion(new HashMap<>(content.objects()), null, content.number());
    }

    /**
     * Turns this version into the next one. A reading that confirms the last one costs its measurements only.
     *
     * @param measured every known measurement; those of links and policies that are gone are dropped from it
     * @param fresh measurements since this version
     * @param unreadable objects that are to be written again, or removed
     */
    VersionChanges advance(
            NetworkReading next,
            Map<ObjectKey, NetworkObject> measured,
            Collection<ObjectKey> fresh,
            Set<ObjectKey> unreadable) {
        var last = reading;
        return last != null && isConfirmed(last, next) && unreadable.isEmpty()
                ? measurements(next, measured, fresh)
                : everything(next, measured, unreadable);
    }

    PublishedVersion published(NetworkReading next) {
        return new PublishedVersion(objects, next, number + 1);
    }

    private static boolean isConfirmed(NetworkReading last, NetworkReading next) {
        return last.policies() == next.policies()
                && last.services() == next.services()
                && last.topology().version().equals(next.topology().version());
    }

    private VersionChanges measurements(
            NetworkReading next, Map<ObjectKey, NetworkObject> measured, Collection<ObjectKey> fresh) {
        var written = new ArrayList<NetworkObject>();
        for (var key : fresh) {
            var load = measured.get(key);
            if (load != null && isOf(load, next, objects)) {
                written.add(load);
                objects.put(key, load);
            } else {
                measured.remove(key);
            }
        }
        return new VersionChanges(written, Set.of());
    }

    private VersionChanges everything(
            NetworkReading next, Map<ObjectKey, NetworkObject> measured, Set<ObjectKey> unreadable) {
        var now = objects(next, measured);
        var removed = new HashSet<>(objects.keySet());
        removed.addAll(unreadable);
        removed.removeAll(now.keySet());
        var written = now.values().stream()
                .filter(object -> !object.equals(objects.get(object.key())) || unreadable.contains(object.key()))
                .toList();
        objects.clear();
        objects.putAll(now);
        return new VersionChanges(written, removed);
    }

    private static Map<ObjectKey, NetworkObject> objects(
            NetworkReading reading, Map<ObjectKey, NetworkObject> measured) {
        var objects = new HashMap<ObjectKey, NetworkObject>();
        var topology = reading.topology();
        topology.routers().forEach(router -> put(objects, new NodeObject(router)));
        topology.links().forEach(link -> put(objects, new LinkObject(link.id(), link.directions())));
        topology.withoutAdjacency().forEach(link -> put(objects, new LinkObject(link, List.of())));
        reading.policies().policies().forEach(policy -> put(objects, new PolicyObject(policy)));
        reading.services().forEach(service -> put(objects, new ServiceObject(service)));
        measured.values().removeIf(load -> !isOf(load, reading, objects));
        objects.putAll(measured);
        return objects;
    }

    private static boolean isOf(NetworkObject load, NetworkReading reading, Map<ObjectKey, NetworkObject> objects) {
        return switch (load) {
            case LinkLoad(var sample, var readAt) ->
                reading.topology().direction(sample.linkId(), sample.from()).isPresent();
            case PolicyLoad(var sample, var readAt) -> objects.containsKey(PolicyObject.key(sample.key()));
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

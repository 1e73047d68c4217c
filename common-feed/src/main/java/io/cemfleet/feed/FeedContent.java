package io.cemfleet.feed;

import io.cemfleet.network.snapshot.NetworkObject;
import io.cemfleet.network.snapshot.ObjectKey;
import java.util.Map;

/**
 * All that the topic holds.
 *
 * @param number of the last version, 0 before the first one
 */
public record FeedContent(Map<ObjectKey, NetworkObject> objects, long number) {

    public FeedContent {
        objects = Map.copyOf(objects);
    }
}

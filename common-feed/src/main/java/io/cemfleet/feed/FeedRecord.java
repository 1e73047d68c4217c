package io.cemfleet.feed;

import io.cemfleet.network.snapshot.NetworkObject;
import io.cemfleet.network.snapshot.ObjectKey;
import io.cemfleet.network.snapshot.SnapshotVersion;

/** What one record of the topic says. */
sealed interface FeedRecord {

    /** The object is like this now. */
    record Present(NetworkObject object) implements FeedRecord {}

    /** The object is gone. */
    record Absent(ObjectKey key) implements FeedRecord {}

    /** All records before this one are of the same moment. */
    record Closed(SnapshotVersion version) implements FeedRecord {}

    /** A kind that this version of the agent does not use, or a version that another one replaced. */
    record Ignored() implements FeedRecord {}
}

package io.cemfleet.network.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate path of a policy.
 *
 * @param preference 100 where none is reported (RFC 9256 §2.7)
 * @param metricType what a dynamic path minimises ({@code IGP-METRIC}, {@code DELAY}, …), absent for explicit ones
 * @param segmentLists as computed, for a dynamic path too; empty when the path is down
 * @param active the valid path with the highest preference
 */
public record CandidatePath(
        int preference,
        String name,
        PathKind kind,
        boolean up,
        @Nullable String metricType,
        List<SegmentList> segmentLists,
        boolean active) {

    /** The origin of the path. */
    public enum PathKind {
        EXPLICIT,
        DYNAMIC,
        UNKNOWN
    }

    public CandidatePath {
        segmentLists = List.copyOf(segmentLists);
    }

    /** A copy of the path that is active or not. */
    public CandidatePath withActive(boolean isActive) {
        return new CandidatePath(preference, name, kind, up, metricType, segmentLists, isActive);
    }
}

package io.cemfleet.tunnel.technology;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.StepFailure;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Checks of a segment list that every kind of segment routing makes; empty when the path passes. */
final class SegmentPathCheck {

    private SegmentPathCheck() {}

    /** @param most SIDs that the head-end can push */
    static Optional<StepFailure> depth(ProposedPath path, int most) {
        int size = path.segments().size();
        if (size == 0) {
            return failure(TunnelFailureCode.PATH_INVALID, "the path has no segments");
        }
        return size <= most
                ? Optional.empty()
                : failure(
                        TunnelFailureCode.SID_DEPTH_EXCEEDED,
                        "%d segments, the head-end pushes at most %d".formatted(size, most));
    }

    /** @param what crosses the links, for the message */
    static Optional<StepFailure> crossing(ProposedPath path, Collection<String> links, String what) {
        List<String> crossed = links.stream()
                .filter(path.forbidden()::contains)
                .distinct()
                .sorted()
                .toList();
        return crossed.isEmpty()
                ? Optional.empty()
                : failure(TunnelFailureCode.DRY_RUN_FAILED, what + " " + String.join(", ", crossed));
    }

    private static Optional<StepFailure> failure(TunnelFailureCode code, String message) {
        return Optional.of(StepFailure.of(code, message));
    }
}

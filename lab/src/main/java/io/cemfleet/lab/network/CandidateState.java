package io.cemfleet.lab.network;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate path as the head-end sees it.
 *
 * @param policyName the named policy of the path
 * @param origin the creator of that policy
 * @param preference its
 *     preference
 * @param spec its specification
 * @param bindingSid explicit label of its named policy, or null
 * @param active whether traffic follows it
 * @param problem empty when the path is valid, else the reason why it is down
 * @param metricValue of a dynamic path, 0 for an explicit one; delay in microseconds
 * @param lists its segment lists, invalid ones too; traffic uses only valid ones
 */
public record CandidateState(
        String policyName,
        NamedPolicy.Origin origin,
        int preference,
        PathSpec spec,
        @Nullable Integer bindingSid,
        boolean active,
        String problem,
        int metricValue,
        List<SegmentListState> lists) {

    public CandidateState {
        lists = List.copyOf(lists);
    }

    public boolean up() {
        return problem.isEmpty();
    }

    CandidateState asActive() {
        return new CandidateState(policyName, origin, preference, spec, bindingSid, true, problem, metricValue, lists);
    }
}

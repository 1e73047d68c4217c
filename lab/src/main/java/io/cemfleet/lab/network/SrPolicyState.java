package io.cemfleet.lab.network;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An SR policy as the head-end sees it. It is up while one candidate path is valid.
 *
 * @param key its identity
 * @param bindingSid the label in force; null while the policy is down
 * @param candidates highest preference first
 */
public record SrPolicyState(PolicyKey key, @Nullable Integer bindingSid, List<CandidateState> candidates) {

    public SrPolicyState {
        candidates = List.copyOf(candidates);
    }

    /** The candidate path that traffic follows; empty when the policy is down. */
    public Optional<CandidateState> active() {
        return candidates.stream().filter(CandidateState::active).findFirst();
    }

    public boolean up() {
        return active().isPresent();
    }
}

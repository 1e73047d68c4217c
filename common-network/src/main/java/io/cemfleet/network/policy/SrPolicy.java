package io.cemfleet.network.policy;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An SR policy as the network has it.
 *
 * @param bindingSid absent where none is reported
 * @param pceInitiated created by the controller's own engine rather than by configuration
 * @param paths all candidate paths, highest preference first; at most one is active
 */
public record SrPolicy(
        PolicyKey key,
        @Nullable Integer bindingSid,
        boolean up,
        PolicyType type,
        boolean pceInitiated,
        List<CandidatePath> paths) {

    public SrPolicy {
        paths = List.copyOf(paths);
    }

    /** The path that carries traffic; empty when the policy is down. */
    public Optional<CandidatePath> activePath() {
        return paths.stream().filter(CandidatePath::active).findFirst();
    }

    public Optional<CandidatePath> path(int preference) {
        return paths.stream().filter(p -> p.preference() == preference).findFirst();
    }
}

package io.cemfleet.cnc.nso;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An SR policy as configured through NSO.
 *
 * @param name the fleet's {@code tunnel_id} for its own
 * @param headEnd router slug
 * @param endPoint router slug
 * @param bindingSid absent: the head-end's own choice
 * @param paths in the order of preference, highest first
 */
public record NsoPolicy(
        String name,
        String headEnd,
        String endPoint,
        int color,
        @Nullable Integer bindingSid,
        List<NsoCandidatePath> paths) {

    public NsoPolicy {
        paths = List.copyOf(paths);
    }

    public Optional<NsoCandidatePath> path(int preference) {
        return paths.stream().filter(p -> p.preference() == preference).findFirst();
    }

    /** The names of the SID lists that its explicit paths use. */
    public Set<String> sidLists() {
        return paths.stream()
                .filter(NsoCandidatePath.Explicit.class::isInstance)
                .flatMap(path -> ((NsoCandidatePath.Explicit) path).sidLists().stream())
                .map(NsoCandidatePath.WeightedSidList::name)
                .collect(Collectors.toSet());
    }
}

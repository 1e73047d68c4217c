package io.cemfleet.orchestrator.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The links of an incident.
 *
 * @param degraded confirmed ones, in the order in which they were reported
 * @param ambiguous candidates that could not be confirmed: assessed and avoided too
 * @param cleared those of either kind that were reported clear since
 */
public record Links(List<String> degraded, List<String> ambiguous, List<String> cleared) {

    public static Links of(List<String> degraded, List<String> ambiguous) {
        return new Links(List.of(), List.of(), List.of()).grown(degraded, ambiguous);
    }

    /** All that must be avoided. */
    public List<String> all() {
        return union(degraded, ambiguous);
    }

    /** Links that this incident did not know. */
    public List<String> newAmong(Collection<String> reported) {
        Set<String> known = new HashSet<>(all());
        return reported.stream()
                .filter(link -> !known.contains(link))
                .distinct()
                .toList();
    }

    /** With more links; one that is confirmed is ambiguous no longer, one that is reported is clear no longer. */
    public Links grown(List<String> moreDegraded, List<String> moreAmbiguous) {
        List<String> confirmed = union(degraded, moreDegraded);
        List<String> candidates = without(union(ambiguous, moreAmbiguous), confirmed);
        return new Links(confirmed, candidates, without(without(cleared, moreDegraded), moreAmbiguous));
    }

    public Links clearing(List<String> links) {
        List<String> known = all();
        return new Links(
                degraded,
                ambiguous,
                union(cleared, links.stream().filter(known::contains).toList()));
    }

    /** Whether nothing is degraded any more, as far as alerts tell. */
    public boolean allClear() {
        return new HashSet<>(cleared).containsAll(all());
    }

    private static List<String> union(List<String> one, List<String> two) {
        LinkedHashSet<String> all = new LinkedHashSet<>(one);
        all.addAll(two);
        return new ArrayList<>(all);
    }

    private static List<String> without(List<String> one, Collection<String> two) {
        return one.stream().filter(link -> !two.contains(link)).toList();
    }
}

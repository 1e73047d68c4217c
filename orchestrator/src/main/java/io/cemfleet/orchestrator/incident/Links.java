package io.cemfleet.orchestrator.incident;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The links of an incident.
 *
 * @param degraded confirmed ones, in the order in which they were reported
 * @param ambiguous candidates that could not be confirmed: assessed and avoided too
 * @param cleared those of either kind that were reported clear since
 * @param others those of incidents whose traffic this one protects too: avoided, and nothing else
 */
public record Links(List<String> degraded, List<String> ambiguous, List<String> cleared, List<String> others) {

    public Links {
        others = Objects.requireNonNullElse(others, List.of());
    }

    public static Links of(List<String> degraded, List<String> ambiguous) {
        return new Links(List.of(), List.of(), List.of(), List.of()).grown(degraded, ambiguous);
    }

    /** The incident's own. */
    public List<String> all() {
        return union(degraded, ambiguous);
    }

    /** All that must be avoided. */
    public List<String> avoided() {
        return union(all(), others);
    }

    public Links avoidingToo(List<String> links) {
        return new Links(degraded, ambiguous, cleared, union(others, without(links, all())));
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
        return new Links(confirmed, candidates, without(without(cleared, moreDegraded), moreAmbiguous), others);
    }

    public Links clearing(List<String> links) {
        List<String> known = all();
        return new Links(
                degraded,
                ambiguous,
                union(cleared, links.stream().filter(known::contains).toList()),
                others);
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

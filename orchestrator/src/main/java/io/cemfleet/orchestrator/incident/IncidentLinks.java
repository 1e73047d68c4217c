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
 * @param cleared those of either kind that were reported clear since: kept, and neither assessed nor avoided any more
 * @param others those of incidents whose traffic this one protects too, until they clear there: avoided, and nothing
 *     else
 * @param waiting those that were reported while a round of planning was under way: the next round takes them up
 */
public record IncidentLinks(
        List<String> degraded,
        List<String> ambiguous,
        List<String> cleared,
        List<String> others,
        List<String> waiting) {

    public IncidentLinks {
        others = Objects.requireNonNullElse(others, List.of());
        waiting = Objects.requireNonNullElse(waiting, List.of());
    }

    public static IncidentLinks of(List<String> degraded, List<String> ambiguous) {
        return new IncidentLinks(List.of(), List.of(), List.of(), List.of(), List.of()).grown(degraded, ambiguous);
    }

    /** The incident's own, those that cleared included. */
    public List<String> all() {
        return union(degraded, ambiguous);
    }

    /** The incident's own that are degraded now, according to alerts. */
    public List<String> present() {
        return without(all(), cleared);
    }

    /** All that must be avoided. */
    public List<String> avoided() {
        return union(present(), others);
    }

    public IncidentLinks avoidingToo(List<String> links) {
        return new IncidentLinks(degraded, ambiguous, cleared, union(others, without(links, present())), waiting);
    }

    /** With those links of other incidents that are degraded still. */
    public IncidentLinks avoidingStill(Collection<String> degraded) {
        List<String> left = others.stream().filter(degraded::contains).toList();
        return left.size() == others.size() ? this : new IncidentLinks(degraded(), ambiguous, cleared, left, waiting);
    }

    /** Links that were not degraded in this incident: new ones, and those that had cleared. */
    public List<String> newAmong(Collection<String> reported) {
        Set<String> known = new HashSet<>(present());
        return reported.stream()
                .filter(link -> !known.contains(link))
                .distinct()
                .toList();
    }

    /** With more links; one that is confirmed is ambiguous no longer, one that is reported is clear no longer. */
    public IncidentLinks grown(List<String> moreDegraded, List<String> moreAmbiguous) {
        List<String> confirmed = union(degraded, moreDegraded);
        List<String> candidates = without(union(ambiguous, moreAmbiguous), confirmed);
        return new IncidentLinks(
                confirmed, candidates, without(without(cleared, moreDegraded), moreAmbiguous), others, waiting);
    }

    /** These are taken up by the next round. */
    public IncidentLinks collecting(List<String> links) {
        return new IncidentLinks(degraded, ambiguous, cleared, others, union(waiting, links));
    }

    /** All degraded links are part of the round that begins. */
    public IncidentLinks takenUp() {
        return waiting.isEmpty() ? this : new IncidentLinks(degraded, ambiguous, cleared, others, List.of());
    }

    public IncidentLinks clearing(List<String> links) {
        List<String> known = all();
        return new IncidentLinks(
                degraded,
                ambiguous,
                union(cleared, links.stream().filter(known::contains).toList()),
                others,
                without(waiting, links));
    }

    /** Whether nothing is degraded any more, according to alerts. */
    public boolean allClear() {
        return present().isEmpty();
    }

    private static List<String> union(List<String> one, List<String> two) {
        LinkedHashSet<String> all = new LinkedHashSet<>(one);
        all.addAll(two);
        return new ArrayList<>(all);
    }

    private static List<String> without(List<String> one, Collection<String> two) {
        Set<String> gone = new HashSet<>(two);
        return one.stream().filter(link -> !gone.contains(link)).toList();
    }
}

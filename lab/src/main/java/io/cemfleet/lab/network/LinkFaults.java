package io.cemfleet.lab.network;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The faults injected into links, by link index. Each change creates a new instance; the collections are never
 * modified.
 *
 * @param impairments of links that are slow or lossy
 * @param surges of links that were congested
 * @param failed links that are down
 * @param cut the failed links that no inventory shows any more
 * @param drained links that have the highest IGP metric
 */
record LinkFaults(
        Map<Integer, LinkImpairment> impairments,
        Map<Integer, Surge> surges,
        Set<Integer> failed,
        Set<Integer> cut,
        Set<Integer> drained) {

    static final LinkFaults NONE = new LinkFaults(Map.of(), Map.of(), Set.of(), Set.of(), Set.of());

    /** A rise of some demands by a factor. */
    record Surge(BitSet demands, double factor) {}

    LinkFaults degraded(int link, LinkImpairment impairment) {
        Map<Integer, LinkImpairment> changed = new HashMap<>(impairments);
        changed.put(link, impairment);
        return new LinkFaults(changed, surges, failed, cut, drained);
    }

    LinkFaults surged(int link, Surge surge) {
        Map<Integer, Surge> changed = new HashMap<>(surges);
        changed.put(link, surge);
        return new LinkFaults(impairments, changed, failed, cut, drained);
    }

    LinkFaults calm(int link) {
        return new LinkFaults(impairments, without(surges, link), failed, cut, drained);
    }

    LinkFaults down(int link) {
        return new LinkFaults(impairments, surges, with(failed, link), cut, drained);
    }

    LinkFaults gone(int link) {
        return new LinkFaults(impairments, surges, with(failed, link), with(cut, link), drained);
    }

    LinkFaults drained(int link) {
        return new LinkFaults(impairments, surges, failed, cut, with(drained, link));
    }

    LinkFaults healed(int link) {
        return new LinkFaults(
                without(impairments, link),
                without(surges, link),
                without(failed, link),
                without(cut, link),
                without(drained, link));
    }

    private static Set<Integer> with(Set<Integer> links, int link) {
        Set<Integer> changed = new HashSet<>(links);
        changed.add(link);
        return changed;
    }

    private static Set<Integer> without(Set<Integer> links, int link) {
        Set<Integer> changed = new HashSet<>(links);
        changed.remove(link);
        return changed;
    }

    private static <T> Map<Integer, T> without(Map<Integer, T> links, int link) {
        Map<Integer, T> changed = new HashMap<>(links);
        changed.remove(link);
        return changed;
    }
}

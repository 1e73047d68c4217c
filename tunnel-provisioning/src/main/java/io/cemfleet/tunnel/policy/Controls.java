package io.cemfleet.tunnel.policy;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What people allow automation to do.
 *
 * @param freezes that are running or to come
 * @param protectedNodes router slugs that no new traffic is moved from, to or across
 */
public record Controls(Stop stop, List<Freeze> freezes, SortedSet<String> protectedNodes, Caps caps) {

    public Controls {
        freezes = List.copyOf(freezes);
        protectedNodes = new TreeSet<>(protectedNodes);
    }
}

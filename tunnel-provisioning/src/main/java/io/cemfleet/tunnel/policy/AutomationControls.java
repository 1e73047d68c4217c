package io.cemfleet.tunnel.policy;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What operators allow automation to do.
 *
 * @param freezes that are running or to come
 * @param protectedNodes router slugs that no new traffic is moved from, to or across
 */
public record AutomationControls(
        GlobalStop stop, List<ChangeFreeze> freezes, SortedSet<String> protectedNodes, AutomationCaps caps) {

    public AutomationControls {
        freezes = List.copyOf(freezes);
        protectedNodes = new TreeSet<>(protectedNodes);
    }
}

package io.cemfleet.cnc.nso;

import java.util.List;

/**
 * Changes of policies and SID lists that NSO commits together, or not at all. The lists are written before the policies
 * that use them, and removed after them.
 *
 * @param lists to create or replace
 * @param policies to create or replace
 * @param removedPolicies names; one that does not exist is no error
 * @param removedLists names; one that does not exist is no error
 */
public record NsoTransaction(
        List<SidList> lists, List<NsoPolicy> policies, List<String> removedPolicies, List<String> removedLists) {

    public NsoTransaction {
        lists = List.copyOf(lists);
        policies = List.copyOf(policies);
        removedPolicies = List.copyOf(removedPolicies);
        removedLists = List.copyOf(removedLists);
    }

    /** Creates or replaces. */
    public static NsoTransaction writing(List<SidList> lists, List<NsoPolicy> policies) {
        return new NsoTransaction(lists, policies, List.of(), List.of());
    }

    /** Removes policies. */
    public static NsoTransaction removingPolicies(List<String> names) {
        return new NsoTransaction(List.of(), List.of(), names, List.of());
    }

    /** Removes SID lists. */
    public static NsoTransaction removingLists(List<String> names) {
        return new NsoTransaction(List.of(), List.of(), List.of(), names);
    }
}

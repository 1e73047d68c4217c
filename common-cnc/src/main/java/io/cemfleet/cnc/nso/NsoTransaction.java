package io.cemfleet.cnc.nso;

import java.util.List;
import java.util.stream.Stream;

/**
 * Changes of policies and SID lists that NSO commits together, or not at all. The lists are written before the policies
 * that use them, and removed after them.
 *
 * @param lists to create or replace
 * @param newPolicies to create; refused where one of the name exists
 * @param policies to create or replace
 * @param removedPolicies names; one that does not exist is no error
 * @param removedLists names; one that does not exist is no error
 */
public record NsoTransaction(
        List<SidList> lists,
        List<NsoPolicy> newPolicies,
        List<NsoPolicy> policies,
        List<String> removedPolicies,
        List<String> removedLists) {

    public NsoTransaction {
        lists = List.copyOf(lists);
        newPolicies = List.copyOf(newPolicies);
        policies = List.copyOf(policies);
        removedPolicies = List.copyOf(removedPolicies);
        removedLists = List.copyOf(removedLists);
    }

    /** Writes lists and the policies that use them. */
    public static NsoTransaction writing(List<SidList> lists, List<NsoPolicy> created, List<NsoPolicy> replaced) {
        return new NsoTransaction(lists, created, replaced, List.of(), List.of());
    }

    /** Removes policies. */
    public static NsoTransaction removingPolicies(List<String> names) {
        return new NsoTransaction(List.of(), List.of(), List.of(), names, List.of());
    }

    /** Removes SID lists. */
    public static NsoTransaction removingLists(List<String> names) {
        return new NsoTransaction(List.of(), List.of(), List.of(), List.of(), names);
    }

    /** The policies to create, then those to replace. */
    List<NsoPolicy> allPolicies() {
        return Stream.concat(newPolicies.stream(), policies.stream()).toList();
    }
}

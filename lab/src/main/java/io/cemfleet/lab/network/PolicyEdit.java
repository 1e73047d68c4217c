package io.cemfleet.lab.network;

/** One change of a transaction on policies and SID lists. */
public sealed interface PolicyEdit {

    /** Creates or replaces a SID list. */
    record PutSidList(SidList list) implements PolicyEdit {}

    /** Removes a SID list; no change where there is none. */
    record RemoveSidList(String name) implements PolicyEdit {}

    /** Creates or replaces a policy. */
    record PutPolicy(NamedPolicy policy) implements PolicyEdit {}

    /** Removes a policy; no change where there is none. */
    record RemovePolicy(String name) implements PolicyEdit {}
}

package io.cemfleet.lab.network;

/** The outcome of a transaction: all of its edits are in force, or none is. */
public sealed interface PolicyTransactionOutcome {

    record Committed() implements PolicyTransactionOutcome {}

    /**
     * Nothing was changed.
     *
     * @param edit the place of the edit at fault, from 0
     */
    record RolledBack(int edit, ChangeOutcome.Refused refused) implements PolicyTransactionOutcome {}
}

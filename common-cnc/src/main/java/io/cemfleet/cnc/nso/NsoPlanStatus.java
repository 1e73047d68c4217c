package io.cemfleet.cnc.nso;

/** How far NSO got with a service. */
public sealed interface NsoPlanStatus {

    /** Every component is ready: the network has it. */
    record Ready() implements NsoPlanStatus {}

    /** Still on its way; {@code waitingFor} names the first component that is not ready. */
    record NotReady(String waitingFor) implements NsoPlanStatus {}

    /** NSO gave up. */
    record Failed(String reason) implements NsoPlanStatus {}
}

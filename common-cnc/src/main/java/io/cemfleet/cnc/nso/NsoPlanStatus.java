package io.cemfleet.cnc.nso;

/** The progress of NSO with a service. */
public sealed interface NsoPlanStatus {

    /** Every component is ready: the service is in the network. */
    record Ready() implements NsoPlanStatus {}

    /** NSO is still working; {@code waitingFor} names the first component that is not ready. */
    record NotReady(String waitingFor) implements NsoPlanStatus {}

    /** NSO has failed. */
    record Failed(String reason) implements NsoPlanStatus {}
}

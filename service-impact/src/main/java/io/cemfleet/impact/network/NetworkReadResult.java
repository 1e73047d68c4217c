package io.cemfleet.impact.network;

import io.cemfleet.a2a.contract.QueryFailureCode;

/** The result of reading the network. */
public sealed interface NetworkReadResult {

    record Read(ServiceNetworkState state) implements NetworkReadResult {}

    /**
     * It could not be read: affected services are not known.
     *
     * @param code what could not be read
     */
    record Unavailable(QueryFailureCode code, String reason) implements NetworkReadResult {}
}

package io.cemfleet.impact.network;

/** The result of reading the network. */
public sealed interface NetworkReadResult {

    record Read(ServiceNetworkState state) implements NetworkReadResult {}

    /**
     * It could not be read: affected services are not known.
     *
     * @param code {@code topology_unavailable} or {@code services_unavailable}
     */
    record Unavailable(String code, String reason) implements NetworkReadResult {}
}

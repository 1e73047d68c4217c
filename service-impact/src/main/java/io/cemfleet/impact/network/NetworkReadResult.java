package io.cemfleet.impact.network;

/** What came of reading the network. */
public sealed interface NetworkReadResult {

    record Read(ServiceNetworkState state) implements NetworkReadResult {}

    /**
     * It could not be read: whether anybody suffers is not known.
     *
     * @param code {@code topology_unavailable} or {@code services_unavailable}
     */
    record Unavailable(String code, String reason) implements NetworkReadResult {}
}

package io.cemfleet.impact.network;

import java.util.List;
import java.util.UUID;

/**
 * A network as it was seen, without its services.
 *
 * @param id of this content, under which it is stored
 */
record SeenNetwork(UUID id, ServiceNetworkState state) {

    static SeenNetwork of(ServiceNetworkState state) {
        return new SeenNetwork(
                UUID.randomUUID(),
                new ServiceNetworkState(state.routes(), List.of(), state.policies(), state.oldest()));
    }

    /** Whether topology and policies are still the same. */
    boolean equalsIn(ServiceNetworkState state) {
        return hasTopologyOf(state) && this.state.policies().equals(state.policies());
    }

    boolean hasTopologyOf(ServiceNetworkState other) {
        return state.topology().version().equals(other.topology().version());
    }
}

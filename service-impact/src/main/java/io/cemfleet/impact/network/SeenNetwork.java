package io.cemfleet.impact.network;

import java.util.List;
import java.util.UUID;

/**
 * A network as it was seen, without its services.
 *
 * @param id of this content, under which it is stored
 */
record SeenNetwork(UUID id, NetworkState state) {

    static SeenNetwork of(NetworkState state) {
        return new SeenNetwork(
                UUID.randomUUID(), new NetworkState(state.routes(), List.of(), state.policies(), state.oldest()));
    }

    /** Whether nothing changed since: topology and policies are the same. */
    boolean equalsIn(NetworkState state) {
        return hasTopologyOf(state) && this.state.policies().equals(state.policies());
    }

    boolean hasTopologyOf(NetworkState other) {
        return state.topology().version().equals(other.topology().version());
    }
}

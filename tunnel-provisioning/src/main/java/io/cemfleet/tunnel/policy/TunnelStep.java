package io.cemfleet.tunnel.policy;

import java.util.Locale;

/** The steps of a tunnel's life. */
public enum TunnelStep {
    PROVISION,
    STEER,
    SHIFT,
    DELETE;

    /**
     * Whether it extends what automation holds or moves. A shift shares out what was counted when it was steered, and a
     * delete gives back: neither meets caps and protected nodes, so that no traffic is left on the way.
     */
    public boolean extending() {
        return this == PROVISION || this == STEER;
    }

    /** The value on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.cemfleet.tunnel.policy;

import java.util.Locale;

/** The steps of a tunnel's life. */
public enum TunnelStep {
    PROVISION,
    STEER,
    SHIFT,
    DELETE;

    /**
     * Whether it extends what automation holds or moves. A shift splits traffic that was counted when it was steered,
     * and a delete releases resources: caps and protected nodes apply to neither, so that no traffic is stranded.
     */
    public boolean extending() {
        return this == PROVISION || this == STEER;
    }

    /** The value on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

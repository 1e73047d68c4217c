package io.cemfleet.tunnel.policy;

import java.util.Locale;

/**
 * The state of a tunnel.
 *
 * <pre>
 *  (new) ─ REFUSED ──▶ RESERVED ──▶ PROVISIONED ──▶ STEERED ◀──▶ SHIFTED
 *             ▲            │             │             │            │
 *             └── verdict  └─▶ FAILED ◀──┘             ▼            ▼
 *                                └──────────────▶ DELETING ──▶ DELETED ──▶ RESERVED (provisioned again)
 * </pre>
 */
public enum TunnelState {
    /** A rule refused it; it holds nothing. */
    REFUSED,
    /** Its resources are reserved; it was never read back from the network. */
    RESERVED,
    /** Read back from the network, below the active path: it carries nothing yet. */
    PROVISIONED,
    /** Read back as the active path. */
    STEERED,
    /** Active, its traffic shared with the original path. */
    SHIFTED,
    /** Provisioning failed; it may still hold resources in the network. */
    FAILED,
    /** To be removed; it was not yet read back as gone. */
    DELETING,
    /** Read back as gone; its binding SID is free again. */
    DELETED;

    /** The value on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it carries traffic. */
    public boolean carries() {
        return this == STEERED || this == SHIFTED;
    }

    /** The state of a tunnel that carries traffic by these weights. */
    public static TunnelState carrying(PathWeights weights) {
        return weights.equals(PathWeights.PROTECTED) ? STEERED : SHIFTED;
    }

    /** Whether it was read back from the network, and should be there. */
    public boolean stands() {
        return this == PROVISIONED || carries();
    }

    /** Whether it counts against the caps: it holds resources, or may. */
    public boolean holds() {
        return this != REFUSED && this != DELETED;
    }

    /** Whether it is to be removed. */
    public boolean leaving() {
        return this == DELETING || this == DELETED;
    }
}

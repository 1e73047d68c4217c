package io.cemfleet.network.policy;

/**
 * The creator of a policy, as the controller reports it. All but {@code REGULAR} belong to the controller's own
 * automation.
 */
public enum PolicyType {
    REGULAR,
    CIRCUIT_STYLE,
    BANDWIDTH_ON_DEMAND,
    LOCAL_CONGESTION_MITIGATION,
    UNKNOWN;

    /** The type of this wire name, {@link #UNKNOWN} for names that are not known. */
    public static PolicyType of(String wire) {
        for (var type : values()) {
            if (type.name().equals(wire.replace('-', '_'))) {
                return type;
            }
        }
        return UNKNOWN;
    }
}

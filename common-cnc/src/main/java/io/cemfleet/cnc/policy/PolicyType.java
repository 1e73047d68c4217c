package io.cemfleet.cnc.policy;

/** Who made a policy, as the controller tells. All but {@code REGULAR} belong to its own automation. */
public enum PolicyType {
    REGULAR,
    CIRCUIT_STYLE,
    BANDWIDTH_ON_DEMAND,
    LOCAL_CONGESTION_MITIGATION,
    UNKNOWN;

    static PolicyType of(String wire) {
        for (var type : values()) {
            if (type.name().equals(wire.replace('-', '_'))) {
                return type;
            }
        }
        return UNKNOWN;
    }
}

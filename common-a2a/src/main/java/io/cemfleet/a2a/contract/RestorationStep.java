package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What the restoration monitor was doing when a call to tunnel-provisioning was refused or failed. */
public enum RestorationStep {
    /** Traffic returned to its original path, a stage at a time. */
    CUTOVER,
    /** Traffic went back to its tunnels since the original path broke again. */
    RELAPSE,
    /** Traffic that an earlier watch had moved went back to its tunnels. */
    RETURN,
    /** Tunnels whose traffic had returned were removed. */
    CLEANUP;

    /** The value on the wire. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}

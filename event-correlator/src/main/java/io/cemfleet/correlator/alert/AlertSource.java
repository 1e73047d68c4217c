package io.cemfleet.correlator.alert;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cemfleet.a2a.contract.IncidentSource;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Who raised an alert. */
public enum AlertSource {
    PCA,
    CNC,
    ALERTMANAGER,
    PROACTIVE,
    /** This agent: control records. */
    CORRELATOR;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AlertSource> of(String wire) {
        return Arrays.stream(values()).filter(s -> s.wire().equals(wire)).findFirst();
    }

    /** The source that an incident names; what Alertmanager reports is device telemetry, as CNC's alarms are. */
    public IncidentSource incidentSource() {
        return switch (this) {
            case PCA -> IncidentSource.PCA;
            case PROACTIVE -> IncidentSource.PROACTIVE;
            case CNC, ALERTMANAGER, CORRELATOR -> IncidentSource.CNC;
        };
    }
}

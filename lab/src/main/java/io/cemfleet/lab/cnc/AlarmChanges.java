package io.cemfleet.lab.cnc;

import io.cemfleet.lab.network.LabLink;
import io.cemfleet.lab.network.LabNetwork;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Changes the severity of a link's open alarm, as a device does whose readings are unsteady. */
@Component
public class AlarmChanges {
    private static final List<DeviceAlarm.Severity> SEVERITIES = List.of(
            DeviceAlarm.Severity.MINOR,
            DeviceAlarm.Severity.CRITICAL,
            DeviceAlarm.Severity.WARNING,
            DeviceAlarm.Severity.MAJOR);

    private final LabNetwork network;
    private final ThresholdAlarms alarms;
    private final Clock clock;

    AlarmChanges(LabNetwork network, ThresholdAlarms alarms, Clock clock) {
        this.network = network;
        this.alarms = alarms;
        this.clock = clock;
    }

    /**
     * Gives the oldest open alarm of a link another severity, and notifies the subscribers.
     *
     * @param turn the number of this change, which selects the severity
     * @return false when no alarm is open there
     */
    public boolean change(String linkId, int turn) {
        DeviceAlarm.Severity severity = SEVERITIES.get(Math.floorMod(turn, SEVERITIES.size()));
        return network.topology()
                .linkById(linkId)
                .map(LabLink::index)
                .flatMap(link -> alarms.restate(link, severity, clock.instant()))
                .isPresent();
    }
}

package io.cemfleet.cnc.alarm;

import java.util.List;

/**
 * What the controller lists as open.
 *
 * @param alarms each is open
 * @param complete whether nothing that is open can be missing: the list did not move while it was read
 */
public record AlarmList(List<CncAlarm> alarms, boolean complete) {
    public AlarmList {
        alarms = List.copyOf(alarms);
    }
}

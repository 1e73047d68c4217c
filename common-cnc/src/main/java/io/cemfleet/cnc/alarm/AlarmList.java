package io.cemfleet.cnc.alarm;

import java.util.List;

/**
 * The alarms that the controller lists as open.
 *
 * @param alarms each is open
 * @param complete whether no open alarm can be missing, because the list did not change during the read
 */
public record AlarmList(List<CncAlarm> alarms, boolean complete) {
    public AlarmList {
        alarms = List.copyOf(alarms);
    }
}

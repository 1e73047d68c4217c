package io.cemfleet.cnc.alarm;

import io.cemfleet.cnc.CncResult;

/** The list of open alarms, which reveals missed notifications. */
public interface OpenAlarms {

    /**
     * All alarms that are not cleared, on all pages. An incomplete page is a failure, since only a complete list shows
     * which alarms are no longer open.
     */
    CncResult<AlarmList> list();
}

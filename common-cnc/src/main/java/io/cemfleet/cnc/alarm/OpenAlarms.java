package io.cemfleet.cnc.alarm;

import io.cemfleet.cnc.CncResult;
import java.util.List;

/** The list of open alarms: what a missed notification is found with. */
public interface OpenAlarms {

    /** All alarms that are not cleared, every page. Half a list is never the answer. */
    CncResult<List<CncAlarm>> list();
}

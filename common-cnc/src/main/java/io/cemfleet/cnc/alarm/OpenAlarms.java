package io.cemfleet.cnc.alarm;

import io.cemfleet.cnc.CncResult;

/** The list of open alarms: what a missed notification is found with. */
public interface OpenAlarms {

    /**
     * All alarms that are not cleared, every page. A page that does not prove itself whole is a failure; only a complete
     * list says what is open no longer.
     */
    CncResult<AlarmList> list();
}

package io.cemfleet.cnc.alarm;

import static io.cemfleet.cnc.json.YangJson.at;
import static io.cemfleet.cnc.json.YangJson.integer;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.YangJson;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of the alarm list, checked to be complete: it has its envelope and as many alarms as its header says, and
 * each alarm has an identity and a severity.
 *
 * @param last index of its last alarm, -1 where there is none
 */
record AlarmPage(List<CncAlarm> alarms, int last) {

    static CncResult<AlarmPage> read(JsonNode body) {
        var message = at(body, "com.response-message");
        if (!message.isObject()) {
            return failed("has no envelope");
        }
        var last = integer(message, "com.header", "com.lastIndex");
        if (last == null) {
            return failed("does not say where it ends");
        }
        var entries = YangJson.each(message, "com.data", "alm.alarm");
        var first = integer(message, "com.header", "com.firstIndex");
        var announced = last < 0 ? 0 : last - (first == null ? 0 : first) + 1;
        if (entries.size() != announced) {
            return failed("has " + entries.size() + " alarms where its header says " + announced);
        }
        var alarms = new ArrayList<CncAlarm>(entries.size());
        for (var entry : entries) {
            var alarm = AlarmReader.listed(entry);
            if (alarm.isEmpty()) {
                return failed("has an alarm without identity or severity");
            }
            alarms.add(alarm.get());
        }
        return CncResult.ok(new AlarmPage(alarms, last));
    }

    private static CncResult<AlarmPage> failed(String what) {
        return CncResult.unavailable("the alarm list " + what, true);
    }
}

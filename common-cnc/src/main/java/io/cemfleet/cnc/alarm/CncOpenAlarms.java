package io.cemfleet.cnc.alarm;

import static io.cemfleet.cnc.json.YangJson.has;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.YangJson;
import io.cemfleet.cnc.session.CncClient;
import io.cemfleet.cnc.session.Face;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class CncOpenAlarms implements OpenAlarms {

    private static final Logger log = LoggerFactory.getLogger(CncOpenAlarms.class);
    /** The controller gives no more at once, whatever is asked. */
    private static final int PAGE = 100;

    private final CncClient cnc;

    CncOpenAlarms(CncClient cnc) {
        this.cnc = cnc;
    }

    @Override
    public CncResult<List<CncAlarm>> list() {
        var all = new LinkedHashMap<List<@Nullable Object>, CncAlarm>();
        for (int start = 0; ; start += PAGE) {
            var answer = cnc.get(
                    Face.PLATFORM, "/alarm/restconf/data/v2/rtm:alarm?.startIndex=" + start + "&.maxCount=" + PAGE);
            if (!(answer instanceof CncResult.Ok<JsonNode>(JsonNode body))) {
                return answer.map(never -> List.of());
            }
            if (!has(body, "com.response-message")) {
                return CncResult.unavailable("the alarm list has no envelope", true);
            }
            var page = YangJson.each(body, "com.response-message", "com.data", "alm.alarm");
            var before = all.size();
            for (var entry : page) {
                AlarmReader.alarm(entry)
                        .ifPresentOrElse(
                                alarm -> all.putIfAbsent(key(alarm), alarm),
                                () -> log.warn("An open alarm without identity or severity is left out"));
            }
            if (page.size() < PAGE || all.size() == before) {
                return CncResult.ok(
                        all.values().stream().filter(alarm -> !alarm.cleared()).toList());
            }
        }
    }

    /** An id may be unique on its resource only. */
    private static List<@Nullable Object> key(CncAlarm alarm) {
        return Arrays.asList(alarm.id(), alarm.resource());
    }
}

package io.cemfleet.cnc.alarm;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.session.CncApi;
import io.cemfleet.cnc.session.CncClient;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class CncOpenAlarms implements OpenAlarms {

    /** The controller returns at most so many at once, even if more are requested. */
    private static final int PAGE = 100;
    /** The agent does not compare longer lists. */
    private static final int PAGES = 1000;

    private final CncClient cnc;

    CncOpenAlarms(CncClient cnc) {
        this.cnc = cnc;
    }

    /** @param paged whether the list took several pages, between which alarms may have moved */
    private record AlarmListRead(Map<List<@Nullable Object>, CncAlarm> alarms, boolean paged) {}

    /** An alarm that moves up a page while the next page is read is in neither: two equal reads have skipped none. */
    @Override
    public CncResult<AlarmList> list() {
        return read().flatMap(first ->
                first.paged() ? read().map(second -> both(first, second)) : CncResult.ok(open(first.alarms(), true)));
    }

    private static AlarmList both(AlarmListRead first, AlarmListRead second) {
        var all = new LinkedHashMap<>(first.alarms());
        all.putAll(second.alarms());
        return open(all, first.alarms().keySet().equals(second.alarms().keySet()));
    }

    private static AlarmList open(Map<List<@Nullable Object>, CncAlarm> all, boolean complete) {
        return new AlarmList(
                all.values().stream().filter(alarm -> !alarm.cleared()).toList(), complete);
    }

    private CncResult<AlarmListRead> read() {
        var all = new LinkedHashMap<List<@Nullable Object>, CncAlarm>();
        for (int page = 0; page < PAGES; page++) {
            var answer = page(page * PAGE);
            if (!(answer instanceof CncResult.Ok<AlarmPage>(AlarmPage read))) {
                return answer.map(never -> new AlarmListRead(Map.of(), false));
            }
            read.alarms().forEach(alarm -> all.put(key(alarm), alarm));
            if (read.alarms().size() < PAGE) {
                return CncResult.ok(new AlarmListRead(all, page > 0));
            }
        }
        return CncResult.unavailable("the alarm list does not end", false);
    }

    private CncResult<AlarmPage> page(int start) {
        return cnc.get(CncApi.PLATFORM, "/alarm/restconf/data/v2/rtm:alarm?.startIndex=" + start + "&.maxCount=" + PAGE)
                .flatMap(AlarmPage::read);
    }

    /** An id may be unique only on its resource. */
    private static List<@Nullable Object> key(CncAlarm alarm) {
        return Arrays.asList(alarm.id(), alarm.resource());
    }
}

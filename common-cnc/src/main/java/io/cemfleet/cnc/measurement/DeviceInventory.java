package io.cemfleet.cnc.measurement;

import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.text;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.RequestJson;
import io.cemfleet.cnc.json.YangJson;
import io.cemfleet.cnc.session.CncApi;
import io.cemfleet.cnc.session.CncClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Caches device UUIDs by hostname for some time, since a replaced device has another UUID. A missing hostname is read
 * again, but not more often than the pause allows.
 */
final class DeviceInventory {

    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final Duration MAX_AGE = Duration.ofMinutes(5);

    private final CncClient cnc;
    private final int pageSize;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Map<String, String> uuids = Map.of();
    private volatile Instant askedAt = Instant.EPOCH;

    DeviceInventory(CncClient cnc, int pageSize, Clock clock) {
        this.cnc = cnc;
        this.pageSize = pageSize;
        this.clock = clock;
    }

    CncResult<String> uuid(String hostname) {
        if (due(hostname)) {
            lock.lock();
            try {
                if (due(hostname)) {
                    var failure = refresh();
                    if (!failure.isOk() && !uuids.containsKey(hostname)) {
                        return failure.flatMap(all -> CncResult.notFound(hostname));
                    }
                }
            } finally {
                lock.unlock();
            }
        }
        var found = uuids.get(hostname);
        return found == null ? CncResult.notFound("device " + hostname) : CncResult.ok(found);
    }

    private boolean due(String hostname) {
        var bound = uuids.containsKey(hostname) ? MAX_AGE : PAUSE;
        return clock.instant().isAfter(askedAt.plus(bound));
    }

    /** Reads the devices; after a failure the cached ones stay until the pause is over. */
    private CncResult<Map<String, String>> refresh() {
        var read = read();
        if (read.isOk()) {
            uuids = read.optional().orElse(Map.of());
            askedAt = clock.instant();
        } else if (!uuids.isEmpty()) {
            askedAt = clock.instant().minus(MAX_AGE).plus(PAUSE);
        }
        return read;
    }

    private CncResult<Map<String, String>> read() {
        var all = new HashMap<String, String>();
        for (int page = 0; ; page++) {
            var filter = RequestJson.object().put("PageSize", pageSize).put("PageNum", page);
            var answer =
                    cnc.query(CncApi.PLATFORM, "/inventory/v1/nodes/query", RequestJson.object("filterData", filter));
            if (!(answer instanceof CncResult.Ok<JsonNode>(JsonNode body))) {
                return answer.map(never -> Map.of());
            }
            if (!YangJson.has(body, "data")) {
                return CncResult.unavailable("the inventory's answer has no devices", true);
            }
            var before = all.size();
            var devices = each(body, "data");
            for (var device : devices) {
                var hostname = text(device, "host_name");
                var uuid = text(device, "uuid");
                if (hostname != null && uuid != null) {
                    all.put(hostname, uuid);
                }
            }
            if (devices.size() < pageSize || all.size() == before) {
                return CncResult.ok(Map.copyOf(all));
            }
        }
    }
}

package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.alert.AlertJson;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tables of JSON in memory that count what is read and written. */
final class MeteredTables implements StateTables {
    private final Map<String, Map<String, byte[]>> stored = new TreeMap<>();
    private long reads;
    private long writes;
    private long bytes;

    /** What some records cost. */
    record StateCost(long reads, long writes, long bytes) {}

    @Override
    public <V> StateTable<V> table(String name, Class<V> type) {
        Map<String, byte[]> values = values(name);
        return new StateTable<>() {
            @Override
            public @Nullable V get(String key) {
                byte[] json = values.get(key);
                reads++;
                bytes += json == null ? 0 : json.length;
                return json == null ? null : AlertJson.read(json, type);
            }

            @Override
            public void put(String key, V value) {
                byte[] json = AlertJson.bytes(value);
                writes++;
                bytes += json.length;
                values.put(key, json);
            }

            @Override
            public void delete(String key) {
                writes++;
                values.remove(key);
            }
        };
    }

    Map<String, byte[]> values(String name) {
        return stored.computeIfAbsent(name, any -> new HashMap<>());
    }

    /** Since it was last asked. */
    StateCost cost() {
        var cost = new StateCost(reads, writes, bytes);
        reads = 0;
        writes = 0;
        bytes = 0;
        return cost;
    }
}

package io.cemfleet.correlator.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueStore;

/** Tables in Kafka Streams stores; all are saved, or none. */
final class JsonStateTables implements StateTables {
    private final Function<String, KeyValueStore<String, byte[]>> stores;
    private final Map<String, JsonStateTable<?>> tables = new LinkedHashMap<>();

    JsonStateTables(Function<String, KeyValueStore<String, byte[]>> stores) {
        this.stores = stores;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <V> JsonStateTable<V> table(String name, Class<V> type) {
        return (JsonStateTable<V>) tables.computeIfAbsent(name, any -> new JsonStateTable<>(stores.apply(name), type));
    }

    void save() {
        tables.values().forEach(JsonStateTable::save);
    }

    void forget() {
        tables.values().forEach(JsonStateTable::forget);
    }
}

package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.alert.AlertJson;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A table in a Kafka Streams store, its values as JSON. */
final class JsonTable<V> implements Table<V> {
    private final KeyValueStore<String, byte[]> store;
    private final Class<V> type;

    JsonTable(KeyValueStore<String, byte[]> store, Class<V> type) {
        this.store = store;
        this.type = type;
    }

    @Override
    public @Nullable V get(String key) {
        byte[] json = store.get(key);
        return json == null ? null : AlertJson.read(json, type);
    }

    @Override
    public void put(String key, V value) {
        store.put(key, AlertJson.bytes(value));
    }

    @Override
    public void delete(String key) {
        store.delete(key);
    }

    /** Deletes what nobody will ask for. */
    void sweep(Predicate<V> spent) {
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                if (spent.test(AlertJson.read(entry.value, type))) {
                    store.delete(entry.key);
                }
            }
        }
    }
}

package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.alert.AlertJson;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A table in a Kafka Streams store, with values as JSON. A put value is visible at once and reaches the store with
 * {@link #save}: a record that fails half-way leaves nothing behind.
 */
final class JsonStateTable<V> implements StateTable<V> {
    private final KeyValueStore<String, byte[]> store;
    private final Class<V> type;
    /** By key, null for what was deleted. */
    private final Map<String, byte @Nullable []> unsaved = new HashMap<>();

    JsonStateTable(KeyValueStore<String, byte[]> store, Class<V> type) {
        this.store = store;
        this.type = type;
    }

    @Override
    public @Nullable V get(String key) {
        byte[] json = unsaved.containsKey(key) ? unsaved.get(key) : store.get(key);
        return json == null ? null : AlertJson.read(json, type);
    }

    @Override
    public void put(String key, V value) {
        unsaved.put(key, AlertJson.bytes(value));
    }

    @Override
    public void delete(String key) {
        unsaved.put(key, null);
    }

    void save() {
        unsaved.forEach(store::put);
        unsaved.clear();
    }

    void forget() {
        unsaved.clear();
    }

    /** Deletes values that no alert will need; unreadable ones stay. */
    void sweep(Predicate<V> spent) {
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            while (all.hasNext()) {
                KeyValue<String, byte[]> entry = all.next();
                if (isSpent(entry.value, spent)) {
                    store.delete(entry.key);
                }
            }
        }
    }

    private boolean isSpent(byte[] json, Predicate<V> spent) {
        try {
            return spent.test(AlertJson.read(json, type));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}

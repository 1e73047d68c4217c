package io.cemfleet.bench.kernel;

import io.cemfleet.correlator.stream.StateTable;
import io.cemfleet.correlator.stream.StateTables;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables of objects in hash maps: the rules without any store. */
final class HashTables implements StateTables {
    private final Map<String, StateTable<?>> tables = new HashMap<>();

    @Override
    @SuppressWarnings("unchecked")
    public <V> StateTable<V> table(String name, Class<V> type) {
        return (StateTable<V>) tables.computeIfAbsent(name, any -> new HashTable<V>());
    }

    /** One hash map. */
    private static final class HashTable<V> implements StateTable<V> {
        private final Map<String, V> values = new HashMap<>();

        @Override
        public @Nullable V get(String key) {
            return values.get(key);
        }

        @Override
        public void put(String key, V value) {
            values.put(key, value);
        }

        @Override
        public void delete(String key) {
            values.remove(key);
        }
    }
}

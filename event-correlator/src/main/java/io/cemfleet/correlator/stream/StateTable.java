package io.cemfleet.correlator.stream;

import org.jspecify.annotations.Nullable;

/** What a stage remembers, by key. */
interface StateTable<V> {

    @Nullable
    V get(String key);

    void put(String key, V value);

    void delete(String key);
}

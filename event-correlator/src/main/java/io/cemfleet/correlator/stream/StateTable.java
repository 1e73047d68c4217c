package io.cemfleet.correlator.stream;

import org.jspecify.annotations.Nullable;

/** The keyed state of a stream stage. Values are never changed in place: what is read is put again to be kept. */
public interface StateTable<V> {

    @Nullable
    V get(String key);

    void put(String key, V value);

    void delete(String key);
}

package io.cemfleet.correlator.stream;

import org.jspecify.annotations.Nullable;

/** The keyed state of a stream stage. A value that is changed after it was read must be put again. */
public interface StateTable<V> {

    @Nullable
    V get(String key);

    void put(String key, V value);

    void delete(String key);
}

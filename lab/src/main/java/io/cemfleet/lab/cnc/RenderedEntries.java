package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Entries of a list as JSON. Each is rendered when it is first asked for, and again only after its source changed.
 *
 * @param <K> key of an entry
 * @param <S> what an entry is rendered from, immutable
 */
final class RenderedEntries<K, S> {
    private record Entry<S>(S source, byte[] json) {}

    private final Map<K, Entry<S>> entries = new ConcurrentHashMap<>();
    private final LongAdder renderings = new LongAdder();

    byte[] of(K key, S source, Supplier<JsonNode> render) {
        Entry<S> known = entries.get(key);
        if (known != null && known.source().equals(source)) {
            return known.json();
        }
        byte[] json = VendorJson.bytes(render.get());
        renderings.increment();
        entries.put(key, new Entry<>(source, json));
        return json;
    }

    /** Forgets entries that are no longer in the list, once they are many. */
    void keep(Collection<K> present) {
        if (entries.size() > 2 * present.size() + 100) {
            entries.keySet().retainAll(Set.copyOf(present));
        }
    }

    /** How often an entry was rendered. */
    long renderings() {
        return renderings.sum();
    }
}

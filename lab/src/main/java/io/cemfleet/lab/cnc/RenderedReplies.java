package io.cemfleet.lab.cnc;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Answers that are rendered once for each version of what they show. The answers of an earlier version go with it, so
 * this never holds more than was asked for since the last change.
 */
final class RenderedReplies {
    private record Shown(Object version, Map<Object, CncReply> replies) {}

    private volatile Shown shown = new Shown(new Object(), Map.of());

    /**
     * @param version of what the answer shows; answers are shared as long as it is equal
     * @param key the question
     */
    CncReply of(Object version, Object key, Supplier<CncReply> render) {
        Shown now = shown;
        if (!now.version().equals(version)) {
            now = new Shown(version, new ConcurrentHashMap<>());
            shown = now;
        }
        CncReply known = now.replies().get(key);
        if (known != null) {
            return known;
        }
        CncReply rendered = render.get();
        now.replies().put(key, rendered);
        return rendered;
    }
}

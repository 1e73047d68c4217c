package io.cemfleet.runtime.kafka;

import java.util.Map;
import java.util.Set;

/**
 * The consumer groups of an agent.
 *
 * @param topics that each group reads, by group id
 */
public record WatchedConsumers(Map<String, Set<String>> topics) {
    public WatchedConsumers {
        topics = Map.copyOf(topics);
    }
}

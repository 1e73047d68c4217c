package io.cemfleet.feed;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what a follower cannot use. */
final class FeedMetrics {

    private final Counter putAside;
    private final Counter refused;

    FeedMetrics(MeterRegistry meters, String topic) {
        this.putAside = Counter.builder("cem.records.put.aside")
                .tag("topic", topic)
                .tag("reason", "unreadable")
                .register(meters);
        this.refused = Counter.builder("cem.network.versions.refused")
                .description("Versions of the network whose objects do not fit together")
                .register(meters);
    }

    void putAside() {
        putAside.increment();
    }

    void versionRefused() {
        refused.increment();
    }
}

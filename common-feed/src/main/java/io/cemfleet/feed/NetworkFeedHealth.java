package io.cemfleet.feed;

import java.time.Clock;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Shows the version and the age of the snapshot. It is never down: an agent without a snapshot reads what it needs from
 * the controller itself.
 */
final class NetworkFeedHealth implements HealthIndicator {

    private final NetworkFeed feed;
    private final FeedSettings settings;
    private final Clock clock;

    NetworkFeedHealth(NetworkFeed feed, FeedSettings settings, Clock clock) {
        this.feed = feed;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Health health() {
        var newest = feed.newest();
        if (newest.isEmpty()) {
            return Health.unknown().withDetail("reason", feed.reason()).build();
        }
        var snapshot = newest.get();
        var age = snapshot.age(clock.instant());
        return (age.compareTo(settings.staleAfter()) <= 0 ? Health.up() : Health.unknown())
                .withDetail("version", snapshot.version().number())
                .withDetail("topology_version", snapshot.topology().version())
                .withDetail("age_seconds", age.toSeconds())
                .withDetail("reason", feed.reason())
                .build();
    }
}

package io.cemfleet.cnc.health;

import io.cemfleet.cnc.CncSettings;
import io.cemfleet.cnc.topology.TopologyHolder;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/** Reports the controller as up while a topology was read recently. It checks the cached topology and makes no call. */
final class CncHealthIndicator implements HealthIndicator {

    private final TopologyHolder topology;
    private final CncSettings.TopologySettings settings;

    CncHealthIndicator(TopologyHolder topology, CncSettings.TopologySettings settings) {
        this.topology = topology;
        this.settings = settings;
    }

    @Override
    public Health health() {
        if (!settings.enabled()) {
            return Health.unknown()
                    .withDetail("reason", "this process does not read the topology")
                    .build();
        }
        return topology.newest()
                .flatMap(newest -> topology.age()
                        .map(age -> (age.compareTo(settings.staleAfter()) <= 0 ? Health.up() : Health.down())
                                .withDetail("topology_version", newest.version())
                                .withDetail("age_seconds", age.toSeconds())
                                .build()))
                .orElseGet(() -> Health.down()
                        .withDetail("reason", topology.current().reason())
                        .build());
    }
}

package io.cemfleet.cnc.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.CncSettings;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.cnc.topology.TopologyHolder;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.actuate.health.Status;

class CncHealthTest {

    @Test
    void itIsUpOnceATopologyWasReadAndDownBefore() {
        try (var cnc = CncWireMock.smallNetwork();
                var context =
                        CncTestContext.at(cnc.url(), "cem.cnc.topology.enabled=true", "cem.cnc.topology.refresh=1h")) {
            var holder = context.get(TopologyHolder.class);
            holder.refresh();

            var health = context.get(HealthIndicator.class).health();

            assertThat(health.getStatus()).isEqualTo(Status.UP);
            assertThat(health.getDetails()).containsKeys("topology_version", "age_seconds");
        }
    }

    @Test
    void anOldTopologyIsDown() {
        try (var cnc = CncWireMock.smallNetwork();
                var context = CncTestContext.at(
                        cnc.url(),
                        "cem.cnc.topology.enabled=true",
                        "cem.cnc.topology.refresh=1h",
                        "cem.cnc.topology.stale-after=0s")) {
            context.get(TopologyHolder.class).refresh();

            assertThat(context.get(HealthIndicator.class).health().getStatus()).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void settingsHaveThePackagedDefaultsAndNeverShowThePassword() {
        try (var cnc = CncWireMock.start();
                var context = CncTestContext.at(cnc.url(), "cem.cnc.password=hush")) {
            var settings = context.get(CncSettings.class);

            assertThat(settings.username()).isEqualTo("admin");
            assertThat(settings.pageSize()).isEqualTo(200);
            assertThat(settings.topology().refresh()).hasSeconds(5);
            assertThat(settings.toString()).doesNotContain("hush");
        }
    }
}

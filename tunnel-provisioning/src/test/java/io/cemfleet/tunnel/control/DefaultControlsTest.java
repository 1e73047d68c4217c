package io.cemfleet.tunnel.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.tunnel.policy.AutomationCaps;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DefaultControlsTest {
    /** Protections of one link, all at one head-end at worst. */
    private static final int PROTECTIONS = 48;

    /** Demand of a protection at worst, Gbit/s: two services of 5. */
    private static final double DEMAND = 10;

    /** Three attempts each at provisioning and steering, four weights, a delete. */
    private static final int WRITES = 3 + 3 + 4 + 1;

    @Test
    void theDefaultsLetACarrierLoseAnyLinkTwiceAnHour() {
        AutomationCaps caps = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("cem.tunnel.controls", ControlSettings.class)
                .defaultCaps();

        assertThat(caps.maxTunnels()).isGreaterThanOrEqualTo(2 * PROTECTIONS);
        assertThat(caps.maxTunnelsPerHeadEnd()).isGreaterThanOrEqualTo(2 * PROTECTIONS);
        assertThat(caps.maxServices()).isGreaterThanOrEqualTo(2 * 2 * PROTECTIONS);
        assertThat(caps.maxGbps()).isGreaterThanOrEqualTo(2 * PROTECTIONS * DEMAND);
        assertThat(caps.maxChangesPerHeadEndAndHour()).isGreaterThanOrEqualTo(2 * PROTECTIONS * WRITES);
    }
}

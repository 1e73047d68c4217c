package io.cemfleet.cnc.health;

import io.cemfleet.cnc.CncSettings;
import io.cemfleet.cnc.topology.TopologyHolder;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@AutoConfigureOrder(2)
@ConditionalOnEnabledHealthIndicator("cnc")
class CncHealthAutoConfiguration {

    @Bean
    HealthIndicator cncHealthIndicator(TopologyHolder topology, CncSettings settings) {
        return new CncHealthIndicator(topology, settings.topology());
    }
}

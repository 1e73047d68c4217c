package io.cemfleet.impact.network;

import io.cemfleet.runtime.retention.TableLifetime.RemovedBy;
import io.cemfleet.runtime.retention.TableLifetimes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The retention of this agent's tables. */
@Configuration(proxyBeanMethods = false)
class ImpactTables {

    @Bean
    TableLifetimes impactLifetimes() {
        return TableLifetimes.of(
                new RemovedBy(
                        "seen_network",
                        "the reading of the network, when it is neither the newest nor the last of a link"),
                new RemovedBy(
                        "gone_link",
                        "the reading of the network, when the link is back or after `cem.impact.reading.gone-links` (24 h)"));
    }
}

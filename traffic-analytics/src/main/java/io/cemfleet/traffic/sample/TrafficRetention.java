package io.cemfleet.traffic.sample;

import io.cemfleet.runtime.retention.TableLifetime.RemovedBy;
import io.cemfleet.runtime.retention.TableLifetimes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The retention of this agent's tables. */
@Configuration(proxyBeanMethods = false)
class TrafficRetention {

    @Bean
    TableLifetimes trafficLifetimes() {
        return TableLifetimes.of(
                new RemovedBy("link_utilisation", "the collector, after `cem.traffic.retention` (7 d)"),
                new RemovedBy("policy_utilisation", "the collector, after `cem.traffic.retention` (7 d)"),
                new RemovedBy(
                        "forecast_episode",
                        "the congestion watch, after `cem.traffic.proactive.keep` (90 d), once it is over"));
    }
}

package io.cemfleet.path.plan;

import io.cemfleet.runtime.retention.TableLifetime.RemovedBy;
import io.cemfleet.runtime.retention.TableLifetimes;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The retention of this agent's tables. */
@Configuration(proxyBeanMethods = false)
class PathTables {

    @Bean
    TableLifetimes pathLifetimes() {
        return TableLifetimes.of(
                new RemovedBy("path_reservation", "the planner, when it expires (`cem.path.plan.reservation`, 300 s)"),
                new RemovedBy(
                        "diverted_traffic",
                        "the planner, when its traffic has been back for `cem.path.plan.remember-moved` (24 h)"));
    }
}

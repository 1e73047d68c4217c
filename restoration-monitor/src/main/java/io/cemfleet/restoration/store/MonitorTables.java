package io.cemfleet.restoration.store;

import io.cemfleet.runtime.retention.TableLifetime.Expiring;
import io.cemfleet.runtime.retention.TableLifetimes;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The retention of this agent's tables. */
@Configuration(proxyBeanMethods = false)
class MonitorTables {

    @Bean
    TableLifetimes monitorLifetimes() {
        return TableLifetimes.of(
                new Expiring(
                        "watch", Duration.ofDays(365), "updated_at < :before and stage in ('RESTORED', 'CANCELED')"),
                new Expiring("overfull_link", Duration.ofDays(30), "updated_at < :before"),
                new Expiring(
                        "steering_check",
                        Duration.ofDays(365),
                        """
                        updated_at < :before
                        and not exists (select 1 from watch w where w.incident_id = steering_check.incident_id)"""));
    }
}

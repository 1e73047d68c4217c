package io.cemfleet.correlator.ledger;

import io.cemfleet.runtime.retention.TableLifetime.Expiring;
import io.cemfleet.runtime.retention.TableLifetime.Forever;
import io.cemfleet.runtime.retention.TableLifetimes;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The retention of this agent's tables. */
@Configuration(proxyBeanMethods = false)
class CorrelatorRetention {

    /**
     * Alerts of open incidents stay; an alarm that is active stays for a year, since some sources never report an end.
     */
    @Bean
    TableLifetimes correlatorTables() {
        return TableLifetimes.of(
                new Expiring(
                        "alert",
                        Duration.ofDays(30),
                        """
                        received_at < :before and not exists (
                            select 1 from incident i
                            where i.incident_key = alert.incident_key and i.closed_at is null)"""),
                new Expiring(
                        "source_alarm",
                        Duration.ofDays(30),
                        "changed_at < :before and (not active or changed_at < :before - interval '1 year')"),
                new Expiring("link_status", Duration.ofDays(30), "changed_at < :before and not degraded"),
                new Expiring("known_link", Duration.ofDays(30), "gone_at < :before"),
                new Expiring("incident", Duration.ofDays(365), "closed_at < :before"),
                new Expiring("suppression", Duration.ofDays(90), "least(ends_at, ended_at) < :before"),
                new Expiring("dead_letter", Duration.ofDays(90), "arrived_at < :before"),
                new Forever("incident_number", "one row a year"));
    }
}

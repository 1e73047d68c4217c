package io.cemfleet.io.ticket;

import io.cemfleet.runtime.retention.TableLifetime.Expiring;
import io.cemfleet.runtime.retention.TableLifetimes;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The retention of this agent's tables. */
@Configuration(proxyBeanMethods = false)
class TicketRetention {

    @Bean
    TableLifetimes ticketLifetimes() {
        return TableLifetimes.of(
                new Expiring("ticket", Duration.ofDays(365), "closed_at < :before"),
                new Expiring(
                        "ticket_update",
                        Duration.ofDays(365),
                        """
                        received_at < :before
                        and not exists (select 1 from ticket t where t.incident_id = ticket_update.incident_id)"""));
    }
}

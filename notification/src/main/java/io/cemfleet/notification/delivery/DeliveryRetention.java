package io.cemfleet.notification.delivery;

import io.cemfleet.runtime.retention.TableLifetime.Expiring;
import io.cemfleet.runtime.retention.TableLifetime.RemovedBy;
import io.cemfleet.runtime.retention.TableLifetimes;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The retention of this agent's tables. */
@Configuration(proxyBeanMethods = false)
class DeliveryRetention {

    @Bean
    TableLifetimes deliveryLifetimes() {
        return TableLifetimes.of(
                new Expiring("delivery", Duration.ofDays(180), "settled_at < :before and outcome <> 'pending'"),
                new RemovedBy("channel_send", "the send cap, when the time that it counts has passed"));
    }
}

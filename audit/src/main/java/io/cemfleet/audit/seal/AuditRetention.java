package io.cemfleet.audit.seal;

import io.cemfleet.runtime.retention.TableLifetime.Expiring;
import io.cemfleet.runtime.retention.TableLifetime.Forever;
import io.cemfleet.runtime.retention.TableLifetime.RemovedBy;
import io.cemfleet.runtime.retention.TableLifetimes;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The retention of this agent's tables. */
@Configuration(proxyBeanMethods = false)
class AuditRetention {

    @Bean
    TableLifetimes auditLifetimes() {
        return TableLifetimes.of(
                new RemovedBy("audit_event", "whole sealed days, after `cem.audit.retention` (365 d)"),
                new Forever("audit_segment", "one row a day, the signed root that proves the trail"),
                new Forever("audit_head", "one row"),
                new Expiring("audit_put_aside", Duration.ofDays(90), "put_aside_at < :before"));
    }
}

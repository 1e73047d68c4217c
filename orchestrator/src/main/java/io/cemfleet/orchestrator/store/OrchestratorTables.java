package io.cemfleet.orchestrator.store;

import io.cemfleet.runtime.retention.TableLifetime.Expiring;
import io.cemfleet.runtime.retention.TableLifetime.Forever;
import io.cemfleet.runtime.retention.TableLifetime.WithParent;
import io.cemfleet.runtime.retention.TableLifetimes;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The retention of this agent's tables. */
@Configuration(proxyBeanMethods = false)
class OrchestratorTables {

    @Bean
    TableLifetimes orchestratorLifetimes() {
        return TableLifetimes.of(
                new Expiring(
                        "incident",
                        Duration.ofDays(365),
                        """
                        closed_at < :before and not exists (
                            select 1 from protection p where p.incident_id = incident.incident_id
                              and p.state in ('provisioned', 'steered', 'returning', 'failed_holding'))""",
                        """
                        update incident_count as kept set incidents = kept.incidents - gone.incidents
                        from (select state, count(*) as incidents from removed group by state) as gone
                        where kept.state = gone.state and kept.slot = 0"""),
                new Forever("incident_count", "a few dozen rows for each state"),
                new WithParent("protection", "incident"),
                new Expiring("fact", Duration.ofDays(30), "folded_at < :before"),
                new WithParent("transition", "incident"),
                new Expiring("call", Duration.ofDays(30), "settled_at < :before"),
                new WithParent("key_owner", "incident"),
                new Expiring("key_verdict", Duration.ofDays(365), "judged_at < :before"));
    }
}

package io.cemfleet.tunnel.store;

import io.cemfleet.runtime.retention.TableLifetime.Expiring;
import io.cemfleet.runtime.retention.TableLifetime.Forever;
import io.cemfleet.runtime.retention.TableLifetime.RemovedBy;
import io.cemfleet.runtime.retention.TableLifetimes;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How long the rows of this agent's tables live. */
@Configuration(proxyBeanMethods = false)
class TunnelTables {

    @Bean
    TableLifetimes tunnelLifetimes() {
        return TableLifetimes.of(
                new Expiring(
                        "tunnel",
                        Duration.ofDays(365),
                        """
                        updated_at < :before and state in ('refused', 'deleted')
                        and not exists (select 1 from binding_sid b where b.tunnel_id = tunnel.tunnel_id)"""),
                new Forever("tunnel_number", "one row a pair of routers, so that no name is given twice"),
                new Expiring(
                        "incident_plan",
                        Duration.ofDays(365),
                        """
                        updated_at < :before
                        and not exists (select 1 from tunnel t where t.incident_id = incident_plan.incident_id)"""),
                new RemovedBy("binding_sid", "the deletion of its tunnel"),
                new RemovedBy("fleet_color", "the deletion of the last tunnel of the colour"),
                new RemovedBy("colored_route", "the deletion of the last tunnel of the colour"),
                new RemovedBy("tunnel_change", "the comparison with the network, when the tunnel is in order or gone"),
                new RemovedBy("head_end_lock", "its holder, when the work at the head-end is done"),
                new Forever("control", "one row"),
                new Expiring("change_freeze", Duration.ofDays(365), "least(ends_at, lifted_at) < :before"),
                new RemovedBy("write_verdict", "the reconciler, after `cem.tunnel.controls.verdict-retention` (30 d)"),
                new Forever("reconciliation", "one row"),
                new RemovedBy("reconciliation_finding", "the reconciler, when what it found is over"));
    }
}

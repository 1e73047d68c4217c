package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.pipeline.Deadline;
import io.cemfleet.enhancement.pipeline.SystemInfo;
import io.cemfleet.enhancement.pipeline.TenantProfile;
import io.cemfleet.enhancement.pipeline.Ticket;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/** The IP cross-reference. */
@Component
class SystemSource implements Source<SystemInfo> {
    private final TenantSystems systems;

    SystemSource(TenantSystems systems) {
        this.systems = systems;
    }

    @Override
    public String node() {
        return "ip_lookup";
    }

    @Override
    public Finding<SystemInfo> find(TenantProfile tenant, Ticket ticket, Deadline deadline) {
        try {
            return new Finding.Found<>(systems.named(
                    tenant.tenantId(),
                    Mentions.in(ticket.description()),
                    tenant.preferences().maxSystems()));
        } catch (NestedRuntimeException e) {
            return new Finding.Failed<>("The inventory does not answer");
        }
    }
}

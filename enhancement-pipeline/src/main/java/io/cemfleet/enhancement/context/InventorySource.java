package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.stage.InventorySystem;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.TenantProfile;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/** The context source of the tenant's systems, found by address and name. */
@Component
class InventorySource implements ContextSource<InventorySystem> {
    private final TenantInventory systems;

    InventorySource(TenantInventory systems) {
        this.systems = systems;
    }

    @Override
    public String node() {
        return "ip_lookup";
    }

    @Override
    public SourceResult<InventorySystem> find(TenantProfile tenant, PipelineTicket ticket, StageDeadline deadline) {
        try {
            return new SourceResult.FoundItems<>(systems.named(
                    tenant.tenantId(),
                    MentionedIdentifiers.in(ticket.description()),
                    tenant.preferences().maxSystems()));
        } catch (NestedRuntimeException e) {
            return new SourceResult.SourceFailed<>("The inventory does not answer");
        }
    }
}

package io.cemfleet.enhancement.similarity;

import io.cemfleet.enhancement.tenant.TenantRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/** Rebuilds all tenants' indexes in the background when the agent starts. */
@Component
class StartupIndexBuilder {
    private static final Logger LOG = LoggerFactory.getLogger(StartupIndexBuilder.class);

    private final TenantRegistry tenants;
    private final IndexedTicketHistory history;

    StartupIndexBuilder(TenantRegistry tenants, IndexedTicketHistory history) {
        this.tenants = tenants;
        this.history = history;
    }

    @EventListener(ApplicationReadyEvent.class)
    void make() {
        Thread.ofVirtual().name("similar-tickets").start(() -> {
            try {
                tenants.active().forEach(history::prepare);
            } catch (NestedRuntimeException e) {
                LOG.warn("Indexes of similar tickets are built at their first use: {}", e.getMessage());
            }
        });
    }
}

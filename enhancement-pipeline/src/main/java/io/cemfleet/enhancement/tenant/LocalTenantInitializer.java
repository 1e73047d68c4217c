package io.cemfleet.enhancement.tenant;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Creates the tenant of a fleet on one machine, and keeps its secret and address in line with the fleet's settings. */
@Component
@ConditionalOnProperty("cem.enhancement.local-tenant.tenant-id")
class LocalTenantInitializer implements ApplicationRunner {
    private final TenantRegistry tenants;
    private final TenantSettings settings;

    LocalTenantInitializer(TenantRegistry tenants, TenantSettings settings) {
        this.tenants = tenants;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        TenantSettings.LocalTenant local = settings.localTenant();
        if (local == null || local.tenantId().isBlank() || local.webhookSecret().isBlank()) {
            return;
        }
        TenantRequest form = new TenantRequest(
                null,
                null,
                local.serviceDeskUrl(),
                local.serviceDeskKey(),
                null,
                local.webhookSecret(),
                null,
                null,
                null,
                null,
                new TenantRequest.OwnershipRequest(null, null, null, local.ownsEverything()),
                null);
        if (tenants.change(local.tenantId(), form).isEmpty()) {
            tenants.add(local.tenantId(), form, local.webhookSecret());
        }
    }
}

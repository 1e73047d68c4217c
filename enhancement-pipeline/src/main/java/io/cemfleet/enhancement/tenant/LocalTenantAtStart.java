package io.cemfleet.enhancement.tenant;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Makes the tenant of a fleet on one machine, and keeps its secret and address as the fleet has them. */
@Component
@ConditionalOnProperty("cem.enhancement.local-tenant.tenant-id")
class LocalTenantAtStart implements ApplicationRunner {
    private final Tenants tenants;
    private final TenantSettings settings;

    LocalTenantAtStart(Tenants tenants, TenantSettings settings) {
        this.tenants = tenants;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        TenantSettings.LocalTenant local = settings.localTenant();
        if (local == null || local.tenantId().isBlank() || local.webhookSecret().isBlank()) {
            return;
        }
        TenantForm form = new TenantForm(
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
                new TenantForm.OwnershipForm(null, null, null, local.ownsEverything()),
                null);
        if (tenants.change(local.tenantId(), form).isEmpty()) {
            tenants.add(local.tenantId(), form, local.webhookSecret());
        }
    }
}

package io.cemfleet.enhancement.stage;

import java.net.URI;
import java.util.List;

/**
 * The settings of a tenant that the stages need.
 *
 * @param serviceDeskUrl the base of its service desk's API
 * @param serviceDeskKey in the clear: never log it
 * @param ownership the part of the network that the tenant owns
 * @param models the model first, then its fallbacks; at least one
 */
public record TenantProfile(
        String tenantId,
        URI serviceDeskUrl,
        String serviceDeskKey,
        NetworkOwnership ownership,
        List<String> models,
        EnhancementPreferences preferences) {

    public TenantProfile {
        models = List.copyOf(models);
    }

    @Override
    public String toString() {
        return "TenantProfile[" + tenantId + ", " + serviceDeskUrl + ", key ***]";
    }
}

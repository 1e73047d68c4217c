package io.cemfleet.lab.pca;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.net.URI;
import java.util.List;

/**
 * Where alerts are sent.
 *
 * @param id given by PCA
 * @param name given by who registered it
 * @param enabled whether alerts are sent
 * @param url of the webhook
 * @param policies ids of alert policies; empty: all
 */
record AlertExport(String id, String name, boolean enabled, URI url, List<String> policies) {

    AlertExport {
        policies = List.copyOf(policies);
    }

    boolean wants(AlertPayload alert) {
        return enabled && (policies.isEmpty() || policies.contains(alert.policyId()));
    }

    /** The attributes in PCA's own names. */
    @JsonNaming(PropertyNamingStrategies.LowerCaseStrategy.class)
    record Attributes(
            String alertExportType,
            String alertExportName,
            boolean alertExportEnabled,
            String alertExportUrl,
            List<String> alertPolicyList) {}

    JsonApi.Item<Attributes> item() {
        return new JsonApi.Item<>(
                id, "alertExports", new Attributes("webhook", name, enabled, url.toString(), policies));
    }
}

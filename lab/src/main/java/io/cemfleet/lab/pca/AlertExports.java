package io.cemfleet.lab.pca;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The registered webhooks. One address is registered once: a second time replaces what was there. */
@Component
class AlertExports {

    private final Map<String, AlertExport> byId = new LinkedHashMap<>();

    synchronized List<AlertExport> all() {
        return List.copyOf(byId.values());
    }

    synchronized AlertExport register(JsonNode attributes) {
        String type = attributes.path("alertexporttype").asText();
        if (!type.equals("webhook")) {
            throw new PcaErrors.BadRequest("alertexporttype " + type + " is not supported");
        }
        URI url = url(attributes.path("alertexporturl").asText());
        List<String> policies = new ArrayList<>();
        attributes.path("alertpolicylist").forEach(policy -> policies.add(policy.asText()));
        String id = byId.values().stream()
                .filter(export -> export.url().equals(url))
                .map(AlertExport::id)
                .findFirst()
                .orElseGet(() -> UUID.randomUUID().toString());
        AlertExport export = new AlertExport(
                id,
                attributes.path("alertexportname").asText(),
                attributes.path("alertexportenabled").asBoolean(true),
                url,
                policies);
        byId.put(id, export);
        return export;
    }

    synchronized boolean remove(String id) {
        return byId.remove(id) != null;
    }

    private static URI url(String text) {
        try {
            URI url = URI.create(text);
            if (url.getHost() != null && Set.of("http", "https").contains(String.valueOf(url.getScheme()))) {
                return url;
            }
        } catch (IllegalArgumentException e) {
            throw new PcaErrors.BadRequest("alertexporturl is not an address");
        }
        throw new PcaErrors.BadRequest("alertexporturl is not an address");
    }
}

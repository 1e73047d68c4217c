package io.cemfleet.a2a.card;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an agent is and can do (A2A agent card). */
record AgentCard(
        String name,
        String description,
        @Nullable URI url,
        String version,
        List<Skill> skills,
        Capabilities capabilities,
        List<String> defaultInputModes,
        List<String> defaultOutputModes) {

    /** One task type; its name is the id. */
    record Skill(
            String id,
            String name,
            String description,
            List<String> tags,
            JsonNode inputSchema,
            JsonNode outputSchema) {}

    record Capabilities(boolean streaming, boolean pushNotifications) {}
}

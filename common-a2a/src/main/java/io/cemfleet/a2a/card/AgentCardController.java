package io.cemfleet.a2a.card;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.server.TaskHandler;
import io.cemfleet.a2a.settings.A2aSettings;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the agent card, open to all and built at the first request. */
@RestController
public final class AgentCardController {
    private final A2aSettings settings;
    private final List<TaskHandler<?, ?>> handlers;
    private volatile @Nullable AgentCard card;

    public AgentCardController(A2aSettings settings, List<TaskHandler<?, ?>> handlers) {
        this.settings = settings;
        this.handlers = handlers;
    }

    @GetMapping({"/.well-known/agent.json", "/.well-known/agent-card.json"})
    AgentCard card() {
        AgentCard made = card;
        if (made == null) {
            made = make();
            card = made;
        }
        return made;
    }

    private AgentCard make() {
        SchemaGenerator schemas = generator();
        List<AgentCard.Skill> skills = handlers.stream()
                .map(TaskHandler::type)
                .sorted(Comparator.comparing(TaskType::name))
                .map(type -> skill(type, schemas))
                .toList();
        String description = "The " + settings.agent().replace('_', ' ') + " agent of CEM Fleet";
        List<String> json = List.of("application/json");
        return new AgentCard(
                settings.agent(),
                description,
                settings.url(),
                settings.version(),
                skills,
                new AgentCard.Capabilities(false, true),
                json,
                json);
    }

    private static AgentCard.Skill skill(TaskType<?, ?> type, SchemaGenerator schemas) {
        JsonNode input = schemas.generateSchema(type.input());
        JsonNode output = schemas.generateSchema(type.output());
        return new AgentCard.Skill(
                type.name(), type.name().replace('_', ' '), type.description(), List.of("cem"), input, output);
    }

    private static SchemaGenerator generator() {
        var naming = new PropertyNamingStrategies.SnakeCaseStrategy();
        var config = new SchemaGeneratorConfigBuilder(SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE))
                .with(new JakartaValidationModule(JakartaValidationOption.NOT_NULLABLE_FIELD_IS_REQUIRED));
        config.forFields().withPropertyNameOverrideResolver(field -> naming.translate(field.getName()));
        config.forTypesInGeneral().withCustomDefinitionProvider((type, context) -> {
            if (!type.getErasedType().equals(UUID.class)) {
                return null;
            }
            var definition = context.getGeneratorConfig()
                    .createObjectNode()
                    .put("type", "string")
                    .put("format", "uuid");
            return new com.github.victools.jsonschema.generator.CustomDefinition(definition);
        });
        return new SchemaGenerator(config.build());
    }
}

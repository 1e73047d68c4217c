package io.cemfleet.runtime.defaults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.cemfleet.runtime.json.AgentJson;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class RuntimeAutoConfigurationTest {

    record Sample(int planRevision, @Nullable String note, Instant at) {}

    @Test
    void theMapperOfAnAgentHasTheSettingsOfAgentJson() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class))
                .withBean(Jackson2ObjectMapperBuilderCustomizer.class, new RuntimeAutoConfiguration()::agentJson)
                .run(context -> {
                    var mapper = context.getBean(ObjectMapper.class);
                    var sample = new Sample(2, null, Instant.parse("2026-03-01T12:00:00Z"));
                    assertThat(mapper.writeValueAsString(sample))
                            .isEqualTo("{\"plan_revision\":2,\"at\":\"2026-03-01T12:00:00Z\"}");
                    assertThatThrownBy(() -> mapper.readValue("{\"plan_revision\":\"2\"}", Sample.class))
                            .isInstanceOf(MismatchedInputException.class);
                    assertThat(mapper.getSerializationConfig().getSerializationFeatures())
                            .isEqualTo(AgentJson.MAPPER.getSerializationConfig().getSerializationFeatures());
                    assertThat(mapper.getDeserializationConfig().getDeserializationFeatures())
                            .isEqualTo(
                                    AgentJson.MAPPER.getDeserializationConfig().getDeserializationFeatures());
                });
    }
}

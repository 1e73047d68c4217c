package io.cemfleet.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.logging.DeferredLogs;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Every secret of every agent with every odd value. */
class SecretVariablesTest {
    /** Each variable with the property that it ends in. */
    private static final Map<String, String> SECRETS = Map.ofEntries(
            Map.entry("SPRING_DATASOURCE_PASSWORD", "spring.datasource.password"),
            Map.entry("SPRING_FLYWAY_PASSWORD", "spring.flyway.password"),
            Map.entry("SPRING_MAIL_PASSWORD", "spring.mail.password"),
            Map.entry("SPRING_KAFKA_JAAS_OPTIONS_PASSWORD", "spring.kafka.jaas.options.password"),
            Map.entry("OPERATOR_PASSWORD", "test.operator"),
            Map.entry("VIEWER_PASSWORD", "test.viewer"),
            Map.entry("CNC_PASSWORD", "test.cnc"),
            Map.entry("PCA_PASSWORD", "test.pca"),
            Map.entry("WEBHOOK_PCA_SECRET", "test.webhook.pca"),
            Map.entry("WEBHOOK_CNC_SECRET", "test.webhook.cnc"),
            Map.entry("WEBHOOK_ALERTMANAGER_SECRET", "test.webhook.alertmanager"),
            Map.entry("SERVICEDESK_SECRET", "test.servicedesk.secret"),
            Map.entry("SERVICENOW_PASSWORD", "test.servicenow"),
            Map.entry("TENANT_KEYS", "test.tenants"),
            Map.entry("SERVICEDESK_KEY", "test.servicedesk.key"),
            Map.entry("WEBEX_TOKEN", "test.webex"),
            Map.entry("OPENROUTER_API_KEY", "test.openrouter"));

    private static final List<String> IN_HEADERS = List.of("SERVICEDESK_KEY", "WEBEX_TOKEN", "OPENROUTER_API_KEY");

    private static final List<String> ODD = List.of(
            "50%off-and-more",
            "100%25",
            "two  words ",
            " leading",
            "'single' \"double\" `back`",
            "abc/def+ghi==",
            "a\\b;c:d@e#f?g&h",
            "${HOME}",
            "a${b:c}d\\${e}",
            "$(id) $HOME #{1+1}",
            "{cipher}x");

    private static Stream<Arguments> secretsAndValues() {
        return SECRETS.keySet().stream().flatMap(name -> ODD.stream().map(value -> Arguments.of(name, value)));
    }

    @ParameterizedTest
    @MethodSource("secretsAndValues")
    void aSecretIsTakenAsItIs(String name, String value) {
        assertThat(bound(name, value)).isEqualTo(value);
        assertThat(bound(name, value + "\n")).isEqualTo(value);
        assertThat(bound(name, value + "\r\n")).isEqualTo(value);
    }

    @Test
    void lettersOfAllLanguagesAreTakenWhereNoHeaderCarriesThem() {
        SECRETS.keySet().stream()
                .filter(name -> !IN_HEADERS.contains(name))
                .forEach(name -> assertThat(bound(name, "pässwörd-密码-🔑")).isEqualTo("pässwörd-密码-🔑"));
    }

    @Test
    void whereAHeaderCarriesThemTheyAreRefused() {
        IN_HEADERS.forEach(name -> assertThatThrownBy(() -> bound(name, "pässwörd"))
                .isInstanceOf(UnusableSecretException.class)
                .hasMessageContainingAll(name, "header", "place 2")
                .hasMessageNotContaining("ssw"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "tab\tbed", "broken\uFFFDword", "break\n\n", "bell\u0007"})
    void whatCanBeNoSecretIsRefusedByNameWithoutItsValue(String value) {
        SECRETS.keySet().forEach(name -> assertThatThrownBy(() -> bound(name, value))
                .isInstanceOf(UnusableSecretException.class)
                .hasMessageContaining(name)
                .hasMessageNotContaining(value.substring(0, 3)));
    }

    @Test
    void aFileOfAConfigurationTreeIsTreatedLikeAVariable(@TempDir Path tree) throws IOException {
        Files.writeString(tree.resolve("cnc_password"), "a${b}c\r\n");
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new ConfigTreePropertySource("tree", tree));

        clean(environment);

        assertThat(environment.getProperty("cnc_password")).isEqualTo("a${b}c");
    }

    /** What an agent's settings get, with yaml's placeholder between as in an application.yml. */
    private static String bound(String name, String value) {
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(
                        StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
                        new SystemEnvironmentPropertySource("systemEnvironment", Map.of(name, value)));
        String property = SECRETS.getOrDefault(name, name);
        if (property.startsWith("test.")) {
            environment
                    .getPropertySources()
                    .addLast(new MapPropertySource("yaml", Map.of(property, "${" + name + ":}")));
        }
        clean(environment);
        return Binder.get(environment).bind(property, Bindable.of(String.class)).get();
    }

    private static void clean(ConfigurableEnvironment environment) {
        new SecretVariables(new DeferredLogs()).postProcessEnvironment(environment, new SpringApplication());
    }
}

package io.cemfleet.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import io.kubernetes.client.util.Yaml;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every object of the chart against the API's own model: wrong types, unknown fields, missing fields. */
class ManifestsTest {
    private static final Gson GSON = new Gson();

    static List<Map<String, Object>> everyManifest() {
        return DeployFixtures.chart();
    }

    @ParameterizedTest
    @MethodSource("everyManifest")
    void aManifestIsWhatTheClustersApiTakes(Map<String, Object> manifest) {
        assertThatCode(() -> validate(manifest))
                .as("%s %s", manifest.get("kind"), DeployFixtures.<String>at(manifest, "metadata/name"))
                .doesNotThrowAnyException();
    }

    @Test
    void noTwoObjectsShareKindAndName() {
        assertThat(everyManifest().stream()
                        .map(manifest ->
                                manifest.get("kind") + "/" + DeployFixtures.<String>at(manifest, "metadata/name")))
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"replica", "template"})
    void theCheckNoticesAMistake(String field) {
        var manifests = DeployFixtures.yaml(DeployFixtures.render(template -> template));
        var deployment = manifests.stream()
                .filter(manifest -> "Deployment".equals(manifest.get("kind")))
                .findFirst()
                .orElseThrow();
        Map<String, Object> spec = DeployFixtures.at(deployment, "spec");
        if (spec.remove(field) == null) {
            spec.put(field, 1);
        }

        assertThatThrownBy(() -> validate(deployment)).hasMessageContaining(field);
    }

    private static void validate(Map<String, Object> manifest) throws Exception {
        Object model = Yaml.load(new org.yaml.snakeyaml.Yaml().dump(manifest));
        try {
            model.getClass()
                    .getMethod("validateJsonElement", JsonElement.class)
                    .invoke(null, GSON.toJsonTree(manifest));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}

package io.cemfleet.e2e.deploy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import io.cemfleet.a2a.message.AgentName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.util.function.SingletonSupplier;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The delivered files, and the agents that they have to hold. */
final class DeployFixtures {
    static final Path PROJECT = project();
    static final Path CHART = PROJECT.resolve("k8s/cem-fleet");
    /** What the image runs as; no root, and a number, since Kubernetes cannot judge a name. */
    static final String USER = "10001";

    static final String KUBERNETES = "1.30.0";

    private static final Supplier<List<Map<String, Object>>> RENDERED =
            SingletonSupplier.of(() -> yaml(render(template -> template)));
    private static final EnumSet<AgentName> NOT_DEPLOYED = EnumSet.of(AgentName.FLEET_CLI);

    private DeployFixtures() {}

    /** How the fleet is delivered; Compose runs it with people's logins at two agents, and with the lab's service desk. */
    enum Packaging {
        COMPOSE,
        CHART
    }

    /** The variables with a secret that an agent uses. */
    static Set<String> secrets(AgentName agent, Packaging packaging) {
        Set<String> secrets = new TreeSet<>(Set.of("SPRING_DATASOURCE_PASSWORD"));
        boolean compose = packaging == Packaging.COMPOSE;
        switch (agent) {
            case SERVICE_IMPACT, PATH_COMPUTATION, TUNNEL_PROVISIONING, TRAFFIC_ANALYTICS ->
                secrets.add("CNC_PASSWORD");
            case RESTORATION_MONITOR -> secrets.addAll(Set.of("CNC_PASSWORD", "PCA_PASSWORD"));
            case EVENT_CORRELATOR ->
                secrets.addAll(Set.of(
                        "CNC_PASSWORD",
                        "PCA_PASSWORD",
                        "WEBHOOK_CNC_SECRET",
                        "WEBHOOK_PCA_SECRET",
                        "WEBHOOK_ALERTMANAGER_SECRET"));
            case ENHANCEMENT_PIPELINE ->
                secrets.addAll(
                        compose
                                ? Set.of("TENANT_KEYS", "OPENROUTER_API_KEY", "SERVICEDESK_SECRET")
                                : Set.of("TENANT_KEYS", "OPENROUTER_API_KEY"));
            case IO_AGENT -> secrets.addAll(Set.of("OPERATOR_PASSWORD", "VIEWER_PASSWORD"));
            case AUDIT -> secrets.addAll(compose ? Set.of("OPERATOR_PASSWORD") : Set.of());
            case NOTIFICATION -> secrets.addAll(compose ? Set.of() : Set.of("WEBEX_TOKEN", "SERVICENOW_PASSWORD"));
            default -> {}
        }
        return secrets;
    }

    /** An agent's schema, which also names its roles. */
    static String schema(AgentName agent) {
        return agent == AgentName.ENHANCEMENT_PIPELINE ? "enhancement" : agent.wire();
    }

    static List<AgentName> agents() {
        return Arrays.stream(AgentName.values())
                .filter(agent -> !NOT_DEPLOYED.contains(agent))
                .toList();
    }

    /** The name with hyphens: service, jar and host. */
    static String host(AgentName agent) {
        return agent.wire().replace('_', '-');
    }

    static String read(String file) {
        try {
            return Files.readString(PROJECT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> compose() {
        return yaml(read("docker-compose.yml")).getFirst();
    }

    /** All objects of the chart with an operator's example values. */
    static List<Map<String, Object>> chart() {
        return RENDERED.get();
    }

    static String render(UnaryOperator<TemplateCommand> more) {
        return more.apply(new Helm(CHART)
                        .template()
                        .withName("cem")
                        .withNamespace("noc")
                        .withKubeVersion(KUBERNETES)
                        .withValuesFile(CHART.resolve("ci/noc-values.yaml")))
                .call();
    }

    static Stream<Map<String, Object>> ofKind(String... kinds) {
        return chart().stream().filter(object -> List.of(kinds).contains(String.valueOf(object.get("kind"))));
    }

    /** A value inside nested maps and lists, such as {@code spec/containers/0/image}; an absent one fails the test. */
    @SuppressWarnings("unchecked")
    static <T> T at(Map<String, Object> object, String path) {
        Object value = object;
        for (String step : path.split("/")) {
            Object next = value instanceof List<?> list
                    ? list.get(Integer.parseInt(step))
                    : ((Map<String, Object>) value).get(step);
            value = Objects.requireNonNull(next, () -> "no " + path + " in " + object.get("kind"));
        }
        return (T) value;
    }

    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> yaml(String text) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(500);
        return StreamSupport.stream(
                        new Yaml(new SafeConstructor(options)).loadAll(text).spliterator(), false)
                .filter(Objects::nonNull)
                .map(document -> (Map<String, Object>) document)
                .toList();
    }

    private static Path project() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("docker-compose.yml"))
                ? here
                : here.resolve("..").normalize();
    }
}

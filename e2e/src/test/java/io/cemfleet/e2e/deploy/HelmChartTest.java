package io.cemfleet.e2e.deploy;

import static io.cemfleet.e2e.deploy.DeployFixtures.CHART;
import static io.cemfleet.e2e.deploy.DeployFixtures.agents;
import static io.cemfleet.e2e.deploy.DeployFixtures.at;
import static io.cemfleet.e2e.deploy.DeployFixtures.host;
import static io.cemfleet.e2e.deploy.DeployFixtures.ofKind;
import static io.cemfleet.e2e.deploy.DeployFixtures.render;
import static io.cemfleet.e2e.deploy.DeployFixtures.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import io.cemfleet.a2a.message.AgentName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HelmChartTest {
    static List<AgentName> everyAgent() {
        return agents();
    }

    @Test
    void theChartLintsWithItsDefaults() {
        var result = new Helm(CHART).lint().call();

        assertThat(result.isFailed())
                .as(String.join("\n", result.getMessages()))
                .isFalse();
    }

    @Test
    void anInstallationThatLacksAnAddressIsRefusedByName() {
        assertThatThrownBy(() -> new Helm(CHART)
                        .template()
                        .withName("cem")
                        .withKubeVersion(DeployFixtures.KUBERNETES)
                        .call())
                .hasMessageContaining("is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "agents.orchestrator.port, http",
        "agents.orchestrator.replicas, two",
        "agents.orchestrator.kind, DaemonSet",
        "cnc.url, cnc.noc.example",
        "webhooks.baseUrl, https://without.a.port",
        "cnc.password, written-into-a-value",
        "image.pullPolicy, Sometimes",
        "agents.Orchestrator.port, 8000",
    })
    void aWrongValueIsRefusedByTheSchema(String name, String value) {
        assertThatThrownBy(() -> render(template -> template.set(name, value))).hasMessageContaining("schema");
    }

    @ParameterizedTest
    @MethodSource("everyAgent")
    void everyAgentIsDeployedWithItsContractPort(AgentName agent) {
        var workload = ofKind("Deployment", "StatefulSet")
                .filter(object -> at(object, "metadata/name").equals(host(agent)))
                .findFirst()
                .orElseThrow();
        var service = ofKind("Service")
                .filter(object -> at(object, "metadata/name").equals(host(agent)))
                .findFirst()
                .orElseThrow();

        String container = "spec/template/spec/containers/0";
        assertThat(DeployFixtures.<List<String>>at(workload, container + "/args"))
                .containsExactly(host(agent));
        assertThat(DeployFixtures.<Integer>at(workload, container + "/ports/0/containerPort"))
                .isEqualTo(agent.port());
        assertThat(DeployFixtures.<Integer>at(service, "spec/ports/0/port")).isEqualTo(agent.port());
        assertThat(DeployFixtures.<Map<String, Object>>at(service, "spec/selector"))
                .isEqualTo(at(workload, "spec/selector/matchLabels"));
        assertThat(DeployFixtures.<Map<String, Object>>at(workload, "spec/template/metadata/labels"))
                .containsAllEntriesOf(at(workload, "spec/selector/matchLabels"));
    }

    @ParameterizedTest
    @MethodSource("everyAgent")
    void everyAgentKnowsTheOthersByTheirContractAddresses(AgentName agent) {
        Map<String, Object> peers = at(ofKind("ConfigMap").findFirst().orElseThrow(), "data");

        assertThat(peers)
                .containsEntry(agent.name() + "_URL", "http://" + host(agent) + ":" + agent.port())
                .hasSize(agents().size());
    }

    @ParameterizedTest
    @MethodSource("everyAgent")
    void anAgentIsGivenItsOwnPrivateKeyAndNoOther(AgentName agent) {
        var pod = podOf(agent);

        List<Map<String, Object>> volumes = at(pod, "volumes");
        List<Map<String, Object>> sources = at(
                volumes.stream()
                        .filter(volume -> "keys".equals(volume.get("name")))
                        .findFirst()
                        .orElseThrow(),
                "projected/sources");

        assertThat(sources).hasSize(2);
        assertThat(paths(sources.get(0)))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                Stream.of(agent.wire() + ".key"),
                                agents().stream().map(peer -> peer.wire() + ".pub"))
                        .toList());
        assertThat(DeployFixtures.<Boolean>at(sources.get(1), "secret/optional"))
                .as("a key is not always being changed")
                .isTrue();
        assertThat(paths(sources.get(1)))
                .containsExactlyInAnyOrderElementsOf(
                        agents().stream().map(peer -> peer.wire() + ".next.pub").toList());
    }

    private static List<String> paths(Map<String, Object> source) {
        List<Map<String, Object>> items = at(source, "secret/items");
        return items.stream().map(item -> (String) item.get("path")).toList();
    }

    @ParameterizedTest
    @MethodSource("everyAgent")
    void podsRunWithoutPrivilegesAndReportTheirHealth(AgentName agent) {
        var pod = podOf(agent);
        String container = "containers/0";

        assertThat(DeployFixtures.<Boolean>at(pod, "automountServiceAccountToken"))
                .isFalse();
        assertThat(DeployFixtures.<Boolean>at(pod, "securityContext/runAsNonRoot"))
                .isTrue();
        assertThat(DeployFixtures.<Integer>at(pod, "securityContext/runAsUser")).hasToString(DeployFixtures.USER);
        assertThat(DeployFixtures.<Boolean>at(pod, container + "/securityContext/readOnlyRootFilesystem"))
                .isTrue();
        assertThat(DeployFixtures.<Boolean>at(pod, container + "/securityContext/allowPrivilegeEscalation"))
                .isFalse();
        assertThat(DeployFixtures.<List<String>>at(pod, container + "/securityContext/capabilities/drop"))
                .containsExactly("ALL");
        assertThat(DeployFixtures.<String>at(pod, container + "/readinessProbe/httpGet/path"))
                .isEqualTo("/actuator/health/readiness");
        assertThat(DeployFixtures.<String>at(pod, container + "/livenessProbe/httpGet/path"))
                .isEqualTo("/actuator/health/liveness");
        assertThat(DeployFixtures.<Integer>at(pod, container + "/startupProbe/periodSeconds")
                        * DeployFixtures.<Integer>at(pod, container + "/startupProbe/failureThreshold"))
                .isEqualTo(900);
        assertThat(List.of("startupProbe", "readinessProbe", "livenessProbe")).allSatisfy(probe -> assertThat(
                        DeployFixtures.<String>at(pod, container + '/' + probe + "/httpGet/port"))
                .isEqualTo("management"));
        assertThat(DeployFixtures.<Integer>at(pod, container + "/ports/1/containerPort"))
                .isEqualTo(DeployFixtures.<Integer>at(pod, container + "/ports/0/containerPort") + 1000);
        assertThat(DeployFixtures.<String>at(pod, container + "/resources/limits/memory"))
                .isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("everyAgent")
    void anAgentGetsOnlyItsSecretsAndOnlyMigrationsTheOwnersPassword(AgentName agent) {
        var pod = podOf(agent);

        assertThat(secrets(pod, "containers/0"))
                .containsExactlyInAnyOrderElementsOf(DeployFixtures.secrets(agent, DeployFixtures.Packaging.CHART));
        assertThat(secrets(pod, "initContainers/0")).containsExactly("SPRING_FLYWAY_PASSWORD");
        assertThat(DeployFixtures.<List<String>>at(pod, "initContainers/0/args"))
                .containsExactly(host(agent), "io.cemfleet.runtime.migration.Migrate");
    }

    private static List<String> secrets(Map<String, Object> pod, String container) {
        return DeployFixtures.<List<Map<String, Object>>>at(pod, container + "/env").stream()
                .filter(variable -> variable.containsKey("valueFrom"))
                .map(variable -> (String) variable.get("name"))
                .filter(name -> name.matches(".*(PASSWORD|SECRET|TOKEN|KEYS?)"))
                .toList();
    }

    @Test
    void whatAnOperatorMountsAndAddsIsInTheAgentsAndTheMigration(@TempDir Path directory) throws Exception {
        // given
        Path values = directory.resolve("more.yaml");
        Files.writeString(
                values,
                """
                image: { digest: "sha256:%s" }
                env: { CEM_SSL_BUNDLE: fleet }
                secretEnv: { SPRING_KAFKA_JAAS_OPTIONS_PASSWORD: { secret: kafka-user, key: password } }
                extraVolumes: [{ name: ca, secret: { secretName: noc-ca } }]
                extraVolumeMounts: [{ name: ca, mountPath: /etc/cem/ca, readOnly: true }]
                agents:
                  notification:
                    secretEnv: { SPRING_MAIL_PASSWORD: { secret: mail, key: password } }
                    extraVolumes: [{ name: mail, emptyDir: {} }]
                    extraVolumeMounts: [{ name: mail, mountPath: /mail }]
                """
                        .formatted("a".repeat(64)));

        // when
        var objects = yaml(render(template -> template.withValuesFile(values)));

        // then
        var pods = objects.stream()
                .filter(object -> Set.of("Deployment", "StatefulSet").contains(object.get("kind")))
                .collect(Collectors.toMap(
                        object -> DeployFixtures.<String>at(object, "metadata/name"),
                        object -> DeployFixtures.<Map<String, Object>>at(object, "spec/template/spec")));
        assertThat(pods).hasSize(agents().size()).allSatisfy((name, pod) -> {
            assertThat(secrets(pod, "containers/0")).contains("SPRING_KAFKA_JAAS_OPTIONS_PASSWORD");
            for (String container : List.of("containers/0", "initContainers/0")) {
                assertThat(DeployFixtures.<String>at(pod, container + "/image"))
                        .endsWith("cem-fleet@sha256:" + "a".repeat(64));
                assertThat(DeployFixtures.<Object>at(pod, container + "/volumeMounts")
                                .toString())
                        .contains("/etc/cem/ca");
            }
        });
        assertThat(pods.entrySet().stream()
                        .filter(pod -> pod.getValue().toString().contains("/mail")
                                && pod.getValue().toString().contains("SPRING_MAIL_PASSWORD"))
                        .map(Map.Entry::getKey))
                .containsExactly("notification");
    }

    @Test
    void everySecretOfAPodIsNamedAndNoneIsAValue() {
        assertThat(ofKind("Secret")).isEmpty();
        assertThat(variables())
                .filteredOn(variable -> String.valueOf(variable.get("name")).matches(".*(PASSWORD|SECRET|TOKEN)$"))
                .isNotEmpty()
                .allSatisfy(variable ->
                        assertThat(variable).containsKey("valueFrom").doesNotContainKey("value"));
    }

    @Test
    void onlyTheConsoleAndTheWebhooksAreOpenToOthers() {
        var opened = ofKind("NetworkPolicy")
                .filter(policy -> DeployFixtures.<List<String>>at(policy, "spec/policyTypes")
                        .contains("Ingress"))
                .map(policy -> DeployFixtures.<Map<String, Object>>at(policy, "spec/podSelector/matchLabels"))
                .filter(labels -> labels.containsKey("app.kubernetes.io/name"))
                .map(labels -> labels.get("app.kubernetes.io/name"));

        assertThat(opened).containsExactlyInAnyOrder("io-agent", "event-correlator", "enhancement-pipeline");
    }

    @ParameterizedTest
    @MethodSource("everyAgent")
    void anAgentReachesTheSystemsThatItNeedsAtTheirPortsAndNothingElse(AgentName agent) {
        var policy = ofKind("NetworkPolicy")
                .filter(object -> at(object, "metadata/name").equals(host(agent) + "-to-outside"))
                .findFirst()
                .orElseThrow();

        List<Map<String, Object>> rules = at(policy, "spec/egress");

        assertThat(rules.stream()
                        .skip(2)
                        .map(rule -> DeployFixtures.<Object>at(rule, "to/0")
                                        .toString()
                                        .replaceAll(".*[=/]([a-z0-9]+)}+$", "$1")
                                + DeployFixtures.<List<Map<String, Object>>>at(rule, "ports").stream()
                                        .map(port -> ":" + port.get("port"))
                                        .collect(Collectors.joining())))
                .containsExactlyElementsOf(
                        switch (agent) {
                            case EVENT_CORRELATOR, RESTORATION_MONITOR ->
                                List.of("data:5432", "28:30603", "28:443", "data:9092");
                            case SERVICE_IMPACT, PATH_COMPUTATION, TUNNEL_PROVISIONING, TRAFFIC_ANALYTICS ->
                                List.of("data:5432", "28:30603", "data:9092");
                            case NOTIFICATION -> List.of("data:5432", "24:443:25");
                            case ENHANCEMENT_PIPELINE -> List.of("data:5432", "data:9092", "24:443");
                            default -> List.of("data:5432");
                        });
    }

    @Test
    void aSystemThatIsNeededAndHasNoPlaceIsRefusedByName(@TempDir Path directory) throws Exception {
        Path values = directory.resolve("less.yaml");
        String complete = Files.readString(CHART.resolve("ci/noc-values.yaml"));
        Files.writeString(values, complete.replaceFirst("(?m)^    kafka: \\[.*\\n", ""));

        assertThatThrownBy(() -> new Helm(CHART)
                        .template()
                        .withName("cem")
                        .withKubeVersion(DeployFixtures.KUBERNETES)
                        .withValuesFile(values)
                        .call())
                .hasMessageContaining("networkPolicy.destinations.kafka is missing");
    }

    @Test
    void anEmptyListOfPeersAdmitsNoPeer(@TempDir Path directory) throws Exception {
        Path values = directory.resolve("closed.yaml");
        Files.writeString(values, "networkPolicy: { consoleFrom: [] }");

        var objects = yaml(render(template -> template.withValuesFile(values)));

        assertThat(objects.stream()
                        .filter(object -> "NetworkPolicy".equals(object.get("kind")))
                        .map(object -> at(object, "metadata/name")))
                .contains("event-correlator-from-outside")
                .doesNotContain("io-agent-from-outside");
    }

    @Test
    void theCorrelatorsStreamStateIsOnItsOwnVolume() {
        var set = ofKind("StatefulSet").toList();

        assertThat(set).hasSize(1);
        assertThat(DeployFixtures.<String>at(set.getFirst(), "metadata/name")).isEqualTo("event-correlator");
        assertThat(DeployFixtures.<String>at(set.getFirst(), "spec/volumeClaimTemplates/0/metadata/name"))
                .isEqualTo("state");
    }

    private static Map<String, Object> podOf(AgentName agent) {
        return at(
                ofKind("Deployment", "StatefulSet")
                        .filter(object -> at(object, "metadata/name").equals(host(agent)))
                        .findFirst()
                        .orElseThrow(),
                "spec/template/spec");
    }

    private static List<Map<String, Object>> variables() {
        var variables = new ArrayList<Map<String, Object>>();
        Stream<Map<String, Object>> workloads = ofKind("Deployment", "StatefulSet");
        workloads.forEach(workload -> variables.addAll(
                DeployFixtures.<List<Map<String, Object>>>at(workload, "spec/template/spec/containers/0/env")));
        return variables;
    }
}

package io.cemfleet.e2e.deploy;

import static io.cemfleet.e2e.deploy.DeployFixtures.PROJECT;
import static io.cemfleet.e2e.deploy.DeployFixtures.agents;
import static io.cemfleet.e2e.deploy.DeployFixtures.at;
import static io.cemfleet.e2e.deploy.DeployFixtures.compose;
import static io.cemfleet.e2e.deploy.DeployFixtures.host;
import static io.cemfleet.e2e.deploy.DeployFixtures.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.cemfleet.a2a.message.AgentName;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeTest {
    private static final Pattern SECRET = Pattern.compile("[A-Z_]*(PASSWORD|SECRET|TOKEN|API_KEY)[A-Z_]*");

    private final Path directory;

    ComposeTest(@TempDir Path directory) {
        this.directory = directory;
    }

    static List<AgentName> everyAgent() {
        return agents();
    }

    @ParameterizedTest
    @MethodSource("everyAgent")
    void everyAgentRunsWithItsContractPortOnLoopback(AgentName agent) {
        Map<String, Object> service = at(compose(), "services/" + host(agent));

        assertThat(DeployFixtures.<List<String>>at(service, "command")).containsExactly(host(agent));
        assertThat(DeployFixtures.<String>at(service, "environment/SERVER_PORT"))
                .isEqualTo(Integer.toString(agent.port()));
        assertThat(DeployFixtures.<List<String>>at(service, "ports"))
                .containsExactly("127.0.0.1:" + agent.port() + ":" + agent.port());
        assertThat(DeployFixtures.<List<String>>at(service, "healthcheck/test")).contains("/app/bin/healthy");
        assertThat(DeployFixtures.<String>at(service, "healthcheck/start_period"))
                .isEqualTo("900s");
        assertThat(DeployFixtures.<String>at(service, "environment/SPRING_DATASOURCE_USERNAME"))
                .isEqualTo(DeployFixtures.schema(agent) + "_app");
    }

    @ParameterizedTest
    @MethodSource("everyAgent")
    void everyAgentKnowsEveryOtherByItsContractAddress(AgentName agent) {
        Map<String, Object> environment = at(compose(), "services/orchestrator/environment");

        assertThat(environment).containsEntry(agent.name() + "_URL", "http://" + host(agent) + ":" + agent.port());
    }

    @Test
    void theLabLogsJsonAsTheAgentsDo() {
        assertThat(DeployFixtures.<String>at(compose(), "services/lab/environment/LOGGING_STRUCTURED_FORMAT_CONSOLE"))
                .isEqualTo("logstash");
    }

    @Test
    void nothingIsPublishedBeyondLoopback() {
        assertThat(services().values().stream()
                        .filter(service -> service.containsKey("ports"))
                        .flatMap(service -> DeployFixtures.<List<String>>at(service, "ports").stream()))
                .isNotEmpty()
                .allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void noContainerButTheFirstHasASecretInItsEnvironmentAndThatOneFromOutside() {
        services().forEach((name, service) -> environment(service).forEach((variable, value) -> {
            if (isSecret(variable)) {
                assertThat(name).as(variable).isEqualTo("init");
                assertThat(value).as(variable).isEqualTo("${" + variable + ":-}");
            }
        }));
    }

    @ParameterizedTest
    @MethodSource("everyAgent")
    void anAgentGetsTheSecretsThatItUsesAndNoOther(AgentName agent) throws Exception {
        // given
        SecretsRun made = SecretsRun.in(directory, Map.of("WEBHOOK_ALERTMANAGER_SECRET", "chosen"));

        // then
        assertThat(made.agent(host(agent)).keySet())
                .containsExactlyInAnyOrderElementsOf(DeployFixtures.secrets(agent, DeployFixtures.Packaging.COMPOSE));
        assertThat(made.agent(host(agent)))
                .containsEntry(
                        "SPRING_DATASOURCE_PASSWORD", made.other("postgres").get(role(agent, "APP")))
                .doesNotContainValue("");
    }

    @ParameterizedTest
    @MethodSource("everyAgent")
    void anAgentMountsItsOwnKeysAndSecretsOnly(AgentName agent) {
        Map<String, Object> service = at(compose(), "services/" + host(agent));

        assertThat(privateVolumes(service)).containsExactly("keys-" + host(agent) + ":/keys:ro");
        assertThat(DeployFixtures.<List<String>>at(service, "entrypoint"))
                .containsExactly("/app/bin/with-secrets", "/keys/secrets.env", "/app/bin/run");
        assertThat(DeployFixtures.<List<String>>at(compose(), "services/init/volumes"))
                .contains("keys-" + host(agent) + ":/keys/" + host(agent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres", "migrate", "lab", "demo"})
    void whatIsNoAgentMountsItsOwnSecretsOnly(String name) {
        Map<String, Object> service = at(compose(), "services/" + name);

        assertThat(privateVolumes(service)).containsExactly("secrets-" + name + ":/secrets:ro");
        assertThat(DeployFixtures.<List<String>>at(service, "entrypoint")).contains("/secrets/secrets.env");
        assertThat(DeployFixtures.<List<String>>at(compose(), "services/init/volumes"))
                .contains("secrets-" + name + ":/secrets/" + name);
    }

    @Test
    void allSecretsTogetherAreSeenByTheContainerThatMakesThem() {
        assertThat(services().entrySet().stream()
                        .filter(service -> privateVolumes(service.getValue()).stream()
                                .anyMatch(volume -> volume.startsWith("secrets-kept:")))
                        .map(Map.Entry::getKey))
                .containsExactly("init");
    }

    @Test
    void anOwnersPasswordIsSeenByTheDatabaseAndByTheMigrationOnly() throws Exception {
        SecretsRun made = SecretsRun.in(directory, Map.of());

        everyAgent().forEach(agent -> {
            assertThat(made.other("postgres")).containsKey(role(agent, "OWNER"));
            assertThat(made.other("migrate"))
                    .containsEntry(role(agent, "OWNER"), made.other("postgres").get(role(agent, "OWNER")))
                    .doesNotContainKey(role(agent, "APP"));
            Map<String, Object> service = at(compose(), "services/" + host(agent));
            assertThat(DeployFixtures.<String>at(service, "depends_on/migrate/condition"))
                    .isEqualTo("service_completed_successfully");
            assertThat(environment(service)).containsEntry("CEM_MIGRATE", "never");
        });
        assertThat(made.holders("OWNER_PASSWORD")).containsExactlyInAnyOrder("kept", "migrate", "postgres");
    }

    @Test
    void theLabAndTheDemoGetWhatTheyUseOnly() throws Exception {
        SecretsRun made = SecretsRun.in(directory, Map.of());

        assertThat(made.other("lab").keySet())
                .containsExactlyInAnyOrder("LAB_CNC_PASSWORD", "LAB_PCA_PASSWORD", "LAB_SERVICEDESK_SECRET");
        assertThat(made.other("lab"))
                .containsEntry(
                        "LAB_CNC_PASSWORD", made.agent("tunnel-provisioning").get("CNC_PASSWORD"));
        assertThat(made.other("demo").keySet()).containsExactly("OPERATOR_PASSWORD");
    }

    @Test
    void secretsOfAnEarlierStartStayAndAChosenOneWins() throws Exception {
        // given
        SecretsRun first = SecretsRun.in(directory, Map.of("OPERATOR_PASSWORD", "it's 100% $mine = \"yes\""));

        // when
        SecretsRun second = SecretsRun.in(directory, Map.of("CNC_PASSWORD", "chosen"));

        // then
        assertThat(second.agent("audit")).isEqualTo(first.agent("audit"));
        assertThat(second.agent("audit")).containsEntry("OPERATOR_PASSWORD", "it's 100% $mine = \"yes\"");
        assertThat(second.agent("service-impact")).containsEntry("CNC_PASSWORD", "chosen");
        assertThat(second.other("lab")).containsEntry("LAB_CNC_PASSWORD", "chosen");
        assertThat(first.said() + second.said()).isEmpty();
    }

    @Test
    void secretsAreReadableByTheirOwnerAlone() throws Exception {
        SecretsRun made = SecretsRun.in(directory, Map.of());

        assertThat(made.files()).hasSize(16).allSatisfy(file -> assertThat(
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------"));
    }

    @Test
    void everyChoosableSecretIsReadFromTheEnvironmentFile() throws Exception {
        SecretsRun made = SecretsRun.in(directory, Map.of("WEBHOOK_ALERTMANAGER_SECRET", "chosen"));

        assertThat(environment(at(compose(), "services/init")).keySet())
                .filteredOn(ComposeTest::isSecret)
                .containsExactlyInAnyOrderElementsOf(made.other("kept").keySet());
    }

    @Test
    void aContainerWithoutItsSecretsNamesTheirGenerator() throws Exception {
        Process process = new ProcessBuilder(
                        PROJECT.resolve("deploy/docker/with-secrets").toString(), "/nowhere/secrets.env", "true")
                .redirectErrorStream(true)
                .start();

        assertThat(process.inputReader().readAllAsString()).contains("docker-compose up init");
        assertThat(process.waitFor()).isEqualTo(78);
    }

    @Test
    void theFileUsesOnlyWhatCompose1And2BothSupport() {
        var file = compose();

        assertThat(file).doesNotContainKey("name");
        assertThat(read("docker-compose.yml")).doesNotContain("required:").doesNotContainPattern("\\$\\{[^}:]*}");
        assertThat(file.keySet())
                .allMatch(key ->
                        key.startsWith("x-") || Set.of("services", "volumes").contains(key));
    }

    @Test
    void eachImageIsBuiltOnceAndNoneIsPulled() {
        Map<String, Long> built = services().values().stream()
                .filter(service -> service.containsKey("build"))
                .collect(Collectors.groupingBy(
                        service -> DeployFixtures.<String>at(service, "build/target"), Collectors.counting()));
        assertThat(built).containsOnly(Map.entry("agents", 1L), Map.entry("lab", 1L));
        services().forEach((name, service) -> {
            if (DeployFixtures.<String>at(service, "image").startsWith("cem-fleet") && !service.containsKey("build")) {
                assertThat(service).as(name).containsEntry("pull_policy", "never");
            }
        });
    }

    @Test
    void theDemoWaitsForTheFleetItself() {
        assertThat(DeployFixtures.<Map<String, Object>>at(compose(), "services/demo/depends_on"))
                .containsExactly(Map.entry("lab", Map.of("condition", "service_started")));
    }

    @Test
    void composeAcceptsTheFileWithoutAnEnvFile(@TempDir Path clone) throws Exception {
        assumeThat(onPath("docker-compose"))
                .as("docker-compose is not installed: the file is only checked as YAML")
                .isTrue();
        Files.copy(PROJECT.resolve("docker-compose.yml"), clone.resolve("docker-compose.yml"));

        assertThat(run(
                        "docker-compose",
                        "--project-directory",
                        clone.toString(),
                        "-f",
                        clone.resolve("docker-compose.yml").toString(),
                        "config",
                        "-q"))
                .isBlank();
    }

    /** The volumes of a service with secrets or keys. */
    private static List<String> privateVolumes(Map<String, Object> service) {
        return service.containsKey("volumes")
                ? DeployFixtures.<List<String>>at(service, "volumes").stream()
                        .filter(volume -> volume.startsWith("keys-") || volume.startsWith("secrets-"))
                        .toList()
                : List.of();
    }

    private static boolean isSecret(String variable) {
        return SECRET.matcher(variable).matches() || variable.equals("TENANT_KEYS");
    }

    private static String role(AgentName agent, String kind) {
        return DeployFixtures.schema(agent).toUpperCase(Locale.ROOT) + '_' + kind + "_PASSWORD";
    }

    private static Map<String, Map<String, Object>> services() {
        return at(compose(), "services");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> environment(Map<String, Object> service) {
        return (Map<String, String>) service.getOrDefault("environment", Map.of());
    }

    private static boolean onPath(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}

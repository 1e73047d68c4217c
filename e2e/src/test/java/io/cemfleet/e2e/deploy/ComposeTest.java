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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComposeTest {
    private static final Pattern SECRET = Pattern.compile("[A-Z_]*(PASSWORD|SECRET|TOKEN|API_KEY)[A-Z_]*");
    private static final Pattern FROM_ENVIRONMENT = Pattern.compile("\\$\\{([A-Z_]+):-[^}]*}");

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
        assertThat(DeployFixtures.<List<String>>at(service, "volumes")).contains("keys-" + host(agent) + ":/keys:ro");
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
    void nothingIsPublishedBeyondLoopback() {
        assertThat(services().values().stream()
                        .filter(service -> service.containsKey("ports"))
                        .flatMap(service -> DeployFixtures.<List<String>>at(service, "ports").stream()))
                .isNotEmpty()
                .allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void noServiceHasASecretInTheFile() {
        services().forEach((name, service) -> environment(service).forEach((variable, value) -> {
            if (SECRET.matcher(variable).matches()) {
                assertThat(value).as("%s of %s", variable, name).matches("\\$\\{[A-Z_]+:-}");
            }
        }));
    }

    @ParameterizedTest
    @MethodSource("everyAgent")
    void anAgentGetsTheSecretsThatItUsesAndNoOther(AgentName agent) {
        assertThat(environment(at(compose(), "services/" + host(agent))).keySet())
                .filteredOn(variable -> SECRET.matcher(variable).matches() || variable.equals("TENANT_KEYS"))
                .containsExactlyInAnyOrderElementsOf(DeployFixtures.secrets(agent, DeployFixtures.Packaging.COMPOSE));
    }

    @Test
    void anOwnersPasswordIsSeenByTheDatabaseAndByTheMigrationOnly() {
        assertThat(services().entrySet().stream()
                        .filter(service -> environment(service.getValue()).keySet().stream()
                                .anyMatch(variable -> variable.matches(".*OWNER_PASSWORD|SPRING_FLYWAY_PASSWORD")))
                        .map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("postgres", "migrate");
        everyAgent().forEach(agent -> {
            Map<String, Object> service = at(compose(), "services/" + host(agent));
            assertThat(DeployFixtures.<String>at(service, "depends_on/migrate/condition"))
                    .isEqualTo("service_completed_successfully");
            assertThat(environment(service)).containsEntry("CEM_MIGRATE", "never");
            assertThat(environment(at(compose(), "services/migrate")))
                    .containsKey(DeployFixtures.schema(agent).toUpperCase(Locale.ROOT) + "_OWNER_PASSWORD");
        });
    }

    @Test
    void theFileKeepsToWhatComposeOneAndTwoBothTake() {
        var file = compose();

        assertThat(file).doesNotContainKey("name");
        assertThat(read("docker-compose.yml")).doesNotContain("required:").doesNotContainPattern("\\$\\{[^}:]*}");
        assertThat(file.keySet())
                .allMatch(key ->
                        key.startsWith("x-") || Set.of("services", "volumes").contains(key));
    }

    @Test
    void makeEnvWritesEverySecretThatTheFileAsksForAndKeepsWhatIsThere(@TempDir Path directory) throws Exception {
        // given
        Path env = directory.resolve(".env");
        Files.writeString(env, "OPERATOR_PASSWORD=chosen\n");

        // when
        String said = run(PROJECT.resolve("deploy/make-env").toString(), env.toString());

        // then
        Map<String, String> written = Files.readAllLines(env).stream()
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1)));
        assertThat(written).containsEntry("OPERATOR_PASSWORD", "chosen");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(env)))
                .isEqualTo("rw-------");
        Set<String> optional = Set.of("WEBHOOK_ALERTMANAGER_SECRET");
        var wanted = FROM_ENVIRONMENT
                .matcher(read("docker-compose.yml"))
                .results()
                .map((MatchResult match) -> match.group(1))
                .filter(name -> SECRET.matcher(name).matches() && !optional.contains(name))
                .collect(Collectors.toSet());
        assertThat(written.keySet()).containsAll(wanted);
        wanted.stream().filter(name -> !name.equals("OPERATOR_PASSWORD")).forEach(name -> assertThat(said)
                .doesNotContain(String.valueOf(written.get(name))));
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

package io.cemfleet.e2e.deploy;

import static io.cemfleet.e2e.deploy.DeployFixtures.PROJECT;
import static io.cemfleet.e2e.deploy.DeployFixtures.USER;
import static io.cemfleet.e2e.deploy.DeployFixtures.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {
    private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");

    @ParameterizedTest
    @ValueSource(strings = {"agents", "lab"})
    void anImageRunsAsAUserThatIsNotRootByNumber(String image) {
        assertThat(stage(image))
                .filteredOn(line -> line.startsWith("USER "))
                .last()
                .isEqualTo("USER " + USER + ":" + USER);
    }

    @Test
    void theDockerfileHoldsNoSecret() {
        assertThat(read("Dockerfile").replace("with-secrets", "").replace("make-secrets", ""))
                .doesNotContainPattern("(?i)(password|token|_SECRET|API_KEY)");
    }

    @Test
    void theAgentsImageHoldsWhatWasLaidOutForItAndItsCache() {
        assertThat(stage("agents"))
                .filteredOn(line -> line.startsWith("COPY "))
                .containsExactly(
                        "COPY deploy/docker/init deploy/docker/make-secrets /app/bin/",
                        "COPY --from=build /image/agents/ /app/",
                        "COPY --from=rehearsal /tmp/aot/ /app/aot/");
    }

    @Test
    void theLabsImageHoldsWhatWasLaidOutForIt() {
        assertThat(stage("lab"))
                .filteredOn(line -> line.startsWith("COPY "))
                .containsExactly("COPY --from=build /image/lab/ /app/");
    }

    @Test
    void anImageIsBuiltFromSourcesOnlyAndFromThoseOfEveryModule() {
        List<String> modules = MODULE.matcher(read("pom.xml"))
                .results()
                .map(match -> "!" + match.group(1))
                .toList();

        List<String> context = read(".dockerignore")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        assertThat(context).startsWith("*").containsAll(modules).contains("*/target");
        assertThat(context)
                .filteredOn(line -> line.startsWith("!") && !modules.contains(line))
                .containsExactly("!pom.xml", "!mvnw", "!.mvn", "!deploy", "!deploy/docker", "!deploy/postgres");
    }

    @Test
    void mavenComesFromTheWrapperWithAChecksum() {
        assertThat(read(".mvn/wrapper/maven-wrapper.properties"))
                .containsPattern("distributionUrl=https://repo.maven.apache.org/\\S+-bin.zip")
                .containsPattern("distributionSha256Sum=[0-9a-f]{64}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy/docker/run",
                "deploy/docker/healthy",
                "deploy/docker/init",
                "deploy/docker/make-secrets",
                "deploy/docker/with-secrets",
                "deploy/postgres/init-roles.sh",
                "mvnw"
            })
    void scriptsAreExecutableAndCorrectBash(String script) throws Exception {
        Path file = PROJECT.resolve(script);

        assertThat(Files.isExecutable(file)).isTrue();
        Process check = new ProcessBuilder("bash", "-n", file.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(check.waitFor()).as(output).isZero();
    }

    /** The instructions of one stage of the Dockerfile. */
    private static List<String> stage(String name) {
        return read("Dockerfile")
                .lines()
                .dropWhile(line -> !line.matches("FROM \\S+ AS " + name))
                .skip(1)
                .takeWhile(line -> !line.startsWith("FROM "))
                .toList();
    }
}

package io.cemfleet.e2e.deploy;

import static io.cemfleet.e2e.deploy.DeployFixtures.PROJECT;
import static io.cemfleet.e2e.deploy.DeployFixtures.USER;
import static io.cemfleet.e2e.deploy.DeployFixtures.read;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageTest {
    @Test
    void theImageRunsAsAUserThatIsNotRootByNumber() {
        assertThat(instructions("USER")).containsExactly(USER + ":" + USER);
    }

    @Test
    void theImageHoldsTheBuildAndNoSecret() {
        assertThat(read("Dockerfile")).doesNotContainPattern("(?i)(password|secret|token)");
        assertThat(instructions("COPY"))
                .containsExactly(
                        "dist/lib/ /app/lib/",
                        "dist/*.jar /app/",
                        "deploy/docker/run deploy/docker/healthy deploy/docker/migrate /app/bin/");
        assertThat(read(".dockerignore").lines()).startsWith("*").doesNotContain("!.env", "!.fleet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"deploy/docker/run", "deploy/docker/healthy", "deploy/make-env", "deploy/postgres/init-roles.sh"
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

    private static List<String> instructions(String name) {
        return read("Dockerfile")
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1).strip())
                .toList();
    }
}

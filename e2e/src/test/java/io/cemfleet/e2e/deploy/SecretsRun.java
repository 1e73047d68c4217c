package io.cemfleet.e2e.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One run of the script that generates the secrets of a fleet in containers.
 *
 * @param said what it printed
 */
record SecretsRun(Path directory, String said, Map<String, Map<String, String>> written) {

    /** Runs it over what an earlier run left in the directory. */
    static SecretsRun in(Path directory, Map<String, String> environment) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        DeployFixtures.PROJECT
                                .resolve("deploy/docker/make-secrets")
                                .toString(),
                        directory.resolve("others/kept").toString(),
                        directory.resolve("agents").toString(),
                        directory.resolve("others").toString())
                .redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = process.inputReader().readAllAsString();
        assertThat(process.waitFor()).as(said).isZero();
        var written = new HashMap<String, Map<String, String>>();
        for (Path file : files(directory)) {
            written.put(directory.relativize(file.getParent()).toString(), variables(file));
        }
        return new SecretsRun(directory, said, Map.copyOf(written));
    }

    Map<String, String> agent(String name) {
        return written.getOrDefault("agents/" + name, Map.of());
    }

    Map<String, String> other(String name) {
        return written.getOrDefault("others/" + name, Map.of());
    }

    /** Who has a variable whose name contains this. */
    List<String> holders(String part) {
        return written.entrySet().stream()
                .filter(file -> file.getValue().keySet().stream().anyMatch(name -> name.contains(part)))
                .map(file -> Path.of(file.getKey()).getFileName().toString())
                .toList();
    }

    List<Path> files() throws IOException {
        return files(directory);
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private static Map<String, String> variables(Path file) {
        try {
            var variables = new HashMap<String, String>();
            for (String line : Files.readAllLines(file)) {
                int split = line.indexOf('=');
                variables.put(line.substring(0, split), line.substring(split + 1));
            }
            return Map.copyOf(variables);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.cemfleet.bench.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.process.DirectoryTrees;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.process.ProcessSpawner;
import io.cemfleet.launcher.state.FleetFailure;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Prometheus' Alertmanager as a process of its own, alone in its cluster, with a receiver that sends nothing. */
final class AlertmanagerProcess implements AutoCloseable {
    private static final List<String> NAMES = List.of("prometheus-alertmanager", "alertmanager");
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final String SETTINGS = "route: {receiver: none}\nreceivers: [{name: none}]\n";

    private final Process process;
    private final int port;

    private AlertmanagerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** The program, if this machine has it. */
    static Optional<String> program() {
        return NAMES.stream()
                .flatMap(name -> ProcessSpawner.onPath(name).stream())
                .findFirst();
    }

    /** The first line that the program prints about itself. */
    static String version(String program) {
        try {
            Process asked = new ProcessBuilder(program, "--version")
                    .redirectErrorStream(true)
                    .start();
            String text = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.lines().findFirst().orElse("unknown");
        } catch (IOException e) {
            throw new FleetFailure("cannot run " + program + ": " + e.getMessage(), e);
        }
    }

    /** @param directory for its data, which is deleted first */
    static AlertmanagerProcess start(String program, Path directory) {
        try {
            DirectoryTrees.delete(directory);
            Files.createDirectories(directory);
            Path settings = Files.writeString(directory.resolve("alertmanager.yml"), SETTINGS);
            int port = freePort();
            Process process = new ProcessBuilder(
                            program,
                            "--config.file=" + settings,
                            "--storage.path=" + directory.resolve("data"),
                            "--web.listen-address=127.0.0.1:" + port,
                            "--cluster.listen-address=",
                            "--log.level=error")
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("log").toFile())
                    .start();
            var started = new AlertmanagerProcess(process, port);
            if (!PollingWait.until(START_LIMIT, Duration.ofMillis(50), started::isReady)) {
                started.close();
                throw new FleetFailure("Alertmanager does not start; see " + directory.resolve("log"));
            }
            return started;
        } catch (IOException e) {
            throw new FleetFailure("cannot start Alertmanager: " + e.getMessage(), e);
        }
    }

    int port() {
        return port;
    }

    /** How many alerts with this value of the label {@code run} it lists. */
    int listed(String run) {
        String filter = URLEncoder.encode("run=\"" + run + '"', StandardCharsets.UTF_8);
        try (InputStream body = open("/api/v2/alerts?filter=" + filter).getInputStream();
                var alerts = JsonHttpClient.JSON.readerFor(JsonNode.class).<JsonNode>readValues(body)) {
            int count = 0;
            while (alerts.hasNextValue()) {
                alerts.nextValue();
                count++;
            }
            return count;
        } catch (IOException e) {
            throw new FleetFailure("Alertmanager does not list its alerts: " + e.getMessage(), e);
        }
    }

    private boolean isReady() {
        try {
            return open("/-/ready").getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpURLConnection open(String path) throws IOException {
        return (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

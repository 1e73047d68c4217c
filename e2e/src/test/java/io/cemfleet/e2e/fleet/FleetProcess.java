package io.cemfleet.e2e.fleet;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.launcher.process.OwnProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process of the fleet under test, as the system sees it: to be killed, stopped and continued. */
public enum FleetProcess {
    POSTGRES(15432),
    KAFKA(19092),
    ORCHESTRATOR(AgentName.ORCHESTRATOR.port()),
    EVENT_CORRELATOR(AgentName.EVENT_CORRELATOR.port()),
    SERVICE_IMPACT(AgentName.SERVICE_IMPACT.port()),
    PATH_COMPUTATION(AgentName.PATH_COMPUTATION.port()),
    TUNNEL_PROVISIONING(AgentName.TUNNEL_PROVISIONING.port()),
    RESTORATION_MONITOR(AgentName.RESTORATION_MONITOR.port()),
    TRAFFIC_ANALYTICS(AgentName.TRAFFIC_ANALYTICS.port()),
    NOTIFICATION(AgentName.NOTIFICATION.port()),
    AUDIT(AgentName.AUDIT.port()),
    IO_AGENT(AgentName.IO_AGENT.port()),
    ENHANCEMENT_PIPELINE(AgentName.ENHANCEMENT_PIPELINE.port());

    static final Path STATE = Path.of("target/fleet").toAbsolutePath().normalize();
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    private final int port;

    FleetProcess(int port) {
        this.port = port;
    }

    /** As the launcher calls it. */
    public String wire() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    public int port() {
        return port;
    }

    /** Of an agent: where its probes and metrics are. */
    int managementPort() {
        return port + 1000;
    }

    /** Kills it with SIGKILL, stopped or not, and waits until it has ended. */
    public void kill() {
        ProcessHandle process = process();
        process.destroyForcibly();
        process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
    }

    /**
     * Stops it (SIGSTOP): it keeps its memory and its connections, and does not answer.
     *
     * @return the process to be continued
     */
    public ProcessHandle pause() {
        ProcessHandle process = process();
        signal("STOP", process);
        return process;
    }

    /** Continues a stopped process; no effect when it was killed meanwhile. */
    public static void resume(ProcessHandle paused) {
        if (paused.isAlive()) {
            signal("CONT", paused);
        }
    }

    /** Whether it serves: an agent reports that it is up, Postgres and Kafka listen. */
    public boolean serves() {
        if (this != POSTGRES && this != KAFKA) {
            return up(port);
        }
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), (int) PATIENCE.toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the agent at a port reports that it is up. */
    static boolean up(int port) {
        try {
            HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health"))
                    .timeout(PATIENCE)
                    .build();
            return HTTP.send(health, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The variables with which the process runs. */
    public Map<String, String> environment() {
        Path file = Path.of("/proc", Long.toString(process().pid()), "environ");
        try {
            return Stream.of(Files.readString(file).split("\0", -1))
                    .filter(variable -> variable.contains("="))
                    .map(variable -> variable.split("=", 2))
                    .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ProcessHandle process() {
        return found().orElseThrow(() -> new IllegalStateException(wire() + " does not run"));
    }

    private Optional<ProcessHandle> found() {
        return this == POSTGRES
                ? postmaster()
                : FleetUnderTest.processes().running(wire()).map(OwnProcess::handle);
    }

    /** The server of this fleet's data directory, by its pid file, and only if its command line names that directory. */
    private static Optional<ProcessHandle> postmaster() {
        Path data = STATE.resolve("postgres/data");
        try {
            long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid"))
                    .getFirst()
                    .strip());
            return ProcessHandle.of(pid).filter(process -> commandLine(process).contains(data.toString()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static List<String> commandLine(ProcessHandle process) {
        return process.info().arguments().map(List::of).orElse(List.of());
    }

    private static void signal(String name, ProcessHandle process) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("kill -" + name + " of " + process.pid() + " ended with " + code);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

package io.cemfleet.launcher.postgres;

import io.cemfleet.launcher.process.DirectoryTrees;
import io.cemfleet.launcher.process.LoopbackPorts;
import io.cemfleet.launcher.process.OwnProcess;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.state.DatabasePasswords;
import io.cemfleet.launcher.state.FleetCertificates;
import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetPaths;
import io.cemfleet.launcher.state.PrivateFiles;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The fleet's Postgres: {@code fsync} and {@code synchronous_commit} on, loopback only, passwords for every role.
 * {@code pg_ctl} starts it without a terminal, and it outlives the launcher.
 */
public final class PostgresServer {
    public static final String PART = "postgres";
    public static final String DATABASE = "cem";
    public static final String ADMINISTRATOR = "postgres";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final FleetPaths home;
    private final int port;
    private final Path data;
    private final Optional<FleetCertificates> certificates;

    public PostgresServer(FleetPaths home, int port) {
        this(home, port, Optional.empty());
    }

    private PostgresServer(FleetPaths home, int port, Optional<FleetCertificates> certificates) {
        this.home = home;
        this.port = port;
        this.data = home.postgres().resolve("data");
        this.certificates = certificates;
    }

    /** The same server, which accepts only TLS. */
    public PostgresServer secured(FleetCertificates issued) {
        return new PostgresServer(home, port, Optional.of(issued));
    }

    public int port() {
        return port;
    }

    /** An address with a query, to which more may be appended with {@code &}. */
    public String url(String database) {
        String encryption = certificates
                .map(issued -> "verify-full&sslrootcert="
                        + URLEncoder.encode(issued.authority().toString(), StandardCharsets.UTF_8))
                .orElse("disable");
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=" + encryption;
    }

    public Optional<OwnProcess> running() {
        return PostmasterProcess.running(data).map(handle -> new OwnProcess(PART, handle));
    }

    public boolean answers() {
        return running().isPresent() && LoopbackPorts.answers(port);
    }

    /** Starts the server unless it runs, and updates database, schemas and roles. */
    public void start(DatabasePasswords passwords) {
        Path programs = PostgresBinaries.ensure(home.postgres());
        try {
            initialise(programs, passwords);
            if (running().isEmpty()) {
                PostmasterProcess.forgetDead(data);
                launch(programs);
            }
        } catch (IOException e) {
            throw new FleetFailure("cannot start Postgres: " + e.getMessage(), e);
        }
        new DatabaseRoles(home, this).apply(passwords);
    }

    private void initialise(Path programs, DatabasePasswords passwords) throws IOException {
        if (Files.exists(data.resolve("PG_VERSION"))) {
            return;
        }
        Path draft = home.postgres().resolve("data.new");
        DirectoryTrees.delete(draft);
        Path passwordFile = Files.createTempFile(home.postgres(), "initdb", ".pw");
        try {
            Files.writeString(passwordFile, passwords.of("postgres"));
            run(
                    programs,
                    "initdb",
                    "-D",
                    draft.toString(),
                    "-U",
                    "postgres",
                    "--pwfile=" + passwordFile,
                    "-A",
                    "scram-sha-256",
                    "-E",
                    "UTF8",
                    "--no-locale");
            Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
    }

    private void launch(Path programs) throws IOException {
        encryption();
        Files.writeString(
                data.resolve("fleet.conf"),
                """
                listen_addresses = '127.0.0.1'
                port = %d
                ssl = %s
                unix_socket_directories = ''
                fsync = on
                synchronous_commit = on
                full_page_writes = on
                max_connections = 200
                shared_buffers = 96MB
                timezone = 'UTC'
                log_timezone = 'UTC'
                log_line_prefix = '%%m [%%p] %%u '
                """
                        .formatted(port, certificates.isPresent() ? "on" : "off"));
        Path main = data.resolve("postgresql.conf");
        if (!Files.readString(main).contains("include = 'fleet.conf'")) {
            Files.writeString(main, "\ninclude = 'fleet.conf'\n", StandardOpenOption.APPEND);
        }
        run(
                programs,
                "pg_ctl",
                "start",
                "-w",
                "-t",
                Long.toString(START_LIMIT.toSeconds()),
                "-D",
                data.toString(),
                "-l",
                home.log(PART).toString());
    }

    /** Writes certificate and key under the names that Postgres expects, and the rules for connections. */
    private void encryption() throws IOException {
        if (certificates.isPresent()) {
            FleetCertificates issued = certificates.get();
            PrivateFiles.write(
                    data.resolve("server.crt"), Files.readString(issued.certificate(FleetCertificates.POSTGRES)));
            PrivateFiles.write(data.resolve("server.key"), Files.readString(issued.key(FleetCertificates.POSTGRES)));
        }
        String kind = certificates.isPresent() ? "hostssl" : "host";
        Files.writeString(data.resolve("pg_hba.conf"), kind + " all all 127.0.0.1/32 scram-sha-256\n");
    }

    /** Stops the server if it runs: at once, without waiting for clients, and without loss of data. */
    public void stop() {
        running().ifPresent(process -> {
            Path programs = PostgresBinaries.ensure(home.postgres());
            try {
                run(programs, "pg_ctl", "stop", "-m", "fast", "-w", "-t", "30", "-D", data.toString());
            } catch (FleetFailure | IOException e) {
                process.stop(Duration.ofSeconds(5));
            }
            PollingWait.until(Duration.ofSeconds(10), Duration.ofMillis(50), () -> !process.handle()
                    .isAlive());
        });
    }

    private void run(Path programs, String program, String... arguments) throws IOException {
        var command = new ArrayList<>(UnprivilegedCommand.prefix());
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        File log = home.log(PART).toFile();
        var builder = new ProcessBuilder(command)
                .directory(home.postgres().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().put("LC_ALL", "C");
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        Process process = builder.start();
        try {
            if (!process.waitFor(START_LIMIT.toSeconds() + 30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new FleetFailure(program + " did not end; see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
        if (process.exitValue() != 0) {
            throw new FleetFailure(program + " failed with " + process.exitValue() + "; see " + log);
        }
    }
}

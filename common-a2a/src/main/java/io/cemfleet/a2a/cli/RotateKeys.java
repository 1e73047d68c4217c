package io.cemfleet.a2a.cli;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.token.AgentKeys;
import io.cemfleet.a2a.token.AgentTokens;
import io.cemfleet.a2a.token.KeyRotation;
import io.cemfleet.a2a.token.SignedRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Gives agents of a shared directory new keys while they run: publishes the new public keys, waits until every running
 * agent accepts them, lets their owners sign with them, waits until every token of the old ones has expired, and
 * removes those. After an interruption, the next run finishes the rotation.
 */
public final class RotateKeys implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Path directory;
    private final Function<AgentName, URI> addresses;
    private final RotationWaits waits;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();

    /**
     * @param accepted how long each running agent may take to accept the new public keys
     * @param oldTokensEnd from the change of the private keys to the removal of the old public ones
     */
    public record RotationWaits(Duration accepted, Duration oldTokensEnd) {
        static final RotationWaits USUAL = new RotationWaits(
                Duration.ofSeconds(60),
                AgentKeys.CHECKED_EVERY.plus(AgentTokens.LIFETIME).plus(AgentTokens.SKEW));
    }

    /** @param addresses the address of each agent */
    public RotateKeys(Path directory, Function<AgentName, URI> addresses, RotationWaits waits) {
        this.directory = directory;
        this.addresses = addresses;
        this.waits = waits;
    }

    /** @param arguments directory of the keys, and optionally the one agent */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        if (arguments.isEmpty() || arguments.size() > 2) {
            System.err.println("usage: ./fleet rotate-keys [AGENT]");
            return 2;
        }
        Path directory = Path.of(arguments.getFirst());
        try (var rotation = new RotateKeys(directory, AgentAddresses::of, RotationWaits.USUAL)) {
            List<AgentName> agents = arguments.size() == 2
                    ? List.of(AgentName.of(arguments.get(1)))
                    : Stream.of(AgentName.values())
                            .filter(agent -> Files.exists(directory.resolve(agent.wire() + ".key")))
                            .toList();
            rotation.rotate(agents);
            return 0;
        } catch (IllegalArgumentException | IllegalStateException | IOException e) {
            System.err.println("fleet: " + e.getMessage());
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /**
     * Rotates the keys of these agents together; only those whose rotation was interrupted, if there are any.
     *
     * @throws IllegalStateException when another rotation is under way, or a running agent does not accept a new key in
     *     time; until then every agent signs with its old key
     */
    public void rotate(List<AgentName> agents) throws IOException, InterruptedException {
        try (FileChannel file = FileChannel.open(
                        directory.resolve(".rotation.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw new IllegalStateException("another rotation is under way");
            }
            rotateAlone(agents);
        }
    }

    private void rotateAlone(List<AgentName> agents) throws IOException, InterruptedException {
        List<KeyRotation> rotations = unfinishedOrAll(agents);
        for (KeyRotation rotation : rotations) {
            rotation.publish();
        }
        System.out.println("published the new public keys of " + rotations.size() + " agents");
        for (AgentName receiver : AgentName.values()) {
            awaitAccepted(receiver, rotations);
        }
        for (KeyRotation rotation : rotations) {
            rotation.change();
        }
        System.out.println("every running agent accepts them, and now they are signed with; the old ones end in "
                + waits.oldTokensEnd().toSeconds() + " s");
        Thread.sleep(waits.oldTokensEnd());
        for (KeyRotation rotation : rotations) {
            rotation.finish();
        }
        System.out.println("the old keys are refused from now on");
    }

    private List<KeyRotation> unfinishedOrAll(List<AgentName> agents) {
        List<KeyRotation> all =
                agents.stream().map(agent -> new KeyRotation(directory, agent)).toList();
        List<KeyRotation> unfinished = all.stream().filter(KeyRotation::begun).toList();
        return unfinished.isEmpty() ? all : unfinished;
    }

    private void awaitAccepted(AgentName receiver, List<KeyRotation> rotations) throws InterruptedException {
        long end = System.nanoTime() + waits.accepted().toNanos();
        for (KeyRotation rotation : rotations) {
            while (receiver.port() != 0 && !accepts(receiver, rotation)) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(receiver.wire() + " does not accept the new key of "
                            + rotation.agent().wire() + "; no agent signs with a new key yet. Run this again");
                }
                Thread.sleep(PAUSE);
            }
        }
    }

    /**
     * Queries a task that does not exist: only an authenticated caller gets a 404. An agent that does not run needs no
     * wait.
     */
    private boolean accepts(AgentName receiver, KeyRotation rotation) throws InterruptedException {
        URI address = addresses.apply(receiver).resolve("/a2a/tasks/" + UUID.randomUUID());
        SignedRequest signed = SignedRequest.to("GET", address, new byte[0]);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + rotation.token(receiver, signed, Clock.systemUTC()))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 404;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}

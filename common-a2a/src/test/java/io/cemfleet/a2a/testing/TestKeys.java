package io.cemfleet.a2a.testing;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.token.AgentKeys;
import io.cemfleet.a2a.token.AgentTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.Base64;
import java.util.stream.Stream;

/** Keys for every agent, made once a test run. */
public final class TestKeys {
    private static final Path DIRECTORY = make();

    private TestKeys() {}

    public static Path directory() {
        return DIRECTORY;
    }

    /** Tokens as this agent would sign them. */
    public static AgentTokens tokensOf(AgentName agent) {
        return new AgentTokens(AgentKeys.read(DIRECTORY, agent), Clock.systemUTC());
    }

    /** Writes a new pair of keys for an agent, as it finds them in its folder. */
    public static void write(Path directory, AgentName agent) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            write(directory.resolve(agent.wire() + ".key"), pair.getPrivate().getEncoded());
            write(directory.resolve(agent.wire() + ".pub"), pair.getPublic().getEncoded());
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("no test keys", e);
        }
    }

    private static Path make() {
        try {
            Path directory = Files.createTempDirectory("fleet-keys");
            Stream.of(AgentName.values()).forEach(agent -> write(directory, agent));
            return directory;
        } catch (IOException e) {
            throw new IllegalStateException("no test keys", e);
        }
    }

    private static void write(Path file, byte[] key) throws IOException {
        Files.writeString(file, Base64.getEncoder().encodeToString(key));
        file.toFile().deleteOnExit();
    }
}

package io.cemfleet.a2a.token;

import io.cemfleet.a2a.message.AgentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;

/**
 * One directory for each agent below a common one, named with hyphens: the agent's own private key and the public keys
 * of all, so that a container can mount its own directory and nothing else.
 *
 * @param root the common directory
 */
public record KeyDirectories(Path root) {

    /**
     * Creates missing directories and keys, and copies every agent's public key into all directories. Existing private
     * keys stay.
     *
     * @throws IOException when a file cannot be read or written
     * @throws IllegalStateException when an existing private key is not one
     */
    public void ensure(Collection<AgentName> agents) throws IOException {
        for (AgentName agent : agents) {
            ensureOwn(agent);
        }
        for (AgentName owner : agents) {
            String publicKey = Files.readString(KeyDirectory.publicKey(of(owner), owner));
            for (AgentName reader : agents) {
                writeIfDifferent(KeyDirectory.publicKey(of(reader), owner), publicKey);
            }
        }
    }

    private void ensureOwn(AgentName agent) throws IOException {
        Path folder = Files.createDirectories(of(agent));
        Path privateKey = KeyDirectory.privateKey(folder, agent);
        if (!Files.exists(privateKey)) {
            Files.deleteIfExists(KeyDirectory.publicKey(folder, agent));
            KeyDirectory.write(
                    privateKey, Ed25519Keys.Ed25519PrivateKey.generate().text());
        }
        if (!Files.exists(KeyDirectory.publicKey(folder, agent))) {
            KeyDirectory.write(
                    KeyDirectory.publicKey(folder, agent),
                    Ed25519Keys.readPrivate(privateKey).publicHalf().text());
        }
    }

    private static void writeIfDifferent(Path file, String text) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            KeyDirectory.write(file, text);
        }
    }

    private Path of(AgentName agent) {
        return root.resolve(agent.wire().replace('_', '-'));
    }
}

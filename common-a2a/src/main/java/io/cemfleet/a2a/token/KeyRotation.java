package io.cemfleet.a2a.token;

import io.cemfleet.a2a.message.AgentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;

/**
 * Gives one agent of a shared folder a new key, in three steps between which tokens of the old and of the new key are
 * accepted. How far a rotation came is seen from the files, so that one that was interrupted is finished by doing its
 * steps again.
 *
 * <ol>
 *   <li>{@link #publish}: {@code <agent>.next.key}, then {@code <agent>.next.pub}
 *   <li>{@link #change}, once all accept the new key: {@code <agent>.next.key} becomes {@code <agent>.key}
 *   <li>{@link #finish}, once no token of the old key lives: {@code <agent>.next.pub} becomes {@code <agent>.pub}
 * </ol>
 */
public final class KeyRotation {
    private static final int SHORT = 8;

    private final Path directory;
    private final AgentName agent;

    public KeyRotation(Path directory, AgentName agent) {
        this.directory = directory;
        this.agent = agent;
    }

    public AgentName agent() {
        return agent;
    }

    /** Whether it was begun and is not finished. */
    public boolean begun() {
        return Files.exists(nextPrivateKey()) || Files.exists(KeyDirectory.nextPublicKey(directory, agent));
    }

    /** Creates the new key, unless there is one already, and publishes its public half. */
    public void publish() throws IOException {
        Path next = KeyDirectory.nextPublicKey(directory, agent);
        if (Files.exists(next)) {
            return;
        }
        if (!Files.exists(nextPrivateKey())) {
            KeyDirectory.write(
                    nextPrivateKey(), Ed25519Keys.Ed25519PrivateKey.generate().text());
        }
        KeyDirectory.write(
                next, Ed25519Keys.readPrivate(nextPrivateKey()).publicHalf().text());
    }

    /** Whether the agent signs with the new key already. */
    public boolean changed() {
        return !Files.exists(nextPrivateKey());
    }

    /** A token as the agent will sign it, to test whether another agent accepts the new key. */
    public String token(AgentName audience, SignedRequest request, Clock clock) {
        Ed25519Keys.Ed25519PrivateKey key =
                Ed25519Keys.readPrivate(changed() ? KeyDirectory.privateKey(directory, agent) : nextPrivateKey());
        return AgentTokens.signed(
                AgentKeys.OwnSigningKey.of(key), TokenClaims.of(agent, audience, clock.instant(), request));
    }

    /**
     * Lets the agent sign with the new key.
     *
     * @throws IllegalStateException when another public key was published
     * @throws IOException when the new file would belong to another user than the old one, so that the agent could not
     *     read it
     */
    public void change() throws IOException {
        if (changed()) {
            return;
        }
        Path key = KeyDirectory.privateKey(directory, agent);
        requirePublished(Ed25519Keys.readPrivate(nextPrivateKey()));
        if (!Files.getOwner(key).equals(Files.getOwner(nextPrivateKey()))) {
            throw new IOException(key + " belongs to " + Files.getOwner(key) + ": rotate as this user");
        }
        move(nextPrivateKey(), key);
    }

    /**
     * Removes the old public key. The audit agent's stays as {@code audit.former-….pub}, for the seals that it holds.
     *
     * @throws IllegalStateException when the published key is not the one that the agent signs with
     */
    public void finish() throws IOException {
        Path next = KeyDirectory.nextPublicKey(directory, agent);
        Path present = KeyDirectory.publicKey(directory, agent);
        Ed25519Keys.Ed25519PrivateKey key = Ed25519Keys.readPrivate(KeyDirectory.privateKey(directory, agent));
        Ed25519Keys.Ed25519PublicKey signsWith = key.publicHalf();
        requirePublished(key);
        if (agent == AgentName.AUDIT) {
            keepForSeals(present, signsWith);
        }
        KeyDirectory.write(present, signsWith.text());
        Files.delete(next);
    }

    private void requirePublished(Ed25519Keys.Ed25519PrivateKey key) {
        Path next = KeyDirectory.nextPublicKey(directory, agent);
        if (!Ed25519Keys.readPublic(next).thumbprint().equals(key.publicHalf().thumbprint())) {
            throw new IllegalStateException(next + " is not the public half of the agent's new key");
        }
    }

    private void keepForSeals(Path present, Ed25519Keys.Ed25519PublicKey signsWith) throws IOException {
        Ed25519Keys.Ed25519PublicKey former = Ed25519Keys.readPublic(present);
        String name = former.thumbprint().substring(0, SHORT);
        if (!former.thumbprint().equals(signsWith.thumbprint())) {
            KeyDirectory.write(directory.resolve(agent.wire() + ".former-" + name + ".pub"), former.text());
        }
    }

    private Path nextPrivateKey() {
        return directory.resolve(agent.wire() + ".next.key");
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

package io.cemfleet.a2a.token;

import io.cemfleet.a2a.message.AgentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A directory with one agent's private key and the public keys of all. An agent that is changing its key has two public
 * ones: {@code <agent>.pub} and {@code <agent>.next.pub}; tokens of both are accepted.
 */
record KeyDirectory(Path directory, AgentName self) {
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** The content of the directory at one moment; public keys by thumbprint. */
    record LoadedKeys(AgentKeys.OwnSigningKey own, Map<String, AgentKeys.VerificationKey> known) {}

    static Path privateKey(Path directory, AgentName agent) {
        return directory.resolve(agent.wire() + ".key");
    }

    static Path publicKey(Path directory, AgentName agent) {
        return directory.resolve(agent.wire() + ".pub");
    }

    static Path nextPublicKey(Path directory, AgentName agent) {
        return directory.resolve(agent.wire() + ".next.pub");
    }

    /** Writes a file that only its owner may read, completely or not at all. */
    static void write(Path file, String text) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(draft);
        Files.createFile(draft, OWNER_ONLY);
        Files.writeString(draft, text);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads everything. The next keys come first: a rotation ends by writing the next key over the present one before it
     * removes it, so that this order misses neither.
     *
     * @throws IllegalStateException when the own key is missing, anything is not a key, or two agents have the same
     */
    LoadedKeys read() {
        Path ownFile = privateKey(directory, self);
        if (!Files.isReadable(ownFile)) {
            throw new IllegalStateException(
                    "no key for " + self.wire() + ": " + ownFile + " is missing or not readable");
        }
        Map<String, AgentKeys.VerificationKey> known = new HashMap<>();
        for (AgentName agent : AgentName.values()) {
            for (Path file : List.of(nextPublicKey(directory, agent), publicKey(directory, agent))) {
                if (Files.isReadable(file)) {
                    add(known, agent, file);
                }
            }
        }
        return new LoadedKeys(AgentKeys.OwnSigningKey.of(Ed25519Keys.readPrivate(ownFile)), Map.copyOf(known));
    }

    private static void add(Map<String, AgentKeys.VerificationKey> known, AgentName agent, Path file) {
        Ed25519Keys.Ed25519PublicKey key = Ed25519Keys.readPublic(file);
        AgentKeys.VerificationKey before =
                known.put(key.thumbprint(), new AgentKeys.VerificationKey(agent, key.verifier()));
        if (before != null && before.agent() != agent) {
            throw new IllegalStateException(
                    file + " is the key of " + before.agent().wire() + " too");
        }
    }

    /** When each of the files was changed; two equal answers mean that nothing has to be read again. */
    Map<Path, FileTime> changes() {
        Map<Path, FileTime> changes = new HashMap<>();
        Stream.concat(
                        Stream.of(privateKey(directory, self)),
                        Stream.of(AgentName.values())
                                .flatMap(agent ->
                                        Stream.of(nextPublicKey(directory, agent), publicKey(directory, agent))))
                .forEach(file -> {
                    try {
                        changes.put(file, Files.getLastModifiedTime(file));
                    } catch (IOException e) {
                        changes.remove(file);
                    }
                });
        return changes;
    }
}

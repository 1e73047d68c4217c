package io.cemfleet.a2a.token;

import io.cemfleet.a2a.message.AgentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** An agent's own Ed25519 key (RFC 8032) and the public keys of those it talks with. */
public final class AgentKeys {
    private final AgentName self;
    private final Ed25519PrivateKeyParameters own;
    private final Map<AgentName, Ed25519PublicKeyParameters> known;

    private AgentKeys(
            AgentName self, Ed25519PrivateKeyParameters own, Map<AgentName, Ed25519PublicKeyParameters> known) {
        this.self = self;
        this.own = own;
        this.known = known;
    }

    /**
     * Reads {@code <agent>.key} and all {@code *.pub} of a folder.
     *
     * @throws IllegalStateException when the own key is missing or anything is not a key: no key, no start
     */
    public static AgentKeys read(Path directory, AgentName self) {
        Path own = directory.resolve(self.wire() + ".key");
        if (!Files.isReadable(own)) {
            throw new IllegalStateException("no key for " + self.wire() + ": " + own + " is missing or not readable");
        }
        Map<AgentName, Ed25519PublicKeyParameters> known = new EnumMap<>(AgentName.class);
        for (AgentName agent : AgentName.values()) {
            Path file = directory.resolve(agent.wire() + ".pub");
            if (Files.isReadable(file)) {
                known.put(agent, publicKey(file));
            }
        }
        return new AgentKeys(self, privateKey(own), known);
    }

    AgentName self() {
        return self;
    }

    Ed25519PrivateKeyParameters own() {
        return own;
    }

    Optional<Ed25519PublicKeyParameters> of(AgentName agent) {
        return Optional.ofNullable(known.get(agent));
    }

    private static Ed25519PrivateKeyParameters privateKey(Path file) {
        try {
            return (Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(decode(file));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("not a private Ed25519 key: " + file, e);
        }
    }

    private static Ed25519PublicKeyParameters publicKey(Path file) {
        try {
            return (Ed25519PublicKeyParameters) PublicKeyFactory.createKey(decode(file));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("not a public Ed25519 key: " + file, e);
        }
    }

    private static byte[] decode(Path file) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(file).strip());
    }
}

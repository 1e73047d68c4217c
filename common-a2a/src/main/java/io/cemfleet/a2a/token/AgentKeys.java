package io.cemfleet.a2a.token;

import io.cemfleet.a2a.message.AgentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** An agent's own Ed25519 key (RFC 8032) and the public keys of those it talks with. */
public final class AgentKeys {
    private final AgentName self;
    private final PrivateKey own;
    private final Map<AgentName, PublicKey> known;

    private AgentKeys(AgentName self, PrivateKey own, Map<AgentName, PublicKey> known) {
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
        Map<AgentName, PublicKey> known = new EnumMap<>(AgentName.class);
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

    PrivateKey own() {
        return own;
    }

    Optional<PublicKey> of(AgentName agent) {
        return Optional.ofNullable(known.get(agent));
    }

    private static PrivateKey privateKey(Path file) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(decode(file)));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new IllegalStateException("not a private Ed25519 key: " + file, e);
        }
    }

    private static PublicKey publicKey(Path file) {
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(decode(file)));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new IllegalStateException("not a public Ed25519 key: " + file, e);
        }
    }

    private static byte[] decode(Path file) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(file).strip());
    }
}

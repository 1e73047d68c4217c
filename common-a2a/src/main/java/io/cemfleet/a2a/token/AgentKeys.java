package io.cemfleet.a2a.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import io.cemfleet.a2a.message.AgentName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.jspecify.annotations.Nullable;

/** An agent's own Ed25519 key (RFC 8032) and the public keys of those it talks with, by thumbprint (RFC 7638). */
public final class AgentKeys {
    private final AgentName self;
    private final Own own;
    private final Map<String, Known> known;

    private AgentKeys(AgentName self, Own own, Map<String, Known> known) {
        this.self = self;
        this.own = own;
        this.known = known;
    }

    /** @param id the thumbprint of the public half */
    record Own(String id, JWSSigner signer) {}

    record Known(AgentName agent, JWSVerifier verifier) {}

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
        Map<String, Known> known = new HashMap<>();
        for (AgentName agent : AgentName.values()) {
            Path file = directory.resolve(agent.wire() + ".pub");
            if (Files.isReadable(file)) {
                Ed25519PublicKeyParameters key = publicKey(file);
                known.put(id(key), new Known(agent, new Ed25519Signatures.Verifier(key)));
            }
        }
        Ed25519PrivateKeyParameters key = privateKey(own);
        return new AgentKeys(self, new Own(id(key.generatePublicKey()), new Ed25519Signatures.Signer(key)), known);
    }

    AgentName self() {
        return self;
    }

    Own own() {
        return own;
    }

    Optional<Known> known(@Nullable String id) {
        return Optional.ofNullable(known.get(id));
    }

    private static String id(Ed25519PublicKeyParameters key) {
        try {
            return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(key.getEncoded()))
                    .build()
                    .computeThumbprint()
                    .toString();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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

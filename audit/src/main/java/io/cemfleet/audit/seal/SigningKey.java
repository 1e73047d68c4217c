package io.cemfleet.audit.seal;

import io.cemfleet.a2a.settings.A2aSettings;
import io.cemfleet.audit.trail.TrailSignature;
import io.cemfleet.audit.trail.VerificationKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * The agent's own key, which signs the trail, and the public keys that verify its signatures: {@code audit*.pub}, the
 * present one, the one that a rotation has published, and those before it.
 */
@Component
public class SigningKey {
    private final PrivateKey own;
    private final String keyId;
    private final VerificationKeys known;

    /** @throws IllegalStateException when a key is missing: a trail that cannot be signed is not started */
    SigningKey(A2aSettings settings) {
        Path directory = settings.keyDirectory();
        String name = settings.self().wire();
        try {
            KeyFactory keys = KeyFactory.getInstance("Ed25519");
            this.own = keys.generatePrivate(new PKCS8EncodedKeySpec(decode(directory.resolve(name + ".key"))));
            this.known = VerificationKeys.read(directory);
            this.keyId = known.signer("own", signature("own"))
                    .orElseThrow(() -> new IllegalArgumentException("the public half of the key is not there"));
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "the trail needs " + name + ".key and its public half, " + name + ".pub, in " + directory, e);
        }
    }

    final TrailSignature sign(String statement) {
        return new TrailSignature(keyId, signature(statement));
    }

    private String signature(String statement) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(own);
            signature.update(statement.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java since 15 has Ed25519", e);
        }
    }

    /** The public keys. */
    public VerificationKeys known() {
        return known;
    }

    private static byte[] decode(Path file) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(file).strip());
    }
}

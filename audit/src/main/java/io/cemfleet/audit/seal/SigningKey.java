package io.cemfleet.audit.seal;

import io.cemfleet.a2a.settings.A2aSettings;
import io.cemfleet.audit.trail.TrailSignature;
import io.cemfleet.audit.trail.VerificationKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.springframework.stereotype.Component;

/**
 * The agent's own key, which signs the trail, and the public keys that verify its signatures: {@code audit*.pub}, the
 * present one, the one that a rotation has published, and those before it. Each batch is signed, by Bouncy Castle, whose
 * Ed25519 takes a tenth of the JDK's time; verification uses the JDK's.
 */
@Component
public class SigningKey {
    private final Ed25519PrivateKeyParameters own;
    private final String keyId;
    private final VerificationKeys known;

    /** @throws IllegalStateException when a key is missing: a trail that cannot be signed is not started */
    SigningKey(A2aSettings settings) {
        Path directory = settings.keyDirectory();
        String name = settings.self().wire();
        try {
            this.own =
                    (Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(decode(directory.resolve(name + ".key")));
            this.known = VerificationKeys.read(directory);
            this.keyId = known.signer("own", signature("own"))
                    .orElseThrow(() -> new IllegalArgumentException("the public half of the key is not there"));
        } catch (IOException | IllegalArgumentException | ClassCastException e) {
            throw new IllegalStateException(
                    "the trail needs " + name + ".key and its public half, " + name + ".pub, in " + directory, e);
        }
    }

    final TrailSignature sign(String statement) {
        return new TrailSignature(keyId, signature(statement));
    }

    private String signature(String statement) {
        byte[] bytes = statement.getBytes(StandardCharsets.UTF_8);
        Ed25519Signer signer = new Ed25519Signer();
        signer.init(true, own);
        signer.update(bytes, 0, bytes.length);
        return Base64.getEncoder().encodeToString(signer.generateSignature());
    }

    /** The public keys. */
    public VerificationKeys known() {
        return known;
    }

    private static byte[] decode(Path file) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(file).strip());
    }
}

package io.cemfleet.audit.seal;

import io.cemfleet.a2a.config.A2aSettings;
import io.cemfleet.audit.trail.Seal;
import io.cemfleet.audit.trail.SealKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import org.springframework.stereotype.Component;

/**
 * The agent's own key, which signs the trail, and the public keys its signatures are held against: {@code audit.pub},
 * and {@code audit*.pub} for keys that it had before.
 */
@Component
public class SigningKey {
    private final PrivateKey own;
    private final String keyId;
    private final SealKeys known;

    /** @throws IllegalStateException when a key is missing: a trail that cannot be signed is not begun */
    SigningKey(A2aSettings settings) {
        Path directory = settings.keyDirectory();
        String name = settings.self().wire();
        try {
            KeyFactory keys = KeyFactory.getInstance("Ed25519");
            PublicKey pub = keys.generatePublic(new X509EncodedKeySpec(decode(directory.resolve(name + ".pub"))));
            this.own = keys.generatePrivate(new PKCS8EncodedKeySpec(decode(directory.resolve(name + ".key"))));
            this.keyId = SealKeys.id(pub);
            this.known = SealKeys.read(directory);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new IllegalStateException("the trail needs " + name + ".key and " + name + ".pub in " + directory, e);
        }
        if (!known.hold("own", sign("own"))) {
            throw new IllegalStateException(name + ".key and " + name + ".pub in " + directory + " are no pair");
        }
    }

    final Seal sign(String statement) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(own);
            signature.update(statement.getBytes(StandardCharsets.UTF_8));
            return new Seal(keyId, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java since 15 has Ed25519", e);
        }
    }

    /** The public keys. */
    public SealKeys known() {
        return known;
    }

    private static byte[] decode(Path file) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(file).strip());
    }
}

package io.cemfleet.a2a.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;

/** Ed25519 keys (RFC 8032) as files: Base64 of PKCS#8 and of X.509, without armour. */
final class Ed25519Keys {
    private Ed25519Keys() {}

    record Ed25519PrivateKey(Ed25519PrivateKeyParameters key) {
        static Ed25519PrivateKey generate() {
            return new Ed25519PrivateKey(new Ed25519PrivateKeyParameters(new SecureRandom()));
        }

        Ed25519PublicKey publicHalf() {
            return new Ed25519PublicKey(key.generatePublicKey());
        }

        JWSSigner signer() {
            return new Ed25519Signatures.Signer(key);
        }

        /** The file's content. */
        String text() throws IOException {
            return encode(PrivateKeyInfoFactory.createPrivateKeyInfo(key).getEncoded());
        }

        @Override
        public String toString() {
            return "private half of " + publicHalf().thumbprint();
        }
    }

    record Ed25519PublicKey(Ed25519PublicKeyParameters key) {
        /** RFC 7638: names the key in the header of a token. */
        String thumbprint() {
            try {
                return new OctetKeyPair.Builder(Curve.Ed25519, Base64URL.encode(key.getEncoded()))
                        .build()
                        .computeThumbprint()
                        .toString();
            } catch (JOSEException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        JWSVerifier verifier() {
            return new Ed25519Signatures.Verifier(key);
        }

        /** The file's content. */
        String text() throws IOException {
            return encode(
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded());
        }
    }

    static Ed25519PrivateKey readPrivate(Path file) {
        try {
            return new Ed25519PrivateKey((Ed25519PrivateKeyParameters) PrivateKeyFactory.createKey(decode(file)));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("not a private Ed25519 key: " + file, e);
        }
    }

    static Ed25519PublicKey readPublic(Path file) {
        try {
            return new Ed25519PublicKey((Ed25519PublicKeyParameters) PublicKeyFactory.createKey(decode(file)));
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("not a public Ed25519 key: " + file, e);
        }
    }

    private static byte[] decode(Path file) throws IOException {
        return Base64.getMimeDecoder().decode(Files.readString(file).strip());
    }

    private static String encode(byte[] key) {
        return Base64.getEncoder().encodeToString(key) + "\n";
    }
}

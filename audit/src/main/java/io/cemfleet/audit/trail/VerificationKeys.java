package io.cemfleet.audit.trail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The public keys that verify signatures of the trail: the present one, and those before it. */
public final class VerificationKeys {
    private final Map<String, PublicKey> keys;

    public VerificationKeys(Collection<PublicKey> keys) {
        this.keys = keys.stream().collect(Collectors.toMap(VerificationKeys::id, Function.identity(), (a, b) -> a));
    }

    /**
     * Reads {@code audit*.pub} of a directory, or one file (X.509, Base64).
     *
     * @throws IOException when there is none, or one is not an Ed25519 key
     */
    public static VerificationKeys read(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return new VerificationKeys(List.of(publicKey(place)));
        }
        List<PublicKey> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place, "audit*.pub")) {
            for (Path file : files) {
                found.add(publicKey(file));
            }
        }
        if (found.isEmpty()) {
            throw new IOException("no audit*.pub in " + place);
        }
        return new VerificationKeys(found);
    }

    /** A key's short name: the first half of the SHA-256 of its X.509 form, hexadecimal. */
    public static String id(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(digest, 0, digest.length / 2);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The short name of the key that signed the statement, if it is one of these. */
    public Optional<String> signer(String statement, String signature) {
        return keys.keySet().stream()
                .filter(id -> hold(statement, new TrailSignature(id, signature)))
                .findFirst();
    }

    /** Whether one of these keys signed the statement. */
    public boolean hold(String statement, TrailSignature seal) {
        PublicKey key = keys.get(seal.keyId());
        if (key == null) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(statement.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(seal.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static PublicKey publicKey(Path file) throws IOException {
        try {
            byte[] key = Base64.getMimeDecoder().decode(Files.readString(file).strip());
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("not a public Ed25519 key: " + file, e);
        }
    }
}

package io.cemfleet.runtime.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The secret that the sender of a webhook shares with the fleet, compared in constant time. A blank one is absent:
 * nothing equals it, and nothing is signed with it.
 */
public final class WebhookSecret {
    private static final String PREFIX = "sha256=";
    private static final String ALGORITHM = "HmacSHA256";

    private final String secret;

    /** @param secret the secret, or an empty text when there is none */
    public WebhookSecret(String secret) {
        this.secret = secret;
    }

    /** Whether there is one. */
    public boolean isPresent() {
        return !secret.isEmpty();
    }

    /** Whether this is the secret itself. */
    public boolean isSecret(@Nullable String given) {
        return given != null && isPresent() && MessageDigest.isEqual(bytes(secret), bytes(given));
    }

    /** Whether this is the secret itself or its segment of a path. */
    public boolean isSecretOrSegment(@Nullable String given) {
        if (given == null || !isPresent()) {
            return false;
        }
        boolean itself = MessageDigest.isEqual(bytes(secret), bytes(given));
        boolean segment = MessageDigest.isEqual(bytes(pathSegment()), bytes(given));
        return itself | segment;
    }

    /**
     * Whether this is the HMAC-SHA256 of the raw body, written {@code sha256=<hex>}. The work is the same for a wrong,
     * malformed or missing signature.
     */
    public boolean isSignature(@Nullable String given, byte[] body) {
        if (!isPresent()) {
            return false;
        }
        return MessageDigest.isEqual(hmac(body), decoded(given));
    }

    /**
     * The secret as a segment of a path: itself when it needs no escape there, else its Base64url, since firewalls
     * refuse an escaped {@code /}, {@code %} or {@code ;}.
     */
    public String pathSegment() {
        return isPlain() ? secret : Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(secret));
    }

    /** Unreserved characters only; a dot in front would make a relative path of it. */
    private boolean isPlain() {
        return isPresent() && secret.charAt(0) != '.' && secret.chars().allMatch(WebhookSecret::isUnreserved);
    }

    private static boolean isUnreserved(int c) {
        return (c >= 'A' && c <= 'Z')
                || (c >= 'a' && c <= 'z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '~'
                || c == '-'
                || c == '.';
    }

    private byte[] hmac(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes(secret), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static byte[] decoded(@Nullable String signature) {
        if (signature == null || !signature.startsWith(PREFIX)) {
            return new byte[0];
        }
        try {
            return HexFormat.of().parseHex(signature.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "WebhookSecret";
    }
}

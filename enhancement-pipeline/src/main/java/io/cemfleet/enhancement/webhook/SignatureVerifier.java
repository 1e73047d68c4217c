package io.cemfleet.enhancement.webhook;

import io.cemfleet.enhancement.tenant.WebhookAuth;
import io.cemfleet.enhancement.tenant.WebhookTenant;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Checks signatures and secrets in constant time. */
final class SignatureVerifier {
    private static final String PREFIX = "sha256=";
    private static final String ALGORITHM = "HmacSHA256";
    private static final String NOBODYS = "no tenant has this secret";

    private SignatureVerifier() {}

    /**
     * Whether the sender knows the tenant's secret.
     *
     * @param tenant null when there is none: the same work is done, and the answer is no
     * @param signature {@code sha256=<hex>} or bare hex of the HMAC-SHA256 of the raw body
     * @param secret the secret itself, taken only where the tenant allows it
     */
    static boolean genuine(
            @Nullable WebhookTenant tenant, @Nullable String signature, @Nullable String secret, byte[] body) {
        String wanted = tenant == null ? NOBODYS : tenant.secret();
        boolean signed = MessageDigest.isEqual(hmac(wanted, body), decoded(signature));
        boolean told = secret != null
                && tenant != null
                && tenant.auth() == WebhookAuth.SECRET_HEADER
                && MessageDigest.isEqual(bytes(wanted), bytes(secret));
        return tenant != null && (signed || told);
    }

    private static byte[] hmac(String secret, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytes(secret), ALGORITHM));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static byte[] decoded(@Nullable String signature) {
        if (signature == null) {
            return new byte[0];
        }
        try {
            return HexFormat.of()
                    .parseHex(signature.startsWith(PREFIX) ? signature.substring(PREFIX.length()) : signature);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

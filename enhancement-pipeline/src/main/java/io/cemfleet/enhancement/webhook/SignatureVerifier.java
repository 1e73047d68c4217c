package io.cemfleet.enhancement.webhook;

import io.cemfleet.enhancement.tenant.WebhookAuth;
import io.cemfleet.enhancement.tenant.WebhookTenant;
import io.cemfleet.runtime.security.WebhookSecret;
import org.jspecify.annotations.Nullable;

/** Checks whether a webhook comes from the tenant that it names. */
final class SignatureVerifier {
    private static final String PREFIX = "sha256=";
    private static final WebhookSecret UNKNOWN_TENANT = new WebhookSecret("no tenant has this secret");

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
        WebhookSecret expected = tenant == null ? UNKNOWN_TENANT : new WebhookSecret(tenant.secret());
        boolean signed = expected.isSignature(withPrefix(signature), body);
        boolean shown = tenant != null && tenant.auth() == WebhookAuth.SECRET_HEADER && expected.isSecret(secret);
        return tenant != null && (signed || shown);
    }

    private static @Nullable String withPrefix(@Nullable String signature) {
        return signature == null || signature.startsWith(PREFIX) ? signature : PREFIX + signature;
    }
}

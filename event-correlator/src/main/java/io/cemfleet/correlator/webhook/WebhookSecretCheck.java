package io.cemfleet.correlator.webhook;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlertSource;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks secrets and signatures in constant time. A source without a secret is closed. */
@Component
class WebhookSecretCheck {
    private static final String PREFIX = "sha256=";

    private final CorrelatorSettings.Webhook settings;

    WebhookSecretCheck(CorrelatorSettings settings) {
        this.settings = settings.webhook();
    }

    /** Whether this is the secret, as it is or as a segment of a path. */
    boolean isSecret(AlertSource source, @Nullable String given) {
        String wanted = secret(source);
        if (given == null || wanted.isEmpty()) {
            return false;
        }
        boolean itself = MessageDigest.isEqual(bytes(wanted), bytes(given));
        boolean segment = MessageDigest.isEqual(bytes(CorrelatorSettings.Webhook.segment(wanted)), bytes(given));
        return itself | segment;
    }

    /** Whether this is the HMAC-SHA256 of the raw body, written {@code sha256=<hex>}. */
    boolean isSignature(AlertSource source, @Nullable String given, byte[] body) {
        String wanted = secret(source);
        if (given == null || wanted.isEmpty() || !given.startsWith(PREFIX)) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(wanted), "HmacSHA256"));
            return MessageDigest.isEqual(mac.doFinal(body), HexFormat.of().parseHex(given.substring(PREFIX.length())));
        } catch (IllegalArgumentException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private String secret(AlertSource source) {
        return switch (source) {
            case PCA -> settings.pcaSecret();
            case CNC -> settings.cncSecret();
            case ALERTMANAGER -> settings.alertmanagerSecret();
            case PROACTIVE, CORRELATOR -> "";
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package io.cemfleet.correlator.webhook;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.source.AlertSource;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.WebhookSecret;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Admits requests of senders that know the source's secret, as a header, as the last segment of the path, or as the key
 * of a signature. The rate counts after that, so strangers cannot exhaust it.
 */
@Component
class WebhookGate {
    private final WebhookRateLimiter rate;
    private final int maxBody;

    WebhookGate(WebhookRateLimiter rate, CorrelatorSettings settings) {
        this.rate = rate;
        this.maxBody = settings.webhook().maxBody();
    }

    /** @throws ProblemException 401 for a sender that does not show the secret */
    void checkSecret(AlertSource source, @Nullable String inPath, HttpServletRequest http) {
        if (!showsSecret(source, inPath, http)) {
            throw unknownSender();
        }
    }

    /**
     * The raw body, from an authentic sender.
     *
     * @throws ProblemException 401, 413 or 429
     */
    byte[] admit(AlertSource source, @Nullable String inPath, HttpServletRequest http) throws IOException {
        boolean known = showsSecret(source, inPath, http);
        String signature = http.getHeader("X-Webhook-Signature");
        if (!known && (signature == null || inPath != null)) {
            throw unknownSender();
        }
        byte[] body = http.getInputStream().readNBytes(maxBody + 1);
        if (body.length > maxBody) {
            throw new ProblemException(HttpStatus.PAYLOAD_TOO_LARGE, "the body is larger than " + maxBody + " bytes");
        }
        if (!known && !secret(source).isSignature(signature, body)) {
            throw unknownSender();
        }
        AlertSourceId id = source.id();
        if (!rate.admits(id)) {
            throw ProblemException.later(HttpStatus.TOO_MANY_REQUESTS, "too many requests", Duration.ofSeconds(1));
        }
        return body;
    }

    private static boolean showsSecret(AlertSource source, @Nullable String inPath, HttpServletRequest http) {
        return secret(source).isSecretOrSegment(inPath == null ? http.getHeader("X-Webhook-Secret") : inPath);
    }

    private static WebhookSecret secret(AlertSource source) {
        return source.webhook().orElseThrow();
    }

    private static ProblemException unknownSender() {
        return new ProblemException(HttpStatus.UNAUTHORIZED, "no secret, or not the right one");
    }
}

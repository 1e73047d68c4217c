package io.cemfleet.correlator.webhook;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Limits requests for each source and second. It counts after the check of the secret, so strangers cannot exhaust it.
 */
@Component
class WebhookRateLimiter {
    private final RateLimiterConfig config;
    private final Map<AlertSourceId, RateLimiter> limiters = new ConcurrentHashMap<>();

    WebhookRateLimiter(CorrelatorSettings settings) {
        this.config = RateLimiterConfig.custom()
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .limitForPeriod(settings.webhook().ratePerSecond())
                .timeoutDuration(Duration.ZERO)
                .build();
    }

    boolean admits(AlertSourceId source) {
        return limiters.computeIfAbsent(source, s -> RateLimiter.of("webhook-" + s.wire(), config))
                .acquirePermission();
    }
}

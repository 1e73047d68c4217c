package io.cemfleet.enhancement.webhook;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.cemfleet.enhancement.tenant.WebhookTenant;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Limits webhooks for each tenant and minute. It counts after the check of the signature, so strangers cannot exhaust
 * it. Each process counts for itself, and knows only tenants that sent recently.
 */
@Component
class TenantRateLimiter {
    private record Limited(int perMinute, RateLimiter limiter) {}

    private static final Duration PERIOD = Duration.ofMinutes(1);

    /** After a period without a webhook a tenant may send as many as a new one. */
    private final Cache<String, Limited> limiters;

    @Autowired
    TenantRateLimiter() {
        this(Ticker.systemTicker());
    }

    TenantRateLimiter(Ticker ticker) {
        this.limiters = Caffeine.newBuilder()
                .ticker(ticker)
                .expireAfterAccess(PERIOD.multipliedBy(2))
                .build();
    }

    /** Tenants that are counted at present. */
    long counted() {
        limiters.cleanUp();
        return limiters.estimatedSize();
    }

    boolean admits(WebhookTenant tenant) {
        Limited limited = Objects.requireNonNull(limiters.asMap()
                .compute(
                        tenant.tenantId(),
                        (id, before) -> before != null && before.perMinute() == tenant.ratePerMinute()
                                ? before
                                : new Limited(tenant.ratePerMinute(), limiter(id, tenant.ratePerMinute()))));
        return limited.limiter().acquirePermission();
    }

    private static RateLimiter limiter(String tenantId, int perMinute) {
        return RateLimiter.of(
                "webhook-" + tenantId,
                RateLimiterConfig.custom()
                        .limitRefreshPeriod(PERIOD)
                        .limitForPeriod(perMinute)
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }
}

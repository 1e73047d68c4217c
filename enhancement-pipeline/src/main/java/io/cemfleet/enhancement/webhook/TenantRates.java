package io.cemfleet.enhancement.webhook;

import io.cemfleet.enhancement.tenant.WebhookTenant;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Webhooks a tenant and minute, counted after the signature: strangers cannot use it up. */
@Component
class TenantRates {
    private record Limited(int perMinute, RateLimiter limiter) {}

    private final Map<String, Limited> limiters = new ConcurrentHashMap<>();

    boolean admits(WebhookTenant tenant) {
        Limited limited = Objects.requireNonNull(limiters.compute(
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
                        .limitRefreshPeriod(Duration.ofMinutes(1))
                        .limitForPeriod(perMinute)
                        .timeoutDuration(Duration.ZERO)
                        .build());
    }
}

package io.cemfleet.enhancement.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.enhancement.tenant.WebhookAuth;
import io.cemfleet.enhancement.tenant.WebhookTenant;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TenantRateLimiterTest {
    private final AtomicLong nanos = new AtomicLong();
    private final TenantRateLimiter rates = new TenantRateLimiter(nanos::get);

    private static WebhookTenant tenant(String id) {
        return new WebhookTenant(id, true, WebhookAuth.values()[0], "secret", 1);
    }

    @Test
    void tenantsThatSendNothingAreNoLongerCounted() {
        for (int tenant = 0; tenant < 1_000; tenant++) {
            rates.admits(tenant("tenant-" + tenant));
        }
        assertThat(rates.counted()).isEqualTo(1_000);

        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(rates.admits(tenant("tenant-7"))).isFalse();
        nanos.addAndGet(Duration.ofSeconds(90).toNanos());

        assertThat(rates.counted()).isEqualTo(1);
    }
}

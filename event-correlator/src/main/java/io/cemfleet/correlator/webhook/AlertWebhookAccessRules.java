package io.cemfleet.correlator.webhook;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.runtime.security.OpenEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The webhooks, which check their senders' secrets and signatures themselves. Senders probe them by GET. */
@Configuration(proxyBeanMethods = false)
class AlertWebhookAccessRules {
    private static final String SOURCE = "/webhooks/{source}";
    private static final String SECRET_IN_PATH = "/webhooks/{source}/{secret}";

    @Bean
    OpenEndpoint webhookProbe() {
        return new OpenEndpoint(HttpMethod.GET, SOURCE, 0);
    }

    @Bean
    OpenEndpoint webhookProbeBySecret() {
        return new OpenEndpoint(HttpMethod.GET, SECRET_IN_PATH, 0);
    }

    @Bean
    OpenEndpoint webhook(CorrelatorSettings settings) {
        return new OpenEndpoint(HttpMethod.POST, SOURCE, settings.webhook().maxBody());
    }

    @Bean
    OpenEndpoint webhookBySecret(CorrelatorSettings settings) {
        return new OpenEndpoint(
                HttpMethod.POST, SECRET_IN_PATH, settings.webhook().maxBody());
    }
}

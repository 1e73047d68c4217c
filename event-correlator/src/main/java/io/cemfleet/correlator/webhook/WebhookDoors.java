package io.cemfleet.correlator.webhook;

import io.cemfleet.a2a.security.OpenDoor;
import io.cemfleet.correlator.CorrelatorSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The webhooks, which check their senders' secrets and signatures themselves. Senders probe them by GET. */
@Configuration(proxyBeanMethods = false)
class WebhookDoors {
    private static final String SOURCE = "/webhooks/{source}";
    private static final String SECRET_IN_PATH = "/webhooks/{source}/{secret}";

    @Bean
    OpenDoor webhookProbe() {
        return new OpenDoor(HttpMethod.GET, SOURCE, 0);
    }

    @Bean
    OpenDoor webhookProbeBySecret() {
        return new OpenDoor(HttpMethod.GET, SECRET_IN_PATH, 0);
    }

    @Bean
    OpenDoor webhook(CorrelatorSettings settings) {
        return new OpenDoor(HttpMethod.POST, SOURCE, settings.webhook().maxBody());
    }

    @Bean
    OpenDoor webhookBySecret(CorrelatorSettings settings) {
        return new OpenDoor(HttpMethod.POST, SECRET_IN_PATH, settings.webhook().maxBody());
    }
}

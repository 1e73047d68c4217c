package io.cemfleet.enhancement.webhook;

import io.cemfleet.a2a.security.OpenDoor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The service desks' webhooks, which check their senders' signatures themselves. */
@Configuration(proxyBeanMethods = false)
class WebhookDoors {

    @Bean
    OpenDoor ticketWebhook(WebhookSettings settings) {
        return new OpenDoor(HttpMethod.POST, "/webhook/servicedesk", settings.maxBody());
    }

    @Bean
    OpenDoor resolvedTicketWebhook(WebhookSettings settings) {
        return new OpenDoor(HttpMethod.POST, "/webhook/servicedesk/resolved-ticket", settings.maxBody());
    }
}

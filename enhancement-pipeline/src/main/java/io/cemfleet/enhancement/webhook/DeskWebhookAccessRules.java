package io.cemfleet.enhancement.webhook;

import io.cemfleet.runtime.security.OpenEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The service desks' webhooks, which check their senders' signatures themselves. */
@Configuration(proxyBeanMethods = false)
class DeskWebhookAccessRules {

    @Bean
    OpenEndpoint ticketWebhook(WebhookSettings settings) {
        return new OpenEndpoint(HttpMethod.POST, "/webhook/servicedesk", settings.maxBody());
    }

    @Bean
    OpenEndpoint resolvedTicketWebhook(WebhookSettings settings) {
        return new OpenEndpoint(HttpMethod.POST, "/webhook/servicedesk/resolved-ticket", settings.maxBody());
    }
}

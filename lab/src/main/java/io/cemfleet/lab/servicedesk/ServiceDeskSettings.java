package io.cemfleet.lab.servicedesk;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The configuration of the service desk.
 *
 * @param webhookUrl address for new requests; resolved ones go to {@code /resolved-ticket} below it; none: no webhook
 *     is sent
 * @param tenant the service desk's tenant name at the receiver
 * @param secret that signs the webhooks
 * @param webhookTimeout for one attempt
 * @param webhookAttempts how often a webhook is sent that is not accepted
 * @param history how many resolved requests there are at the start
 */
@Validated
@ConfigurationProperties("lab.servicedesk")
public record ServiceDeskSettings(
        @Nullable URI webhookUrl,
        @NotNull @DefaultValue("") String tenant,
        @NotNull @DefaultValue("") String secret,
        @NotNull @DefaultValue("5s") Duration webhookTimeout,
        @Min(1) @Max(10) @DefaultValue("3") int webhookAttempts,
        @Min(0) @Max(2000) @DefaultValue("80") int history) {

    @Override
    public String toString() {
        return "ServiceDeskSettings[" + webhookUrl + ", tenant " + tenant + ", secret ***]";
    }
}

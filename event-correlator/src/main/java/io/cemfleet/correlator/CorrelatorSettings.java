package io.cemfleet.correlator;

import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.runtime.security.WebhookSecret;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * This agent's settings.
 *
 * @param webhookBaseUrl where CNC and PCA reach the webhooks; with an explicit port, CNC insists on one
 * @param watch how the subscriptions at the sources are supervised
 * @param ownCongestion when congestion is the fleet's own
 */
@Validated
@ConfigurationProperties("cem.correlator")
public record CorrelatorSettings(
        @DefaultValue("http://127.0.0.1:8001") @NotNull URI webhookBaseUrl,
        @DefaultValue @Valid Webhook webhook,
        @DefaultValue @Valid Watch watch,
        @DefaultValue @Valid Inference inference,
        @DefaultValue @Valid OwnCongestion ownCongestion) {

    /** Where a source sends its alerts, with its secret as the last segment of the path. */
    public URI webhookUrl(AlertSourceId source, WebhookSecret secret) {
        return URI.create(webhookBaseUrl + "/webhooks/" + source.wire() + '/' + secret.pathSegment());
    }

    /**
     * The public webhooks, all sources alike; their secrets are settings of the sources.
     *
     * @param maxBody bytes; more gets 413
     * @param ratePerSecond requests a source and second; more gets 429
     * @param ackTimeout how long Kafka may take to acknowledge before the sender gets 503
     */
    public record Webhook(
            @DefaultValue("524288") @Min(1024) int maxBody,
            @DefaultValue("2000") @Min(1) int ratePerSecond,
            @DefaultValue("5s") @NotNull Duration ackTimeout) {}

    /**
     * @param interval between two comparisons with the sources' lists of open alarms
     * @param retry between two attempts while a source could not be reached
     * @param grace age that an alarm must have before its absence from the source's list counts as a clear
     */
    public record Watch(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("60s") @NotNull Duration interval,
            @DefaultValue("3s") @NotNull Duration retry,
            @DefaultValue("5s") @NotNull Duration grace) {}

    /**
     * How degraded links are found behind sessions.
     *
     * @param interval between two passes while a session is unexplained
     * @param recheck between two measurements of a link that was found degraded
     * @param ambiguousAfter how long a link may stay unconfirmed before the ticket opens with candidates
     * @param freshness how old a healthy session's sample may be
     * @param goodsToClear good measurements in a row, of distinct times, that clear an inferred link
     */
    public record Inference(
            @DefaultValue("true") boolean enabled,
            @DefaultValue("1s") @NotNull Duration interval,
            @DefaultValue("3s") @NotNull Duration recheck,
            @DefaultValue("10s") @NotNull Duration ambiguousAfter,
            @DefaultValue("60s") @NotNull Duration freshness,
            @DefaultValue("2") @Min(1) int goodsToClear) {}

    /**
     * When congestion of a link is attributed to the fleet's own tunnels.
     *
     * @param threshold utilisation, 0 to 1, of the direction that carries them, from which on congestion is attributed
     * @param policiesAge how long ago the policies may have been requested when an alert arrives
     * @param loadsAge how old a measured utilisation may be
     * @param deadline how long an alert waits for both; then it is not attributed
     * @param settle how long no tunnel may explain an attributed alert before it counts as a fault
     */
    public record OwnCongestion(
            @DefaultValue("0.80") @DecimalMin("0.1") @DecimalMax("1") double threshold,
            @DefaultValue("1s") @NotNull Duration policiesAge,
            @DefaultValue("2s") @NotNull Duration loadsAge,
            @DefaultValue("2s") @NotNull Duration deadline,
            @DefaultValue("20s") @NotNull Duration settle) {}
}

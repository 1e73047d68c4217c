package io.cemfleet.notification;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param console address of the console for people; each message links to its incident there
 * @param opening whether people are notified when an incident opens; they are always notified of closure and escalation
 * @param attempts tries of one channel before it is given up
 * @param firstRetry the pause before the second try; it doubles, up to {@code maxRetry}
 */
@Validated
@ConfigurationProperties("cem.notification")
public record NotificationSettings(
        @DefaultValue("http://127.0.0.1:8009/") URI console,
        @DefaultValue("true") boolean opening,
        @DefaultValue("6") @Min(1) int attempts,
        @DefaultValue("5s") Duration firstRetry,
        @DefaultValue("5m") Duration maxRetry,
        @DefaultValue @Valid Storm storm,
        @NotNull @Valid Webex webex,
        @NotNull @Valid ServiceNow servicenow,
        @NotNull @Valid Email email) {

    /**
     * Limits that keep a bad day from becoming a flood of messages.
     *
     * @param together a repeat of the same event of the same incident waits this long after the one before it, and is
     *     sent together with notices that arrived meanwhile
     * @param messages that a channel gets within {@code period}; further ones are sent later, in one digest
     */
    public record Storm(
            @DefaultValue("60s") Duration together,
            @DefaultValue("30") @Min(1) int messages,
            @DefaultValue("1m") Duration period) {}

    /** A blank token means that the channel is not set up: a notification for it fails with that reason. */
    public record Webex(@NotBlank String url, String token, String roomId) {}

    /** A blank url means that the channel is not set up. */
    public record ServiceNow(String url, String user, String password) {}

    public record Email(@NotBlank String from, @NotBlank String to) {}
}

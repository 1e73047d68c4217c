package io.cemfleet.notification;

import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
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
        @NotNull @Valid Matrix matrix) {

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

    /**
     * Which channels get a notification. Its row is the higher of the incident's peak severity and its highest tier.
     *
     * @param rows the channels of each severity, by their names
     * @param tiers the row of each SLA tier
     * @param events the only channels that an event goes to, if its row has them; all of its row for an absent event
     */
    public record Matrix(
            @NotEmpty Map<Severity, Set<String>> rows,
            @NotEmpty Map<SlaTier, Severity> tiers,
            @DefaultValue Map<NotificationEvent, Set<String>> events) {}
}

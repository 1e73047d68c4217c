package io.cemfleet.cnc.notification;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The notification stream of topology, policies and measurements.
 *
 * @param names of the notifications, as the controller's release has them: {@code (namespace?revision=date)name}
 * @param silence after which a stream without events and keep-alives counts as broken
 * @param retry pause before a broken stream is opened again
 * @param unsupported pause after a controller offered no stream
 */
@Validated
@ConfigurationProperties("cem.cnc.notification")
public record NotificationSettings(
        @DefaultValue({"sr-policy-notification", "topology-notification", "performance-metrics-notification"}) @NotEmpty
                List<@NotBlank String> names,
        @DefaultValue("15s") @NotNull Duration silence,
        @DefaultValue("5s") @NotNull Duration retry,
        @DefaultValue("60s") @NotNull Duration unsupported) {}

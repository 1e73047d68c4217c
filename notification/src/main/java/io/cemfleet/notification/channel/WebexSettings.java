package io.cemfleet.notification.channel;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** A blank token means that the channel is not set up: a notification for it fails with that reason. */
@Validated
@ConfigurationProperties("cem.notification.webex")
record WebexSettings(@NotBlank String url, String token, String roomId) {}

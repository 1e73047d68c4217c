package io.cemfleet.notification.channel;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** The sender, and the receivers with commas between them. */
@Validated
@ConfigurationProperties("cem.notification.email")
record EmailSettings(@NotBlank String from, @NotBlank String to) {}

package io.cemfleet.io;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param session how long a login lasts
 * @param streams browsers that may listen at once
 * @param keepAlive between two signs of life on a quiet stream
 * @param secureCookie whether the cookie is sent over TLS only; false for a console on the local machine
 */
@Validated
@ConfigurationProperties("cem.console")
public record ConsoleSettings(
        @DefaultValue("12h") Duration session,
        @DefaultValue("200") @Min(1) int streams,
        @DefaultValue("10s") Duration keepAlive,
        @DefaultValue("false") boolean secureCookie) {}

package io.cemfleet.lab.mail;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** @param port of the SMTP server on the loopback address; 0 for any free port */
@Validated
@ConfigurationProperties("lab.mail")
public record MailSettings(@Min(0) @Max(65535) @DefaultValue("8025") int port) {}

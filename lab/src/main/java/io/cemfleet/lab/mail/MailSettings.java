package io.cemfleet.lab.mail;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.net.InetAddress;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The SMTP server.
 *
 * @param port where it listens; 0 for any free port
 * @param address the address it binds to; loopback unless a container's network needs more
 */
@Validated
@ConfigurationProperties("lab.mail")
public record MailSettings(
        @Min(0) @Max(65535) @DefaultValue("8025") int port, @NotNull @DefaultValue("127.0.0.1") InetAddress address) {}

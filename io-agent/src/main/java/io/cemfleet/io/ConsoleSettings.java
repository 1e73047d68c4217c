package io.cemfleet.io;

import io.cemfleet.a2a.security.Role;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param session how long a login lasts
 * @param streams browsers that may listen at once, in this process
 * @param streamsPerPerson streams that one person may have open at once, in this process
 * @param keepAlive between two signs of life on a quiet stream
 * @param secureCookie whether the cookie is sent over TLS only; false for a console on the local machine
 * @param people who may log in besides {@code cem.a2a.operators}, which is an administrator
 */
@Validated
@ConfigurationProperties("cem.console")
public record ConsoleSettings(
        @DefaultValue("12h") Duration session,
        @DefaultValue("1000") @Min(1) int streams,
        @DefaultValue("200") @Min(1) int streamsPerPerson,
        @DefaultValue("4s") Duration keepAlive,
        @DefaultValue("false") boolean secureCookie,
        @DefaultValue @Valid List<Login> people) {

    /** @param password blank: nobody can log in by this name */
    public record Login(@NotBlank String user, @DefaultValue("") String password, @NotNull Role role) {}
}

package io.cemfleet.runtime.migration;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How an agent starts on its schema.
 *
 * @param mode whether it migrates
 * @param patience how long an agent that does not migrate waits for a schema that is older than it needs
 */
@Validated
@ConfigurationProperties("cem.migration")
record MigrationSettings(@DefaultValue("start") @NotNull Mode mode, @DefaultValue("60s") @NotNull Duration patience) {

    enum Mode {
        /** The agent migrates at its start; it has the owner's password. */
        START,
        /** The agent only checks whether its schema has all migrations; its runtime role may do that. */
        NEVER
    }
}

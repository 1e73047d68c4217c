package io.cemfleet.runtime.migration;

import java.time.Duration;
import java.util.Arrays;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.ValidateResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets an agent start once its schema has every migration that the agent knows; a newer schema is fine. */
final class SchemaCheck {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaCheck.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Duration patience;

    SchemaCheck(Duration patience) {
        this.patience = patience;
    }

    /**
     * Waits for a migration that is under way.
     *
     * @throws SchemaNotReadyException when the schema is still older after the patience, or was migrated otherwise
     */
    void await(Flyway flyway) {
        long end = System.nanoTime() + patience.toNanos();
        String schema = flyway.getConfiguration().getDefaultSchema();
        for (String missing = missing(flyway); missing != null; missing = missing(flyway)) {
            if (System.nanoTime() >= end) {
                throw new SchemaNotReadyException(schema, "lacks the migrations " + missing);
            }
            LOG.info("schema {} lacks the migrations {}, they are waited for", schema, missing);
            pause(schema);
        }
        ValidateResult valid = flyway.validateWithResult();
        if (!valid.validationSuccessful) {
            throw new SchemaNotReadyException(schema, "differs from this version's: " + valid.getAllErrorMessages());
        }
    }

    private static @Nullable String missing(Flyway flyway) {
        MigrationInfo[] pending = flyway.info().pending();
        return pending.length == 0
                ? null
                : String.join(
                        ", ",
                        Arrays.stream(pending)
                                .map(migration -> migration.getScript())
                                .toList());
    }

    private static void pause(String schema) {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SchemaNotReadyException(schema, "was not waited for: interrupted");
        }
    }
}

package io.cemfleet.runtime.migration;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/**
 * Migrates the schema of the agent in whose jar it runs, as the schema's owner, and ends: 0 when the schema is as this
 * version needs it. {@code SPRING_FLYWAY_URL}, {@code _USER} and {@code _PASSWORD} name the owner; nothing else is
 * needed, and nothing of the agent runs.
 */
public final class Migrate {
    private static final Logger LOG = LoggerFactory.getLogger(Migrate.class);

    private Migrate() {}

    @SpringBootConfiguration(proxyBeanMethods = false)
    @ImportAutoConfiguration(FlywayAutoConfiguration.class)
    static class OnlyFlyway {

        @Bean
        FlywayMigrationStrategy later() {
            return flyway -> {};
        }
    }

    /** Migrates; a failure is reported and thrown. */
    public static void main(String[] args) {
        try (var context = new SpringApplicationBuilder(OnlyFlyway.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .run(args)) {
            Flyway flyway = context.getBean(Flyway.class);
            report(flyway, flyway.migrate());
        }
    }

    static void report(Flyway flyway, MigrateResult result) {
        LOG.info(
                "schema {}: {} migrations applied, now at {}",
                flyway.getConfiguration().getDefaultSchema(),
                result.migrationsExecuted,
                flyway.info().current().getVersion());
    }
}

package io.cemfleet.runtime.migration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayMigrationStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Flyway at an agent's start, by {@code cem.migration.mode}. */
@AutoConfiguration(before = FlywayAutoConfiguration.class)
@EnableConfigurationProperties(MigrationSettings.class)
class MigrationAutoConfiguration {

    @Bean
    FlywayMigrationStrategy migrationStrategy(MigrationSettings settings) {
        return switch (settings.mode()) {
            case START -> SchemaHistory::migrateUnlessCurrent;
            case NEVER -> new SchemaCheck(settings.patience())::await;
        };
    }
}

package io.cemfleet.runtime.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.runtime.testing.FleetPostgres;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class SchemaHistoryTest {
    private final Path classes;
    private final String schema = "history" + UUID.randomUUID().toString().replace("-", "");
    private final DriverManagerDataSource database;
    private final JdbcClient jdbc;

    SchemaHistoryTest(@TempDir Path classes) throws IOException {
        this.classes = classes;
        Map<String, Supplier<Object>> properties = new HashMap<>();
        FleetPostgres.register(properties::put, "unused");
        this.database = new DriverManagerDataSource(
                text(properties, "spring.datasource.url").replaceFirst("[?&]currentSchema=.*", ""),
                text(properties, "spring.datasource.username"),
                text(properties, "spring.datasource.password"));
        this.jdbc = JdbcClient.create(database);
        script("V1__first.sql", "create table first (id int);\r\n-- café\r\n");
        script("V2__second.sql", "create table second (id int);");
    }

    @Test
    void anEmptyDatabaseIsMigratedAndThenCurrent() throws IOException {
        // given
        assertThat(isCurrent()).isFalse();
        // when
        migrate();
        // then
        assertThat(tables()).isEqualTo(2);
        assertThat(isCurrent()).isTrue();
        migrate();
    }

    @Test
    void anAddedMigrationIsAppliedAlsoBelowTheCurrentVersion() throws IOException {
        // given
        migrate();
        script("V3__third.sql", "create table third (id int);");
        script("V0_5__earlier.sql", "create table earlier (id int);");
        assertThat(isCurrent()).isFalse();
        // when
        migrate();
        // then
        assertThat(tables()).isEqualTo(4);
        assertThat(isCurrent()).isTrue();
    }

    @Test
    void aMigrationThatDiffersFromTheAppliedOneEndsTheStart() throws IOException {
        // given
        migrate();
        script("V2__second.sql", "create table second (id bigint);");
        // then
        assertThatThrownBy(this::migrate).isInstanceOf(FlywayValidateException.class);
    }

    @Test
    void aHistoryWithMoreThanThisVersionHasIsLeftToFlyway() throws IOException {
        // given
        script("V3__third.sql", "create table third (id int);");
        migrate();
        Files.delete(classes.resolve("db/history/V3__third.sql"));
        // then
        assertThat(isCurrent()).isFalse();
    }

    @Test
    void aMigrationThatIsRecordedAsFailedIsLeftToFlyway() throws IOException {
        // given
        migrate();
        jdbc.sql("update " + schema + ".flyway_schema_history set success = false where version = '2'")
                .update();
        // then
        assertThat(isCurrent()).isFalse();
    }

    @Test
    void withoutScriptsOrADatabaseNothingIsCurrent() throws IOException {
        migrate();
        var elsewhere = new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/none", "nobody", "");
        var unreachable = Flyway.configure(loader()).dataSource(elsewhere).locations("classpath:db/history");

        assertThat(SchemaHistory.isCurrent(unreachable)).isFalse();
        assertThat(SchemaHistory.isCurrent(Flyway.configure(loader())
                        .dataSource(database)
                        .defaultSchema(schema)
                        .locations("classpath:db/nowhere")))
                .isFalse();
    }

    private boolean isCurrent() throws IOException {
        return SchemaHistory.isCurrent(flyway().getConfiguration());
    }

    private void migrate() throws IOException {
        SchemaHistory.migrateUnlessCurrent(flyway());
    }

    private Flyway flyway() throws IOException {
        return Flyway.configure(loader())
                .dataSource(database)
                .defaultSchema(schema)
                .outOfOrder(true)
                .locations("classpath:db/history")
                .load();
    }

    private ClassLoader loader() throws IOException {
        return new URLClassLoader(
                new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    }

    private void script(String name, String sql) throws IOException {
        Path file = classes.resolve("db/history").resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, sql);
    }

    private long tables() {
        return jdbc.sql("select count(*) from pg_tables where schemaname = :schema and tablename not like 'flyway%'")
                .param("schema", schema)
                .query(Long.class)
                .single();
    }

    private static String text(Map<String, Supplier<Object>> properties, String key) {
        return Objects.requireNonNull(properties.get(key)).get().toString();
    }
}

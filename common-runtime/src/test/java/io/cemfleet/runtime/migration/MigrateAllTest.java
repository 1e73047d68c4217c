package io.cemfleet.runtime.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.runtime.testing.FleetPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MigrateAllTest {
    private static final String PASSWORD = "50% of it";

    private final Path app;
    private final String url;
    private final JdbcClient jdbc;
    private final String alpha = "alpha" + UUID.randomUUID().toString().replace("-", "");
    private final String beta = "beta" + UUID.randomUUID().toString().replace("-", "");

    MigrateAllTest(@TempDir Path app) throws IOException {
        this.app = app;
        Map<String, Supplier<Object>> database = new HashMap<>();
        FleetPostgres.register(database::put, "unused");
        this.url = text(database, "spring.datasource.url").replaceFirst("[?&]currentSchema=.*", "");
        this.jdbc = JdbcClient.create(new DriverManagerDataSource(
                url, text(database, "spring.datasource.username"), text(database, "spring.datasource.password")));
        agent("alpha", alpha);
        agent("beta", beta);
    }

    @Test
    void everySchemaIsMigratedByItsOwnerWithTheScriptsOfItsAgent() {
        assertThat(run(alpha, beta)).isZero();

        assertThat(ownerOf(alpha, "of_alpha")).isEqualTo(alpha + "_owner");
        assertThat(ownerOf(beta, "of_beta")).isEqualTo(beta + "_owner");
        assertThat(run(alpha, beta)).as("once more").isZero();
    }

    @Test
    void anOwnerWithoutAPasswordEndsItWithTheVariablesName() {
        assertThat(run(alpha)).isEqualTo(78);

        assertThat(ownerOf(alpha, "of_alpha")).isEqualTo(alpha + "_owner");
    }

    @Test
    void aMigrationThatFailsEndsItWithAnother() throws IOException {
        jar("beta", beta, "create table of_beta (id nonsense)");

        assertThat(run(alpha, beta)).isEqualTo(1);
    }

    /** Test resources of this module stand before those of an agent, so the sample agents name theirs differently. */
    private int run(String... owners) {
        String[] arguments = new String[owners.length + 2];
        arguments[0] = "--DATABASE_URL=" + url;
        arguments[1] = "--spring.config.name=sample-agent";
        for (int i = 0; i < owners.length; i++) {
            arguments[i + 2] = "--" + owners[i].toUpperCase(Locale.ROOT) + "_OWNER_PASSWORD=" + PASSWORD;
        }
        return MigrateAll.run(app, arguments);
    }

    private void agent(String name, String schema) throws IOException {
        jdbc.sql("create role %s_owner login password '%s'".formatted(schema, PASSWORD))
                .update();
        jdbc.sql("create schema %s authorization %s_owner".formatted(schema, schema))
                .update();
        jar(name, schema, "create table of_" + name + " (id int)");
    }

    private void jar(String name, String schema, String script) throws IOException {
        Path file = app.resolve(name + ".jar");
        try (var jar = new JarOutputStream(Files.newOutputStream(file))) {
            entry(
                    jar,
                    "sample-agent.yml",
                    "cem.schema: %s\nspring.flyway.locations: classpath:db/sample".formatted(schema));
            entry(jar, "db/sample/", "");
            entry(jar, "db/sample/V1__table.sql", script);
        }
        Files.writeString(app.resolve(name + ".run"), "io.example.Main\n" + file + "\n");
    }

    private static void entry(JarOutputStream jar, String name, String text) throws IOException {
        jar.putNextEntry(new JarEntry(name));
        jar.write(text.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
    }

    private String ownerOf(String schema, String table) {
        return jdbc.sql("select tableowner from pg_tables where schemaname = ? and tablename = ?")
                .params(schema, table)
                .query(String.class)
                .single();
    }

    private static String text(Map<String, Supplier<Object>> properties, String name) {
        return String.valueOf(Objects.requireNonNull(properties.get(name)).get());
    }
}

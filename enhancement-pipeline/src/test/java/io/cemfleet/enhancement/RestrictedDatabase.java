package io.cemfleet.enhancement;

import io.cemfleet.runtime.testing.FleetPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A database in which the agent is not the one who made the tables, nor a superuser: what the rows' policies say holds
 * for it as in a real installation.
 */
final class RestrictedDatabase {
    private static final String ROLE = "enhancement_app";
    private static final String PASSWORD = "test";

    private RestrictedDatabase() {}

    static void register(DynamicPropertyRegistry registry) {
        Map<String, Supplier<Object>> admin = new HashMap<>();
        FleetPostgres.register(admin::put, "enhancement");
        String url = value(admin, "url");
        String user = value(admin, "username");
        String password = value(admin, "password");
        try (Connection connection = DriverManager.getConnection(url, user, password);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    do $$ begin
                        if not exists (select from pg_roles where rolname = 'enhancement_app') then
                            create role enhancement_app login nosuperuser nobypassrls password 'test';
                        end if;
                    end $$""");
            statement.execute("create schema enhancement");
            statement.execute("grant usage on schema enhancement to " + ROLE);
            statement.execute("alter default privileges in schema enhancement "
                    + "grant select, insert, update, delete on tables to " + ROLE);
            statement.execute(
                    "alter default privileges in schema enhancement grant usage, select on sequences to " + ROLE);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        registry.add("spring.flyway.url", () -> url);
        registry.add("spring.flyway.user", () -> user);
        registry.add("spring.flyway.password", () -> password);
        registry.add("spring.datasource.url", () -> url);
        registry.add("spring.datasource.username", () -> ROLE);
        registry.add("spring.datasource.password", () -> PASSWORD);
    }

    private static String value(Map<String, Supplier<Object>> properties, String name) {
        return Objects.requireNonNull(properties.get("spring.datasource." + name))
                .get()
                .toString();
    }
}

package io.cemfleet.tunnel;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.util.HashMap;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** The agent's database for tests without Spring. */
public final class TunnelDatabase {
    private static final String SCHEMA = "tunnel_provisioning";

    private TunnelDatabase() {}

    /** Connections to the migrated database; the caller closes them. */
    public static HikariDataSource migrated() {
        Map<String, String> properties = new HashMap<>();
        FleetPostgres.register((name, value) -> properties.put(name, String.valueOf(value.get())), SCHEMA);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(properties.get("spring.datasource.url"));
        config.setUsername(properties.get("spring.datasource.username"));
        config.setPassword(properties.get("spring.datasource.password"));
        HikariDataSource database = new HikariDataSource(config);
        Flyway.configure()
                .dataSource(database)
                .schemas(SCHEMA)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return database;
    }
}

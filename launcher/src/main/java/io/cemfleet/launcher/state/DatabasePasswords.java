package io.cemfleet.launcher.state;

import java.util.Map;
import java.util.Objects;

/** A password for each database role, derived from one secret that is generated once. */
public final class DatabasePasswords {
    private static final String KEY = "CEM_DATABASE_SECRET";
    private final String master;

    private DatabasePasswords(String master) {
        this.master = master;
    }

    public static DatabasePasswords ensure(FleetPaths home) {
        var values = EnvFile.ensure(home.databaseSecret(), Map.of(KEY, () -> SecretGenerator.random(32)));
        return new DatabasePasswords(Objects.requireNonNull(values.get(KEY)));
    }

    public String of(String role) {
        return SecretGenerator.derived(master, role);
    }
}

package io.cemfleet.launcher.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/** The secrets that a local fleet generates once and stores in {@code .fleet/credentials.env}. */
public record FleetCredentials(Map<String, String> values) {
    public static final String WEBHOOK_PCA_SECRET = "WEBHOOK_PCA_SECRET";
    public static final String WEBHOOK_CNC_SECRET = "WEBHOOK_CNC_SECRET";
    public static final String OPERATOR_USER = "OPERATOR_USER";
    public static final String OPERATOR_PASSWORD = "OPERATOR_PASSWORD";
    public static final String SERVICEDESK_TENANT = "SERVICEDESK_TENANT";
    public static final String SERVICEDESK_SECRET = "SERVICEDESK_SECRET";
    public static final String TENANT_KEYS = "TENANT_KEYS";
    /** The password of the agents' user at a Kafka that requires a login. */
    public static final String KAFKA_PASSWORD = "KAFKA_PASSWORD";

    public static final String KAFKA_ADMIN_PASSWORD = "KAFKA_ADMIN_PASSWORD";

    public FleetCredentials {
        values = Map.copyOf(values);
    }

    public static FleetCredentials ensure(FleetPaths home) {
        var wanted = new LinkedHashMap<String, Supplier<String>>();
        wanted.put(WEBHOOK_PCA_SECRET, () -> SecretGenerator.random(24));
        wanted.put(WEBHOOK_CNC_SECRET, () -> SecretGenerator.random(24));
        wanted.put(OPERATOR_USER, () -> "operator");
        wanted.put(OPERATOR_PASSWORD, () -> SecretGenerator.random(12));
        wanted.put(SERVICEDESK_TENANT, () -> "demo-noc");
        wanted.put(SERVICEDESK_SECRET, () -> SecretGenerator.random(24));
        wanted.put(TENANT_KEYS, () -> "k1:" + SecretGenerator.random(32));
        wanted.put(KAFKA_PASSWORD, () -> SecretGenerator.random(24));
        wanted.put(KAFKA_ADMIN_PASSWORD, () -> SecretGenerator.random(24));
        return new FleetCredentials(EnvFile.ensure(home.credentials(), wanted));
    }

    public String get(String name) {
        return Objects.requireNonNull(values.get(name), name);
    }
}

package io.cemfleet.launcher.agents;

import java.util.Map;

/**
 * Ports of the parts that other programs of a developer's machine may have taken. Kafka takes a second port above its
 * own for the controller.
 *
 * @param postgres {@code CEM_POSTGRES_PORT}, 15432
 * @param kafka {@code CEM_KAFKA_PORT}, 19092
 */
public record LocalPorts(int postgres, int kafka) {
    public static LocalPorts of(Map<String, String> environment) {
        return new LocalPorts(
                Integer.parseInt(environment.getOrDefault("CEM_POSTGRES_PORT", "15432")),
                Integer.parseInt(environment.getOrDefault("CEM_KAFKA_PORT", "19092")));
    }
}

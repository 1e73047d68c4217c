package io.cemfleet.launcher.agents;

import java.util.Map;

/**
 * Ports that other programs on a developer's machine may already use. Kafka uses the next port as well, for its
 * controller.
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

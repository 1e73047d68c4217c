package io.cemfleet.launcher.kafka;

/** The broker's port for clients, and the controller's port. */
public record KafkaPorts(int broker, int controller) {
    public String bootstrapServers() {
        return "127.0.0.1:" + broker;
    }
}

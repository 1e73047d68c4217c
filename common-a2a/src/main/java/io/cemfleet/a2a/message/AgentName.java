package io.cemfleet.a2a.message;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** The senders and receivers of tasks: the agents, and the command line of a local fleet. */
public enum AgentName {
    ORCHESTRATOR(8000),
    EVENT_CORRELATOR(8001),
    SERVICE_IMPACT(8002),
    PATH_COMPUTATION(8003),
    TUNNEL_PROVISIONING(8004),
    RESTORATION_MONITOR(8005),
    TRAFFIC_ANALYTICS(8006),
    NOTIFICATION(8007),
    AUDIT(8008),
    IO_AGENT(8009),
    ENHANCEMENT_PIPELINE(8010),
    /** {@code ./fleet call}: has a key in a local fleet only, and may send every task. */
    FLEET_CLI(0);

    private final int port;

    AgentName(int port) {
        this.port = port;
    }

    /** The name on the wire, snake_case. */
    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The port of the contract, or 0 for the command line, which listens nowhere. */
    public int port() {
        return port;
    }

    /**
     * Reads a wire name; {@code event-correlator} is read like {@code event_correlator}.
     *
     * @throws IllegalArgumentException when no agent has this name
     */
    @JsonCreator
    public static AgentName of(String wire) {
        String wanted = wire.replace('-', '_');
        return Arrays.stream(values())
                .filter(agent -> agent.wire().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no agent is called " + wire));
    }
}

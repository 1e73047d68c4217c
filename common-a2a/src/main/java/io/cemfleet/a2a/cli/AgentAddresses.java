package io.cemfleet.a2a.cli;

import io.cemfleet.a2a.message.AgentName;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/** Where the agents of a fleet answer, as the command line knows it. */
final class AgentAddresses {
    private AgentAddresses() {}

    /** What {@code <AGENT>_URL} says, or the agent's own port on this machine. */
    static URI of(AgentName agent) {
        String variable = agent.wire().toUpperCase(Locale.ROOT) + "_URL";
        return URI.create(Objects.requireNonNullElse(System.getenv(variable), "http://127.0.0.1:" + agent.port()));
    }
}

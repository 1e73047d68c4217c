package io.cemfleet.a2a.cli;

import io.cemfleet.a2a.message.AgentName;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/** The addresses of a fleet's agents for the command line. */
final class AgentAddresses {
    private AgentAddresses() {}

    /** The address in {@code <AGENT>_URL}, or the agent's own port on this machine. */
    static URI of(AgentName agent) {
        String variable = agent.wire().toUpperCase(Locale.ROOT) + "_URL";
        return URI.create(Objects.requireNonNullElse(System.getenv(variable), "http://127.0.0.1:" + agent.port()));
    }
}

package io.cemfleet.launcher.agents;

import static io.cemfleet.launcher.agents.AgentDefinition.CredentialAccess.NETWORK;
import static io.cemfleet.launcher.agents.AgentDefinition.CredentialAccess.OPERATOR;
import static io.cemfleet.launcher.agents.AgentDefinition.CredentialAccess.SERVICEDESK;
import static io.cemfleet.launcher.agents.AgentDefinition.CredentialAccess.WEBHOOKS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The list of a local fleet's parts, in the order in which they start. */
public final class FleetRoster {
    /** This program, whose libraries contain the broker and the database. */
    public static final String LAUNCHER = "launcher";

    /** The simulated network with its third-party systems. */
    public static final String LAB = "lab";

    public static final int LAB_PORT = 8090;
    public static final int MAIL_PORT = 8025;

    /** The caller {@code ./fleet call}, which has a key but is not an agent. */
    public static final String COMMAND_LINE = "fleet_cli";

    /** Those that take longest come first, since the last one that begins ends the start. */
    static final List<AgentDefinition> AGENTS = List.of(
            new AgentDefinition("enhancement-pipeline", 8010, "enhancement", 256, SERVICEDESK),
            new AgentDefinition("event-correlator", 8001, "event_correlator", 256, WEBHOOKS),
            new AgentDefinition("audit", 8008, "audit", 192, OPERATOR),
            new AgentDefinition("path-computation", 8003, "path_computation", 224, NETWORK),
            new AgentDefinition("tunnel-provisioning", 8004, "tunnel_provisioning", 192, NETWORK),
            new AgentDefinition("restoration-monitor", 8005, "restoration_monitor", 192, NETWORK),
            new AgentDefinition("service-impact", 8002, "service_impact", 192, NETWORK),
            new AgentDefinition("traffic-analytics", 8006, "traffic_analytics", 192, NETWORK),
            new AgentDefinition("io-agent", 8009, "io_agent", 192, OPERATOR),
            new AgentDefinition("orchestrator", 8000, "orchestrator", 224, OPERATOR),
            new AgentDefinition("notification", 8007, "notification", 160, OPERATOR));

    private FleetRoster() {}

    static Optional<AgentDefinition> agent(String name) {
        return AGENTS.stream()
                .filter(agent -> agent.name().equals(name) || agent.wireName().equals(name))
                .findFirst();
    }

    /** The names of all agents. */
    public static List<String> agents() {
        return AGENTS.stream().map(AgentDefinition::name).toList();
    }

    /** The ports of the parts that serve requests, in the order in which they start. */
    public static Map<String, Integer> ports() {
        var ports = new LinkedHashMap<String, Integer>();
        ports.put(LAB, LAB_PORT);
        AGENTS.forEach(agent -> ports.put(agent.name(), agent.port()));
        return ports;
    }

    /** Modules that have to be built before the fleet can start. */
    public static List<String> modules() {
        return Stream.concat(Stream.of(LAUNCHER, LAB), agents().stream()).toList();
    }
}

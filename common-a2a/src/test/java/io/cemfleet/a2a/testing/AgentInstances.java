package io.cemfleet.a2a.testing;

import io.cemfleet.runtime.testing.FleetPostgres;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts an agent as often as a test needs it: each instance has its own port, all have one database and the same peers. */
public final class AgentInstances {
    private final Class<?>[] sources;
    private final Map<String, Object> properties = new TreeMap<>();

    /** @param sources the agent's application, and configurations with beans for the test */
    public AgentInstances(String schema, PeerStub peers, Class<?>... sources) {
        this.sources = sources.clone();
        FleetPostgres.register((name, value) -> properties.put(name, value.get()), schema);
        peers.register((name, value) -> properties.put(name, value.get()));
        with(Map.of("server.port", 0, "management.server.port", 0));
    }

    /** Sets properties of the instances that start from now on. */
    public AgentInstances with(Map<String, ?> more) {
        properties.putAll(more);
        return this;
    }

    /** A running instance, for the caller to close. */
    public ConfigurableApplicationContext start(ApplicationContextInitializer<?>... initializers) {
        return new SpringApplicationBuilder(sources)
                .initializers(initializers)
                .run(properties.entrySet().stream()
                        .map(property -> "--" + property.getKey() + '=' + property.getValue())
                        .toArray(String[]::new));
    }

    public static int port(ConfigurableApplicationContext instance) {
        return instance.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}

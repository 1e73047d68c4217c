package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.NamedPolicy;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Policies as they were written, with the members that the network does not know. A configuration is put before the
 * network changes and belongs to one policy of the network, so a reader finds the right one before and after.
 */
final class WrittenPolicies {
    private final Map<String, Configuration> written = new ConcurrentHashMap<>();

    /** @param former the configuration before this one, for readers of the state before */
    private record Configuration(NamedPolicy policy, ObjectNode config, @Nullable Configuration former) {

        @Nullable
        Configuration of(NamedPolicy asked) {
            if (policy == asked) {
                return this;
            }
            return former != null && former.policy == asked ? former : null;
        }
    }

    /** Notes the configuration of a policy that the network is about to get. */
    void put(NamedPolicy policy, ObjectNode config) {
        written.compute(policy.name(), (name, known) -> {
            Configuration former = known == null ? null : new Configuration(known.policy, known.config, null);
            return new Configuration(policy, config, former);
        });
    }

    /** The network refused the policy: the configuration before is the present one again. */
    void undo(String name) {
        written.computeIfPresent(name, (key, refused) -> refused.former);
    }

    void remove(String name) {
        written.remove(name);
    }

    /** A copy of a policy's configuration, to change; empty where it was never written here. */
    Optional<ObjectNode> config(NamedPolicy policy) {
        return known(policy).map(configuration -> configuration.config.deepCopy());
    }

    /** What a policy's entry is rendered from: its configuration, or the policy itself. */
    Object source(NamedPolicy policy) {
        return known(policy).<Object>map(Configuration::config).orElse(policy);
    }

    private Optional<Configuration> known(NamedPolicy policy) {
        Configuration newest = written.get(policy.name());
        return Optional.ofNullable(newest == null ? null : newest.of(policy));
    }
}

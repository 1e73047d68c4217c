package io.cemfleet.cnc.policy;

import io.cemfleet.cnc.session.ParallelReads;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Reads the measured load of several policies at once. */
public final class PolicyLoadReader {

    private static final int PARALLEL = 12;

    private final SrPolicyClient client;

    public PolicyLoadReader(SrPolicyClient client) {
        this.client = client;
    }

    /**
     * The measured loads.
     *
     * @param mbps Mbit/s by policy, for those that are measured
     * @param failures the reason for each policy without a load
     */
    public record PolicyLoads(Map<PolicyKey, Double> mbps, Map<PolicyKey, String> failures) {

        public PolicyLoads {
            mbps = Map.copyOf(mbps);
            failures = Map.copyOf(failures);
        }
    }

    /** The present loads; a policy that cannot be read is among the failures, and never counts as idle. */
    public PolicyLoads read(NetworkTopology topology, Collection<PolicyKey> policies) {
        var read = ParallelReads.of(policies, PARALLEL, policy -> client.measurement(topology, policy));
        var mbps = new HashMap<PolicyKey, Double>();
        var failures = new HashMap<>(read.failures());
        read.values().forEach((policy, measured) -> note(policy, measured, mbps, failures));
        return new PolicyLoads(mbps, failures);
    }

    private static void note(
            PolicyKey policy,
            PolicyMeasurement measured,
            Map<PolicyKey, Double> mbps,
            Map<PolicyKey, String> failures) {
        var load = measured.utilisationMbps();
        if (load == null) {
            failures.put(policy, "not measured");
        } else {
            mbps.put(policy, load);
        }
    }
}

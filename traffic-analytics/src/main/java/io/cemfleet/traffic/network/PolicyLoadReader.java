package io.cemfleet.traffic.network;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** The measured load of policies, several at once. */
@Component
class PolicyLoadReader {
    private static final int PARALLEL = 12;

    private final SrPolicyClient client;

    /** @param mbps by policy, for those that are measured */
    record PolicyLoadResult(Map<PolicyKey, Double> mbps, List<String> errors) {}

    PolicyLoadReader(SrPolicyClient client) {
        this.client = client;
    }

    PolicyLoadResult of(NetworkTopology topology, Collection<PolicyKey> policies) {
        Map<PolicyKey, Double> mbps = new ConcurrentHashMap<>();
        Map<String, String> errors = new ConcurrentHashMap<>();
        Semaphore room = new Semaphore(PARALLEL);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (PolicyKey policy : policies) {
                threads.execute(() -> {
                    room.acquireUninterruptibly();
                    try {
                        CncResult<PolicyMeasurement> answer = client.measurement(topology, policy);
                        Double measured = answer.optional()
                                .map(PolicyMeasurement::utilisationMbps)
                                .orElse(null);
                        if (measured == null) {
                            errors.put(policy.toString(), answer.isOk() ? "not measured" : answer.reason());
                        } else {
                            mbps.put(policy, measured);
                        }
                    } finally {
                        room.release();
                    }
                });
            }
        }
        return new PolicyLoadResult(
                mbps,
                new TreeMap<>(errors)
                        .entrySet().stream()
                                .map(e -> "load of policy " + e.getKey() + ": " + e.getValue())
                                .toList());
    }
}

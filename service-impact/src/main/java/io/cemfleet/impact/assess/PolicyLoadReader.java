package io.cemfleet.impact.assess;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads the measured load of several policies at once. A policy without one is left out: its sold bandwidth is used
 * instead.
 */
@Component
class PolicyLoadReader {

    private static final Logger log = LoggerFactory.getLogger(PolicyLoadReader.class);
    private static final int PARALLEL = 12;

    private final SrPolicyClient client;

    PolicyLoadReader(SrPolicyClient client) {
        this.client = client;
    }

    /** Mbit/s by policy. */
    Map<PolicyKey, Double> of(NetworkTopology topology, Set<PolicyKey> policies) {
        var room = new Semaphore(PARALLEL);
        var asked = new HashMap<PolicyKey, Future<Optional<Double>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var policy : policies) {
                asked.put(policy, threads.submit(() -> ask(topology, policy, room)));
            }
        }
        var loads = new HashMap<PolicyKey, Double>();
        asked.forEach((policy, answer) -> load(policy, answer).ifPresent(mbps -> loads.put(policy, mbps)));
        return loads;
    }

    private Optional<Double> ask(NetworkTopology topology, PolicyKey policy, Semaphore room)
            throws InterruptedException {
        room.acquire();
        try {
            return client.measurement(topology, policy) instanceof CncResult.Ok<PolicyMeasurement>(var measured)
                    ? Optional.ofNullable(measured.utilisationMbps())
                    : Optional.empty();
        } finally {
            room.release();
        }
    }

    private static Optional<Double> load(PolicyKey policy, Future<Optional<Double>> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            log.warn("The load of {} could not be read", policy, e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

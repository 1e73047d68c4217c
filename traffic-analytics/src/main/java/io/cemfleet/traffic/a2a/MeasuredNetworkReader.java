package io.cemfleet.traffic.a2a;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.traffic.network.MeasuredLoads;
import io.cemfleet.traffic.network.MeasuredNetwork;
import io.cemfleet.traffic.network.NetworkReader;
import io.cemfleet.traffic.sample.SampleStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the network with its loads, the present ones or averages over a window of stored samples. */
@Component
class MeasuredNetworkReader {
    private final NetworkReader reader;
    private final SampleStore store;
    private final Clock clock;

    MeasuredNetworkReader(NetworkReader reader, SampleStore store, Clock clock) {
        this.reader = reader;
        this.store = store;
        this.clock = clock;
    }

    /** @param windowMinutes null for now */
    CncResult<MeasuredNetwork> over(@Nullable Integer windowMinutes) {
        if (windowMinutes == null) {
            return reader.picture(reader::present);
        }
        Instant since = clock.instant().minus(Duration.ofMinutes(windowMinutes));
        return reader.picture((topology, policies) -> means(topology, policies, since));
    }

    private MeasuredLoads means(NetworkTopology topology, Collection<PolicyKey> policies, Instant since) {
        Map<SampleStore.SampledDirection, Double> links = store.meanLinks(since);
        Map<PolicyKey, Double> loads = new HashMap<>(store.meanPolicies(since));
        loads.keySet().retainAll(policies);
        Map<LinkDirection, Double> mbps = new HashMap<>();
        List<String> errors = new ArrayList<>();
        for (LinkDirection direction : topology.directions()) {
            Double mean = links.get(new SampleStore.SampledDirection(direction.linkId(), direction.from()));
            Double capacity = direction.capacityMbps();
            if (mean != null && capacity != null) {
                mbps.put(direction, mean * capacity);
            } else {
                errors.add(
                        "load of %s from %s: no sample in the window".formatted(direction.linkId(), direction.from()));
            }
        }
        policies.stream()
                .filter(policy -> !loads.containsKey(policy))
                .forEach(policy -> errors.add("load of policy " + policy + ": no sample in the window"));
        return new MeasuredLoads(mbps, loads, errors);
    }
}

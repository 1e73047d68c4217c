package io.cemfleet.traffic.network;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.cnc.policy.PolicyLoadReader;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.traffic.TrafficSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * The network as its one reader publishes it; what that does not publish, or not often enough, is read from the
 * controller. Only the topology is required; anything else that is missing is named in the answer.
 */
@Component
public class NetworkReader {
    private final TopologyHolder topologies;
    private final SrPolicyClient policies;
    private final VpnServices services;
    private final LinkMeasurements linkMeasurements;
    private final PolicyLoadReader policyLoads;
    private final PublishedNetwork published;
    private final TrafficSettings settings;

    NetworkReader(
            TopologyHolder topologies,
            SrPolicyClient policies,
            VpnServices services,
            LinkMeasurements linkMeasurements,
            PolicyLoadReader policyLoads,
            PublishedNetwork published,
            TrafficSettings settings) {
        this.topologies = topologies;
        this.policies = policies;
        this.services = services;
        this.linkMeasurements = linkMeasurements;
        this.policyLoads = policyLoads;
        this.published = published;
        this.settings = settings;
    }

    public CncResult<NetworkTopology> topology() {
        return topologies.noOlderThan(settings.topologyAge());
    }

    /** The present loads. */
    public MeasuredLoads present(NetworkTopology topology, Collection<PolicyKey> keys) {
        Map<LinkDirection, Double> known = published.utilisation(topology.directions());
        LinkReadings readings = linkMeasurements.utilisation(topology.directions().stream()
                .filter(direction -> !known.containsKey(direction))
                .toList());
        Map<LinkDirection, Double> links = new HashMap<>();
        List<String> errors = new ArrayList<>();
        for (LinkDirection direction : topology.directions()) {
            Double utilisation = known.containsKey(direction)
                    ? known.get(direction)
                    : readings.of(direction).map(LinkMeasurement::utilisation).orElse(null);
            Double capacity = direction.capacityMbps();
            if (utilisation != null && capacity != null) {
                links.put(direction, utilisation * capacity);
            } else {
                errors.add("load of " + direction.linkId() + " from " + direction.from() + ": "
                        + (utilisation == null
                                ? readings.missing().getOrDefault(direction, "not measured")
                                : "its capacity is not known"));
            }
        }
        Map<PolicyKey, Double> policyMbps = new HashMap<>(published.loads(keys));
        PolicyLoadReader.PolicyLoads read = policyLoads.read(
                topology,
                keys.stream().filter(key -> !policyMbps.containsKey(key)).toList());
        policyMbps.putAll(read.mbps());
        read.failures().entrySet().stream()
                .sorted(Comparator.comparing(failure -> failure.getKey().toString()))
                .forEach(failure -> errors.add("load of policy " + failure.getKey() + ": " + failure.getValue()));
        return new MeasuredLoads(links, policyMbps, errors);
    }

    /** The keys of all policies that carry traffic, or why they are not known. */
    public CncResult<List<PolicyKey>> active(NetworkTopology topology) {
        return policies(topology).map(all -> all.stream()
                .filter(policy -> policy.activePath().isPresent())
                .map(SrPolicy::key)
                .toList());
    }

    /** All policies, or why they are not known. */
    public CncResult<List<SrPolicy>> policies(NetworkTopology topology) {
        return listed(topology).map(SrPolicies::policies);
    }

    private CncResult<SrPolicies> listed(NetworkTopology topology) {
        return published.policies().map(CncResult::ok).orElseGet(() -> policies.list(topology));
    }

    /** The network with the loads that the given function finds for its active policies. */
    public CncResult<MeasuredNetwork> picture(LoadSource source) {
        return topology().map(topology -> picture(topology, source));
    }

    /** The source of loads. */
    public interface LoadSource {
        MeasuredLoads of(NetworkTopology topology, Collection<PolicyKey> policies);
    }

    private MeasuredNetwork picture(NetworkTopology topology, LoadSource source) {
        List<String> errors = new ArrayList<>();
        CncResult<SrPolicies> listed = listed(topology);
        if (!listed.isOk()) {
            errors.add("policies: " + listed.reason());
        }
        listed.optional().ifPresent(all -> all.unresolved()
                .forEach(key -> errors.add("policy " + key + ": its ends are not in the topology")));
        Map<PolicyKey, SrPolicy> known = listed.optional().stream()
                .flatMap(all -> all.policies().stream())
                .collect(Collectors.toMap(SrPolicy::key, Function.identity(), (a, b) -> a));
        CncResult<List<VpnService>> sold =
                published.services().map(CncResult::ok).orElseGet(() -> services.list(topology));
        if (!sold.isOk()) {
            errors.add("services: " + sold.reason());
        }
        List<PolicyKey> carrying = known.values().stream()
                .filter(policy -> policy.activePath().isPresent())
                .map(SrPolicy::key)
                .toList();
        return new MeasuredNetwork(
                topology,
                known,
                sold.optional().orElse(List.of()),
                source.of(topology, carrying),
                listed.isOk() && sold.isOk(),
                errors);
    }
}

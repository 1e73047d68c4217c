package io.cemfleet.bench.carrier;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.bench.carrier.CarrierReader.CarrierReading;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncSettings;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.policy.PolicyLoadReader;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.impact.ImpactSettings;
import io.cemfleet.impact.assess.ImpactAssessor;
import io.cemfleet.impact.network.ServiceNetworkState;
import io.cemfleet.impact.tier.TierClassifier;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.measurement.LinkLimits;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyMeasurement;
import io.cemfleet.network.policy.PolicyRoute;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** service-impact's own assessor, with measurements that are at hand: each link is good unless it is degraded. */
final class ImpactSide implements AutoCloseable {
    private static final double LOSS_OF_DEGRADED = 5;
    private static final double POLICY_MBPS = 10;

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private volatile Set<String> degraded = Set.of();

    ImpactSide() {
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(CncSettings.class, () -> bound("cem.cnc", CncSettings.class, Map.of()));
        context.registerBean(ImpactSettings.class, () -> bound("cem.impact", ImpactSettings.class, tiers()));
        context.registerBean(LinkLimits.class, LinkLimits::defaults);
        context.registerBean(LinkMeasurements.class, () -> new KnownMeasurements());
        context.registerBean(PolicyLoadReader.class, () -> new PolicyLoadReader(new KnownPolicyLoads()));
        context.register(
                ImpactAssessor.class,
                TierClassifier.class,
                InternalClass.named("io.cemfleet.impact.assess.ImpactReport"));
        context.refresh();
    }

    /** A network as the agent keeps it between assessments. */
    static ServiceNetworkState state(CarrierReading reading) {
        return new ServiceNetworkState(
                EcmpRoutes.over(reading.topology()),
                reading.services(),
                reading.policies().policies().stream().collect(Collectors.toMap(SrPolicy::key, Function.identity())),
                Instant.now());
    }

    AssessImpact.Result assess(ServiceNetworkState state, Set<String> links) {
        degraded = links;
        return context.getBean(ImpactAssessor.class).assess(state, links);
    }

    private static <T> T bound(String prefix, Class<T> settings, Map<String, Object> values) {
        return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate(prefix, settings);
    }

    /** As the agent's defaults are, for the names of the generated customers. */
    private static Map<String, Object> tiers() {
        var values = new HashMap<String, Object>();
        values.put("cem.impact.tier-rules[0].tier", "gold");
        values.put("cem.impact.tier-rules[0].field", "customer-name");
        values.put("cem.impact.tier-rules[0].pattern", "gold");
        for (String tier : List.of("platinum", "gold", "silver", "bronze")) {
            values.put("cem.impact.sla-limits." + tier + ".latency-ms", 60);
            values.put("cem.impact.sla-limits." + tier + ".jitter-ms", 10);
            values.put("cem.impact.sla-limits." + tier + ".loss-pct", 0.1);
        }
        return values;
    }

    @Override
    public void close() {
        context.close();
    }

    /** Good figures of every link that is not degraded. */
    private final class KnownMeasurements implements LinkMeasurements {
        @Override
        public LinkReadings read(NetworkTopology topology, Collection<LinkDirection> directions) {
            var measured = new HashMap<LinkDirection, LinkMeasurement>();
            for (LinkDirection direction : directions) {
                double loss = degraded.contains(direction.linkId()) ? LOSS_OF_DEGRADED : 0;
                measured.put(
                        direction,
                        new LinkMeasurement(
                                direction.linkId(),
                                direction.from(),
                                direction.to(),
                                direction.delayMs(),
                                0.1,
                                loss,
                                0.3,
                                Instant.EPOCH));
            }
            return new LinkReadings(measured, Map.of());
        }

        @Override
        public LinkReadings utilisation(Collection<LinkDirection> directions) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CncResult<List<LinkMeasurement>> history(
                NetworkTopology topology, LinkDirection direction, Instant from, Instant to) {
            throw new UnsupportedOperationException();
        }
    }

    /** The same load of every policy. */
    private static final class KnownPolicyLoads implements SrPolicyClient {
        @Override
        public CncResult<PolicyMeasurement> measurement(NetworkTopology topology, PolicyKey key) {
            return CncResult.ok(new PolicyMeasurement(key, POLICY_MBPS, null, null));
        }

        @Override
        public CncResult<SrPolicies> list(NetworkTopology topology) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CncResult<SrPolicy> get(NetworkTopology topology, PolicyKey key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CncResult<PolicyRoute> route(NetworkTopology topology, PolicyKey key) {
            throw new UnsupportedOperationException();
        }
    }
}

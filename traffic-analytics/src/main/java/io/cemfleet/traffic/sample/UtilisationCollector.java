package io.cemfleet.traffic.sample;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.runtime.defaults.TimeScale;
import io.cemfleet.traffic.TrafficSettings;
import io.cemfleet.traffic.network.MeasuredLoads;
import io.cemfleet.traffic.network.NetworkReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Reads the utilisation of all links and policies, stores it, and deletes old samples. */
@Component
class UtilisationCollector {
    private static final Logger LOG = LoggerFactory.getLogger(UtilisationCollector.class);

    private final NetworkReader reader;
    private final SampleStore store;
    private final ObjectProvider<ReadingListener> listeners;
    private final TrafficSettings settings;
    private final TimeScale scale;
    private final Clock clock;

    UtilisationCollector(
            NetworkReader reader,
            SampleStore store,
            ObjectProvider<ReadingListener> listeners,
            TrafficSettings settings,
            TimeScale scale,
            Clock clock) {
        this.reader = reader;
        this.store = store;
        this.listeners = listeners;
        this.settings = settings;
        this.scale = scale;
        this.clock = clock;
    }

    /** @return the pause before the next reading */
    Duration collect() {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        store.forgetBefore(now.minus(scale.of(settings.retention())));
        return switch (reader.topology()) {
            case CncResult.Ok<NetworkTopology>(NetworkTopology topology) -> {
                keep(topology, now);
                listeners.orderedStream().forEach(listener -> listener.kept(now));
                yield scale.of(settings.collectEvery());
            }
            case CncResult<NetworkTopology> failed -> {
                LOG.warn("utilisation was not read, since the topology is not available: {}", failed.reason());
                yield scale.of(settings.retryEvery());
            }
        };
    }

    private void keep(NetworkTopology topology, Instant now) {
        CncResult<List<PolicyKey>> policies = reader.active(topology);
        if (!policies.isOk()) {
            LOG.warn("the load of policies was not read: {}", policies.reason());
        }
        MeasuredLoads loads = reader.present(topology, policies.optional().orElse(List.of()));
        List<LinkSample> samples = new ArrayList<>();
        loads.links().forEach((direction, mbps) -> samples.add(sample(direction, mbps, now)));
        store.add(samples);
        store.addPolicies(loads.policies(), now);
        LOG.debug(
                "stored the load of {} links and {} policies; {} could not be read",
                samples.size(),
                loads.policies().size(),
                loads.errors().size());
    }

    private static LinkSample sample(LinkDirection direction, double mbps, Instant now) {
        Double capacity = direction.capacityMbps();
        if (capacity == null) {
            throw new IllegalStateException("a load is known only with the capacity");
        }
        return new LinkSample(direction.linkId(), direction.from(), direction.to(), mbps / capacity, capacity, now);
    }
}

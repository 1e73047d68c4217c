package io.cemfleet.path.network;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.reading.BackgroundReader;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.PathSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads policies and measurements round by round. The pause grows with the network. */
@Component
class NetworkPoller extends BackgroundReader {

    private static final Logger log = LoggerFactory.getLogger(NetworkPoller.class);
    private static final Duration UNTIL_THE_FIRST_TOPOLOGY = Duration.ofSeconds(1);
    private static final int PAUSE_PER_ROUND = 4;
    private static final int FRESH_MARGIN = 5;
    /** Directions that are read together, and known as soon as they are. */
    private static final int BATCH = 96;

    private final TopologyHolder topologies;
    private final LinkMeasurements measurements;
    private final SrPolicyClient policies;
    private final CurrentNetwork network;
    private final List<NetworkPollListener> listeners;
    private final PathSettings.LinkPollSettings settings;
    private final Clock clock;

    NetworkPoller(
            TopologyHolder topologies,
            LinkMeasurements measurements,
            SrPolicyClient policies,
            CurrentNetwork network,
            List<NetworkPollListener> listeners,
            PathSettings settings,
            Clock clock) {
        super("network-watch", AFTER_THE_TOPOLOGY);
        this.topologies = topologies;
        this.measurements = measurements;
        this.policies = policies;
        this.network = network;
        this.listeners = listeners;
        this.settings = settings.measurement();
        this.clock = clock;
    }

    @Override
    protected void readOnce() {
        topologies.newest().ifPresent(this::read);
    }

    @Override
    protected Duration pauseAfter(Duration took) {
        return topologies.newest().isEmpty() ? UNTIL_THE_FIRST_TOPOLOGY : pause(took);
    }

    private void read(NetworkTopology topology) {
        switch (policies.list(topology)) {
            case CncResult.Ok<SrPolicies>(var read) -> {
                var at = clock.instant();
                listeners.forEach(listener -> listener.policiesRead(topology, read, at));
            }
            case CncResult<SrPolicies> failed -> log.info("Policies could not be read: {}", failed.reason());
        }
        var directions = topology.directions();
        for (int from = 0; from < directions.size(); from += BATCH) {
            var readAt = clock.instant();
            var batch = directions.subList(from, Math.min(from + BATCH, directions.size()));
            network.take(measurements.read(topology, batch), readAt);
        }
        network.forgetAllBut(topology);
        listeners.forEach(listener -> listener.loadRead(topology, network::loadReadAt));
    }

    /** Long enough that reading stays a fifth of the time, as long as that keeps every measurement fresh. */
    private Duration pause(Duration took) {
        var calm = took.multipliedBy(PAUSE_PER_ROUND);
        var freshFor = settings.fresh().minus(took).minus(settings.fresh().dividedBy(FRESH_MARGIN));
        var wanted = calm.compareTo(freshFor) < 0 ? calm : freshFor;
        return wanted.compareTo(settings.refresh()) > 0 ? wanted : settings.refresh();
    }
}

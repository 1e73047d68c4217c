package io.cemfleet.path.network;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.PathSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Reads topology and policies so that they belong together: a cut moves the paths of dynamic policies at once, and over
 * a topology that still has the link they would show traffic where it never was. Not safe for threads.
 */
@Component
class ControllerReader {

    private static final Logger log = LoggerFactory.getLogger(ControllerReader.class);
    /** After so many readings the network is used even if links still come and go. */
    private static final int MOST_READINGS = 3;

    private final TopologyHolder topologies;
    private final SrPolicyClient policies;
    private final VpnServices vpnServices;
    private final Duration servicesEvery;
    private final Clock clock;
    private List<VpnService> services = List.of();
    private @Nullable Instant servicesAt;
    private Instant servicesAskedAt = Instant.MIN;

    ControllerReader(
            TopologyHolder topologies,
            SrPolicyClient policies,
            VpnServices vpnServices,
            PathSettings settings,
            Clock clock) {
        this.topologies = topologies;
        this.policies = policies;
        this.vpnServices = vpnServices;
        this.servicesEvery = settings.reading().services();
        this.clock = clock;
    }

    /** One reading; the services only where theirs is too old. */
    CncResult<NetworkReading> read() {
        var before = topologies.newest().map(CncResult::ok).orElseGet(topologies::refresh);
        return before.flatMap(topology -> over(topology, MOST_READINGS));
    }

    private CncResult<NetworkReading> over(NetworkTopology before, int readings) {
        var confirmedAt = clock.instant();
        var read = policies.list(before);
        var policiesAt = clock.instant();
        if (!(read instanceof CncResult.Ok<SrPolicies>(var listed))) {
            return read.flatMap(never -> CncResult.unavailable("the policies could not be read", true));
        }
        return topologies.refresh().flatMap(after -> {
            if (!linksOf(after).equals(linksOf(before)) && readings > 1) {
                return over(after, readings - 1);
            }
            readServices(after);
            return CncResult.ok(new NetworkReading(after, listed, confirmedAt, policiesAt, services, servicesAt));
        });
    }

    private void readServices(NetworkTopology topology) {
        var now = clock.instant();
        if (servicesAskedAt.plus(servicesEvery).isAfter(now)) {
            return;
        }
        servicesAskedAt = now;
        switch (vpnServices.list(topology)) {
            case CncResult.Ok<List<VpnService>>(var read) -> {
                services = read;
                servicesAt = now;
            }
            case CncResult<List<VpnService>> failed -> log.info("Services could not be read: {}", failed.reason());
        }
    }

    private static Set<String> linksOf(NetworkTopology topology) {
        return topology.directions().stream().map(LinkDirection::cncLinkId).collect(Collectors.toSet());
    }
}

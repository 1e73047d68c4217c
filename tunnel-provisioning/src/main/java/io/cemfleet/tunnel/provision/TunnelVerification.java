package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.provision.StepResults.TunnelVerified;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.LivePolicy;
import io.cemfleet.tunnel.southbound.LivePolicy.LivePath;
import io.cemfleet.tunnel.southbound.SegmentListRoute;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Verifies whether the network has a tunnel as planned; it never writes. */
@Component
public class TunnelVerification {
    private final WriteAdmission admission;
    private final TunnelTechnologies technologies;
    private final ControllerPort controller;

    TunnelVerification(WriteAdmission admission, TunnelTechnologies technologies, ControllerPort controller) {
        this.admission = admission;
        this.technologies = technologies;
        this.controller = controller;
    }

    public StepOutcome<TunnelVerified> verify(String tunnelId) {
        StepOutcome<Tunnel> known = admission.known(tunnelId);
        if (!(known instanceof Done(Tunnel tunnel))) {
            return known.asFailure();
        }
        StepOutcome<TunnelTechnology> selected = technologies.of(tunnel.teType());
        if (!(selected instanceof Done(TunnelTechnology technology))) {
            return selected.asFailure();
        }
        StepOutcome<ConfiguredTunnel> read = technology.configured(tunnelId);
        if (!(read instanceof Done(ConfiguredTunnel configured))) {
            return read.asFailure();
        }
        return controller.live(tunnel.key()).map(live -> judge(tunnel, technology, configured, live));
    }

    private TunnelVerified judge(
            Tunnel tunnel, TunnelTechnology technology, ConfiguredTunnel configured, Optional<LivePolicy> live) {
        CandidatePathConfig wanted = CandidatePathConfig.of(tunnel);
        boolean ours = configured instanceof ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig there)
                && there.key().equals(tunnel.key());
        Optional<LivePath> path = ours ? live.flatMap(policy -> policy.path(preference(configured))) : Optional.empty();
        boolean operational = path.filter(LivePath::up).isPresent();
        boolean asPlanned = configured.is(wanted)
                && live.filter(policy ->
                                policy.shows(wanted) && (!tunnel.state().carries() || policy.active(wanted)))
                        .isPresent();
        return new TunnelVerified(ours, operational, operational ? linksOf(tunnel, technology) : List.of(), asPlanned);
    }

    private static int preference(ConfiguredTunnel configured) {
        return configured instanceof ConfiguredTunnel.OwnCandidatePath(CandidatePathConfig there)
                ? there.preference()
                : 0;
    }

    /** The links that the protection's segments take in the present topology. */
    private List<String> linksOf(Tunnel tunnel, TunnelTechnology technology) {
        return technology.trace(
                                tunnel.key().headEnd(),
                                tunnel.key().endPoint(),
                                tunnel.plan().path().segments())
                        instanceof StepOutcome.Done<SegmentListRoute>(SegmentListRoute route)
                ? route.branch()
                : List.of();
    }
}

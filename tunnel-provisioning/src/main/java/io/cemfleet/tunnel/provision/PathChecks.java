package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.FailureCode;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.policy.PlannedPath;
import io.cemfleet.tunnel.southbound.Controller;
import io.cemfleet.tunnel.southbound.DryRunReport;
import io.cemfleet.tunnel.southbound.HeadEnd;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Whether a path may be written: by the present topology, and by the controller's dry run. */
@Component
class PathChecks {
    private final Controller controller;
    private final TunnelSettings settings;

    PathChecks(Controller controller, TunnelSettings settings) {
        this.controller = controller;
        this.settings = settings;
    }

    /** What is asked for must be SR-MPLS. */
    static <T> Outcome<T> unsupported(TeType teType) {
        return Outcome.failed(
                FailureCode.TE_TYPE_UNSUPPORTED, teType.wire() + " cannot be provisioned, only sr-mpls can");
    }

    /** What the two ends can do, as the topology reports it. */
    static Outcome<TeType> teType(ProvisionCommand command, HeadEnd ends) {
        return ends.srMpls()
                ? Outcome.done(TeType.SR_MPLS)
                : Outcome.failed(
                        FailureCode.TE_TYPE_UNSUPPORTED,
                        "the topology reports no SR-MPLS from %s to %s"
                                .formatted(
                                        command.ends().headEnd(), command.ends().endPoint()));
    }

    Outcome<DryRunReport> check(ProvisionCommand command, HeadEnd ends) {
        String headEnd = command.ends().headEnd();
        String endPoint = command.ends().endPoint();
        PlannedPath path = command.plan().path();
        Set<String> forbidden = command.forbidden();
        return depth(path, ends)
                .then(fits -> controller.trace(headEnd, endPoint, path.segments()))
                .then(route -> avoids(route.links(), forbidden, "the segments cross"))
                .then(avoided -> controller.dryRun(headEnd, endPoint, path.segments()))
                .then(run -> avoids(run.links(), forbidden, "the controller's dry run crosses")
                        .map(avoided -> run));
    }

    private Outcome<Boolean> depth(PlannedPath path, HeadEnd ends) {
        int depth = ends.sidDepth() == null ? settings.unreportedSidDepth() : ends.sidDepth();
        int size = path.segments().size();
        if (size == 0) {
            return Outcome.failed(FailureCode.PATH_INVALID, "the path has no segments");
        }
        return size <= depth
                ? Outcome.done(true)
                : Outcome.failed(
                        FailureCode.SID_DEPTH_EXCEEDED,
                        "%d segments, the head-end pushes at most %d".formatted(size, depth));
    }

    private static Outcome<Boolean> avoids(Collection<String> links, Set<String> forbidden, String what) {
        List<String> crossed =
                links.stream().filter(forbidden::contains).distinct().sorted().toList();
        return crossed.isEmpty()
                ? Outcome.done(true)
                : Outcome.failed(FailureCode.DRY_RUN_FAILED, what + " " + String.join(", ", crossed));
    }
}

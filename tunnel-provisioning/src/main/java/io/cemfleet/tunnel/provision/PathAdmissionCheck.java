package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.PlannedPath;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.DryRunReport;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Checks whether a path may be written, against the present topology and with the controller's dry run. */
@Component
class PathAdmissionCheck {
    private final ControllerPort controller;
    private final TunnelSettings settings;

    PathAdmissionCheck(ControllerPort controller, TunnelSettings settings) {
        this.controller = controller;
        this.settings = settings;
    }

    /** Refuses every TE type but SR-MPLS. */
    static <T> StepOutcome<T> unsupported(TeType teType) {
        return StepOutcome.failed(
                TunnelFailureCode.TE_TYPE_UNSUPPORTED, teType.wire() + " cannot be provisioned, only sr-mpls can");
    }

    /** What the two ends can do, as the topology reports it. */
    static StepOutcome<TeType> teType(ProvisionCommand command, TunnelEndCapabilities ends) {
        return ends.srMpls()
                ? StepOutcome.done(TeType.SR_MPLS)
                : StepOutcome.failed(
                        TunnelFailureCode.TE_TYPE_UNSUPPORTED,
                        "the topology reports no SR-MPLS from %s to %s"
                                .formatted(
                                        command.ends().headEnd(), command.ends().endPoint()));
    }

    StepOutcome<DryRunReport> check(ProvisionCommand command, TunnelEndCapabilities ends) {
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

    private StepOutcome<Boolean> depth(PlannedPath path, TunnelEndCapabilities ends) {
        int depth = ends.sidDepth() == null ? settings.unreportedSidDepth() : ends.sidDepth();
        int size = path.segments().size();
        if (size == 0) {
            return StepOutcome.failed(TunnelFailureCode.PATH_INVALID, "the path has no segments");
        }
        return size <= depth
                ? StepOutcome.done(true)
                : StepOutcome.failed(
                        TunnelFailureCode.SID_DEPTH_EXCEEDED,
                        "%d segments, the head-end pushes at most %d".formatted(size, depth));
    }

    private static StepOutcome<Boolean> avoids(Collection<String> links, Set<String> forbidden, String what) {
        List<String> crossed =
                links.stream().filter(forbidden::contains).distinct().sorted().toList();
        return crossed.isEmpty()
                ? StepOutcome.done(true)
                : StepOutcome.failed(TunnelFailureCode.DRY_RUN_FAILED, what + " " + String.join(", ", crossed));
    }
}

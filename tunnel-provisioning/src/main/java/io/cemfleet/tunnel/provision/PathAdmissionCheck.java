package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.PlannedPath;
import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.southbound.ControllerPort;
import io.cemfleet.tunnel.southbound.DryRunReport;
import io.cemfleet.tunnel.southbound.LabelRoute;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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

    /** The prediction for a path that both ends can carry and that avoids what it must avoid. */
    StepOutcome<DryRunReport> check(ProvisionCommand command, TunnelEndCapabilities ends) {
        String headEnd = command.ends().headEnd();
        String endPoint = command.ends().endPoint();
        PlannedPath path = command.plan().path();
        Optional<StepFailure> unfit = unfit(command, ends);
        if (unfit.isPresent()) {
            return StepOutcome.failed(unfit.get());
        }
        StepOutcome<LabelRoute> traced = controller.trace(headEnd, endPoint, path.segments());
        if (!(traced instanceof Done(LabelRoute route))) {
            return traced.asFailure();
        }
        Optional<StepFailure> crossed = crossing(route.links(), command.forbidden(), "the segments cross");
        if (crossed.isPresent()) {
            return StepOutcome.failed(crossed.get());
        }
        StepOutcome<DryRunReport> predicted = controller.dryRun(headEnd, endPoint, path.segments());
        if (!(predicted instanceof Done(DryRunReport run))) {
            return predicted;
        }
        return crossing(run.links(), command.forbidden(), "the controller's dry run crosses")
                .<StepOutcome<DryRunReport>>map(StepOutcome::failed)
                .orElse(predicted);
    }

    private Optional<StepFailure> unfit(ProvisionCommand command, TunnelEndCapabilities ends) {
        if (!ends.srMpls()) {
            return failure(
                    TunnelFailureCode.TE_TYPE_UNSUPPORTED,
                    "the topology reports no SR-MPLS from %s to %s"
                            .formatted(command.ends().headEnd(), command.ends().endPoint()));
        }
        int size = command.plan().path().segments().size();
        if (size == 0) {
            return failure(TunnelFailureCode.PATH_INVALID, "the path has no segments");
        }
        int depth = ends.sidDepth() == null ? settings.unreportedSidDepth() : ends.sidDepth();
        return size <= depth
                ? Optional.empty()
                : failure(
                        TunnelFailureCode.SID_DEPTH_EXCEEDED,
                        "%d segments, the head-end pushes at most %d".formatted(size, depth));
    }

    private static Optional<StepFailure> crossing(Collection<String> links, Set<String> forbidden, String what) {
        List<String> crossed =
                links.stream().filter(forbidden::contains).distinct().sorted().toList();
        return crossed.isEmpty()
                ? Optional.empty()
                : failure(TunnelFailureCode.DRY_RUN_FAILED, what + " " + String.join(", ", crossed));
    }

    private static Optional<StepFailure> failure(TunnelFailureCode code, String message) {
        return Optional.of(StepFailure.of(code, message));
    }
}

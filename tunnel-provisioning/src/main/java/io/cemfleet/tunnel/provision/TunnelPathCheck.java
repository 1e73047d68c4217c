package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.provision.TunnelProvisioning.RequestedTunnel;
import io.cemfleet.tunnel.southbound.DryRunReport;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import io.cemfleet.tunnel.technology.ProposedPath;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * Checks the paths of a wave before anything is reserved: a path that several tunnels share is checked once. The
 * controller's dry run takes one path a call, so that the checks of a wave run side by side.
 */
@Component
class TunnelPathCheck {
    private static final int SIDE_BY_SIDE = 12;

    private final TunnelTechnologies technologies;

    TunnelPathCheck(TunnelTechnologies technologies) {
        this.technologies = technologies;
    }

    /** A path to check; equal for tunnels of different colours. */
    private record CheckedPath(TunnelTechnology technology, ProposedPath path, TunnelEndCapabilities ends) {
        StepOutcome<DryRunReport> report() {
            return technology.check(path, ends);
        }
    }

    private record PlannedTunnel(RequestedTunnel requested, ProvisionCommand command, TunnelTechnology technology) {
        CheckedPath path() {
            return new CheckedPath(technology, command.proposedPath(), requested.ends());
        }

        CheckedTunnel with(DryRunReport dryRun) {
            return new CheckedTunnel(command, requested.attempt(), requested.ends(), technology, dryRun);
        }
    }

    StepOutcomes<CheckedTunnel> check(List<RequestedTunnel> items) {
        return StepOutcomes.each(items, this::planned).together(TunnelPathCheck::checked);
    }

    private StepOutcome<PlannedTunnel> planned(RequestedTunnel item) {
        ProvisionCommand requested = item.command();
        StepOutcome<TunnelTechnology> selected = technologies.select(
                requested.teType(), requested.ends().headEnd(), requested.ends().endPoint(), item.ends());
        return selected instanceof Done(TunnelTechnology technology)
                ? StepOutcome.done(new PlannedTunnel(
                        item,
                        requested.returningBy(
                                technology.returnSegments(requested.ends().endPoint(), item.ends())),
                        technology))
                : selected.asFailure();
    }

    private static StepOutcomes<CheckedTunnel> checked(List<PlannedTunnel> items) {
        List<CheckedPath> paths =
                items.stream().map(PlannedTunnel::path).distinct().toList();
        List<StepOutcome<DryRunReport>> reports =
                paths.size() == 1 ? List.of(paths.getFirst().report()) : sideBySide(paths);
        var byPath = new LinkedHashMap<CheckedPath, StepOutcome<DryRunReport>>();
        for (int i = 0; i < paths.size(); i++) {
            byPath.put(paths.get(i), reports.get(i));
        }
        return StepOutcomes.each(
                items, item -> Objects.requireNonNull(byPath.get(item.path())).map(item::with));
    }

    private static List<StepOutcome<DryRunReport>> sideBySide(List<CheckedPath> paths) {
        var permits = new Semaphore(SIDE_BY_SIDE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<StepOutcome<DryRunReport>>> reports = paths.stream()
                    .map(path -> CompletableFuture.supplyAsync(() -> permitted(path, permits), threads))
                    .toList();
            return reports.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private static StepOutcome<DryRunReport> permitted(CheckedPath path, Semaphore permits) {
        permits.acquireUninterruptibly();
        try {
            return path.report();
        } finally {
            permits.release();
        }
    }
}

package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcome.Done;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.provision.TunnelProvisioning.RequestedTunnel;
import io.cemfleet.tunnel.technology.TunnelTechnologies;
import io.cemfleet.tunnel.technology.TunnelTechnology;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/**
 * Checks the paths of a wave before anything is reserved. The controller's dry run takes one policy a call, so that the
 * checks of a wave run side by side.
 */
@Component
class TunnelPathCheck {
    private static final int SIDE_BY_SIDE = 12;

    private final TunnelTechnologies technologies;

    TunnelPathCheck(TunnelTechnologies technologies) {
        this.technologies = technologies;
    }

    StepOutcomes<CheckedTunnel> check(List<RequestedTunnel> items) {
        if (items.size() == 1) {
            return StepOutcomes.each(items, this::checked);
        }
        var permits = new Semaphore(SIDE_BY_SIDE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<StepOutcome<CheckedTunnel>>> checks = items.stream()
                    .map(item -> CompletableFuture.supplyAsync(() -> permitted(item, permits), threads))
                    .toList();
            return StepOutcomes.each(checks, CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private StepOutcome<CheckedTunnel> permitted(RequestedTunnel item, Semaphore permits) {
        permits.acquireUninterruptibly();
        try {
            return checked(item);
        } finally {
            permits.release();
        }
    }

    private StepOutcome<CheckedTunnel> checked(RequestedTunnel item) {
        ProvisionCommand requested = item.command();
        StepOutcome<TunnelTechnology> selected = technologies.select(
                requested.teType(), requested.ends().headEnd(), requested.ends().endPoint(), item.ends());
        if (!(selected instanceof Done(TunnelTechnology technology))) {
            return selected.asFailure();
        }
        ProvisionCommand command =
                requested.returningBy(technology.returnSegments(requested.ends().endPoint(), item.ends()));
        return technology
                .check(command.proposedPath(), item.ends())
                .map(dryRun -> new CheckedTunnel(command, item.attempt(), item.ends(), technology, dryRun));
    }
}

package io.cemfleet.tunnel.reconcile;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The result of a reconciliation run.
 *
 * @param state {@code done}, or {@code failed} when the network could not be read
 * @param failure why it failed
 * @param differences the present ones; after a failed run those of the run before
 */
public record ReconciliationRun(
        Instant startedAt,
        Instant finishedAt,
        String state,
        @Nullable String failure,
        Cleanup cleanup,
        Differences differences) {

    /** @param left tunnels that could not be removed, or may not be now */
    public record Cleanup(List<String> cleaned, List<UnremovedTunnel> left) {
        static final Cleanup NONE = new Cleanup(List.of(), List.of());
    }

    public record UnremovedTunnel(String tunnelId, String code, String message) {}

    /**
     * @param tunnels own ones that hold resources
     * @param policies in the network under the fleet's names
     * @param orphans policies under our names without a tunnel of ours; they are left alone
     * @param missing tunnels that the store has and the network has not
     */
    public record Differences(int tunnels, int policies, List<PolicyFinding> orphans, List<PolicyFinding> missing) {
        static final Differences UNKNOWN = new Differences(0, 0, List.of(), List.of());
    }

    public record PolicyFinding(String name, String headEnd, String endPoint, int color, Instant firstSeen) {}

    /** The kinds of differences. */
    enum DifferenceKind {
        ORPHAN_POLICY,
        MISSING_POLICY;

        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

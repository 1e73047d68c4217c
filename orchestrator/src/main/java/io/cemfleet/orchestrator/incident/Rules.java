package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.SlaTier;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What an operator may set about the flow. */
public record Rules(int attempts, Duration backOff, Duration patience, Path path, Waits waits, Handling handling) {

    /**
     * @param maxHops of a protection path
     * @param alternatives paths asked for beside the best, for later attempts
     */
    public record Path(int maxHops, int alternatives) {}

    /** People-facing waits, as they are here and now. */
    public record Waits(Duration dampening, Duration platinum, Duration gold, Duration silver, Duration bronze) {}

    /**
     * @param notifyOpening whether people are told of each incident at its start
     * @param callbackUrl where the restoration monitor reports
     */
    public record Handling(boolean notifyOpening, CutoverMode cutoverMode, @Nullable URI callbackUrl) {}

    /** The pause after so many failures: doubled each time, at most a minute. */
    public Duration pause(int failures) {
        Duration doubled = backOff.multipliedBy(1L << Math.min(failures - 1, 10));
        return doubled.compareTo(Duration.ofMinutes(1)) > 0 ? Duration.ofMinutes(1) : doubled;
    }

    public Duration hold(SlaTier tier) {
        return switch (tier.effective()) {
            case PLATINUM -> waits.platinum();
            case SILVER -> waits.silver();
            case BRONZE -> waits.bronze();
            case GOLD, UNKNOWN -> waits.gold();
        };
    }
}

package io.cemfleet.restoration.watch;

import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationEvent;
import java.util.Collection;
import java.util.List;

/**
 * A report to the orchestrator.
 *
 * @param tunnels those it is about; empty for all that are watched
 */
public record WatchReport(RestorationEvent event, List<String> tunnels, RestorationDetails details) {

    /** About all that are watched. */
    public WatchReport(RestorationEvent event, RestorationDetails details) {
        this(event, List.of(), details);
    }

    /** About some of the tunnels. */
    public static WatchReport about(Collection<String> tunnels, RestorationEvent event, RestorationDetails details) {
        return new WatchReport(event, tunnels.stream().sorted().toList(), details);
    }
}

package io.cemfleet.restoration.watch;

import io.cemfleet.a2a.contract.RestorationEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A report to the orchestrator.
 *
 * @param tunnels those it is about; empty for all that are watched
 */
public record WatchReport(RestorationEvent event, List<String> tunnels, Map<String, Object> details) {

    /** About all that are watched. */
    public WatchReport(RestorationEvent event, Map<String, Object> details) {
        this(event, List.of(), details);
    }

    public static WatchReport of(RestorationEvent event) {
        return new WatchReport(event, Map.of());
    }

    /** About some of the tunnels. */
    public static WatchReport about(Collection<String> tunnels, RestorationEvent event, Map<String, Object> details) {
        return new WatchReport(event, tunnels.stream().sorted().toList(), details);
    }
}

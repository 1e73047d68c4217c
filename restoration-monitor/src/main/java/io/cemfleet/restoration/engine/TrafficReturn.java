package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.network.CapacityVerdict;
import io.cemfleet.restoration.network.ReturnCapacityReader;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.OriginalPathStatus;
import io.cemfleet.restoration.watch.PathSample;
import io.cemfleet.restoration.watch.WatchCore;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.restoration.watch.WatchStepResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Lets traffic return only where present load plus returning demand fits, in parts where not all of it fits. */
@Component
class TrafficReturn {
    private final ReturnCapacityReader load;
    private final WatchStore watches;
    private final WatchTiming timing;

    TrafficReturn(ReturnCapacityReader load, WatchStore watches, WatchTiming timing) {
        this.load = load;
        this.watches = watches;
        this.timing = timing;
    }

    /** With the load of the original links before the incident, once the load has settled after steering. */
    WatchState.Watching withCarried(WatchState.Watching watch) {
        WatchCore core = watch.core();
        if (core.carried() != null
                || timing.now().isBefore(core.task().begunAt().plus(timing.poll()))) {
            return watch;
        }
        return load.carried(core).map(watch::carried).orElse(watch);
    }

    /** Which of these tunnels' traffic may return now. */
    CapacityVerdict capacity(WatchState watch, Set<String> able) {
        return load.verdict(watch.core(), able, weight -> timing.ladder(watch, weight));
    }

    /**
     * Chooses a part of the tunnels that fits. Tunnels that do not fit are reported, and reported again only when the
     * links change.
     *
     * @param before the watch before its paths were sampled, so that a load that stays unknown counts as missing
     *     telemetry all the time
     * @param able the tunnels that may return
     */
    ReturnChoice choose(WatchState.Active before, WatchState.Active watch, Set<String> able) {
        return switch (capacity(watch, able)) {
            case CapacityVerdict.Unknown unknown -> new ReturnChoice.NotYet(unknown(before, watch, unknown));
            case CapacityVerdict.Known capacity
            when capacity.moves().isEmpty() -> new ReturnChoice.NotYet(waiting(watch, capacity));
            case CapacityVerdict.Known capacity -> fits(watch, capacity);
        };
    }

    private WatchStepResult unknown(
            WatchState.Active before, WatchState.Active watch, CapacityVerdict.Unknown unknown) {
        OriginalPathStatus paths = watch.paths().knownAs(before.paths());
        return timing.missing(watch.with(paths), new PathSample.Missing(unknown.reason()), timing.nextSample());
    }

    private WatchStepResult waiting(WatchState.Active watch, CapacityVerdict.Known capacity) {
        OriginalPathStatus paths = watch.paths();
        return paths.deferredLinks().equals(capacity.links())
                ? WatchStepResult.pausing(watch, timing.nextRound())
                : WatchStepResult.pausing(
                        watch.with(paths.deferred(capacity.links())), timing.nextRound(), deferred(watch, capacity));
    }

    private ReturnChoice.Fits fits(WatchState.Active watch, CapacityVerdict.Known capacity) {
        OriginalPathStatus paths = watch.paths();
        return capacity.deferred().isEmpty() || paths.deferredLinks().equals(capacity.links())
                ? new ReturnChoice.Fits(capacity, paths, List.of())
                : new ReturnChoice.Fits(capacity, paths.deferred(capacity.links()), List.of(deferred(watch, capacity)));
    }

    private WatchReport deferred(WatchState watch, CapacityVerdict.Known capacity) {
        RestorationDetails details = new RestorationDetails.Deferral(
                RestorationDetails.Deferral.NO_CAPACITY,
                capacity.links(),
                load.limit(watch.core()),
                ownTunnels(capacity));
        return WatchReport.about(capacity.deferred(), RestorationEvent.RESTORATION_DEFERRED, details);
    }

    /** The tunnels of all incidents whose traffic crosses one of these directions. */
    private List<String> ownTunnels(CapacityVerdict.Known capacity) {
        Set<String> full = capacity.full().stream()
                .map(direction -> direction.linkId() + '/' + direction.from())
                .collect(Collectors.toSet());
        Set<String> own = new TreeSet<>();
        for (WatchState.Active watch : watches.open()) {
            watch.tunnels().carrying().stream()
                    .filter(protection -> crossed(protection).stream().anyMatch(full::contains))
                    .forEach(protection -> own.add(protection.tunnelId()));
        }
        return List.copyOf(own);
    }

    private static Collection<String> crossed(MonitorRestoration.WatchedProtection protection) {
        List<String> links = protection.protectionPath().links();
        List<String> nodes = protection.protectionPath().nodes();
        List<String> crossed = new ArrayList<>();
        for (int i = 0; i < links.size() && i < nodes.size(); i++) {
            crossed.add(links.get(i) + '/' + nodes.get(i));
        }
        return crossed;
    }
}

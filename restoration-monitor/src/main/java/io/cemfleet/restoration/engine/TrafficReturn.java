package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.network.CapacityVerdict;
import io.cemfleet.restoration.network.ReturnCapacityReader;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.PathSample;
import io.cemfleet.restoration.watch.RestorationWatch;
import io.cemfleet.restoration.watch.WatchReport;
import io.cemfleet.restoration.watch.WatchStepResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Lets traffic return only where present load plus returning demand fits, in parts where not all of it fits. */
@Component
class TrafficReturn {
    private final ReturnCapacityReader load;
    private final WatchStore watches;
    private final WatchTiming pace;

    TrafficReturn(ReturnCapacityReader load, WatchStore watches, WatchTiming pace) {
        this.load = load;
        this.watches = watches;
        this.pace = pace;
    }

    /** With the load of the original links before the incident, once the load has settled after steering. */
    RestorationWatch withCarried(RestorationWatch watch) {
        boolean known = watch.carried() != null;
        return known || pace.now().isBefore(watch.begunAt().plus(pace.poll()))
                ? watch
                : load.carried(watch).map(watch::carried).orElse(watch);
    }

    /** Which of these tunnels' traffic may return now. */
    CapacityVerdict room(RestorationWatch watch, Set<String> able) {
        return load.room(watch.only(able), weight -> pace.ladder(watch, weight));
    }

    /**
     * Chooses a part of the tunnels that fits, or waits. Tunnels that do not fit are reported, and reported again only
     * when the links change.
     *
     * @param before as it was before the path was sampled, so that a load that stays unknown counts as missing
     *     telemetry all the time
     * @param able the tunnels that may return
     */
    WatchStepResult ifRoom(
            RestorationWatch before,
            RestorationWatch watch,
            Set<String> able,
            BiFunction<RestorationWatch, CapacityVerdict.Known, WatchStepResult> goOn) {
        return switch (room(watch, able)) {
            case CapacityVerdict.Unknown unknown ->
                pace.blind(watch.knownAs(before), new PathSample.Missing(unknown.reason()), pace.nextSample());
            case CapacityVerdict.Known room when room.moves().isEmpty() -> waiting(watch, room);
            case CapacityVerdict.Known room -> part(watch, room, goOn);
        };
    }

    private WatchStepResult waiting(RestorationWatch watch, CapacityVerdict.Known room) {
        return watch.deferredLinks().equals(room.links())
                ? WatchStepResult.pausing(watch, pace.poll())
                : WatchStepResult.pausing(watch.deferred(room.links()), pace.poll(), deferred(watch, room));
    }

    private WatchStepResult part(
            RestorationWatch watch,
            CapacityVerdict.Known room,
            BiFunction<RestorationWatch, CapacityVerdict.Known, WatchStepResult> goOn) {
        if (room.deferred().isEmpty() || watch.deferredLinks().equals(room.links())) {
            return goOn.apply(watch, room);
        }
        WatchStepResult step = goOn.apply(watch.deferred(room.links()), room);
        List<WatchReport> reports = new ArrayList<>(step.reports());
        reports.add(deferred(watch, room));
        return new WatchStepResult(step.after(), reports, step.pause());
    }

    private WatchReport deferred(RestorationWatch watch, CapacityVerdict.Known room) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("reason", "no_room_for_returning_traffic");
        details.put("links", room.links());
        details.put("limit", load.limit(watch));
        details.put("own_tunnels", ownTunnels(room));
        return WatchReport.about(room.deferred(), RestorationEvent.RESTORATION_DEFERRED, details);
    }

    /** The tunnels of all incidents whose traffic crosses one of these directions. */
    private List<String> ownTunnels(CapacityVerdict.Known room) {
        Set<String> full = room.full().stream()
                .map(direction -> direction.linkId() + '/' + direction.from())
                .collect(Collectors.toSet());
        Set<String> own = new TreeSet<>();
        for (RestorationWatch watch : watches.open()) {
            for (MonitorRestoration.WatchedProtection protection : watch.protections()) {
                if (watch.weight(protection.tunnelId()) > 0
                        && crossed(protection).stream().anyMatch(full::contains)) {
                    own.add(protection.tunnelId());
                }
            }
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

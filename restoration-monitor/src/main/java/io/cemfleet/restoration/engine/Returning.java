package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.network.Load;
import io.cemfleet.restoration.network.Room;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.Report;
import io.cemfleet.restoration.watch.Sample;
import io.cemfleet.restoration.watch.Step;
import io.cemfleet.restoration.watch.Watch;
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

/** Traffic returns only where present load plus returning demand fits, in parts where not all does. */
@Component
class Returning {
    private final Load load;
    private final WatchStore watches;
    private final Pace pace;

    Returning(Load load, WatchStore watches, Pace pace) {
        this.load = load;
        this.watches = watches;
        this.pace = pace;
    }

    /** With what the original links carried before, once the load has settled after steering. */
    Watch withCarried(Watch watch) {
        boolean known = watch.carried() != null;
        return known || pace.now().isBefore(watch.begunAt().plus(pace.poll()))
                ? watch
                : load.carried(watch).map(watch::carried).orElse(watch);
    }

    /** Which of these tunnels' traffic may return now. */
    Room room(Watch watch, Set<String> able) {
        return load.room(watch.only(able), weight -> pace.ladder(watch, weight));
    }

    /**
     * Chooses a part of the tunnels that fits; else waits. What does not fit is reported, again only when the links change.
     *
     * @param before as it was before the look at the path, so that a load that stays unknown is a silence that lasts
     * @param able the tunnels that may return
     */
    Step ifRoom(Watch before, Watch watch, Set<String> able, BiFunction<Watch, Room.Known, Step> goOn) {
        return switch (room(watch, able)) {
            case Room.Unknown unknown ->
                pace.blind(watch.knownAs(before), new Sample.Missing(unknown.reason()), pace.nextSample());
            case Room.Known room when room.moves().isEmpty() -> waiting(watch, room);
            case Room.Known room -> part(watch, room, goOn);
        };
    }

    private Step waiting(Watch watch, Room.Known room) {
        return watch.deferredLinks().equals(room.links())
                ? Step.pausing(watch, pace.poll())
                : Step.pausing(watch.deferred(room.links()), pace.poll(), deferred(watch, room));
    }

    private Step part(Watch watch, Room.Known room, BiFunction<Watch, Room.Known, Step> goOn) {
        if (room.deferred().isEmpty() || watch.deferredLinks().equals(room.links())) {
            return goOn.apply(watch, room);
        }
        Step step = goOn.apply(watch.deferred(room.links()), room);
        List<Report> reports = new ArrayList<>(step.reports());
        reports.add(deferred(watch, room));
        return new Step(step.after(), reports, step.pause());
    }

    private Report deferred(Watch watch, Room.Known room) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("reason", "no_room_for_returning_traffic");
        details.put("links", room.links());
        details.put("limit", load.limit(watch));
        details.put("own_tunnels", ownTunnels(room));
        return Report.about(room.deferred(), RestorationEvent.RESTORATION_DEFERRED, details);
    }

    /** The tunnels of all incidents whose traffic crosses one of these directions. */
    private List<String> ownTunnels(Room.Known room) {
        Set<String> full = room.full().stream()
                .map(direction -> direction.linkId() + '/' + direction.from())
                .collect(Collectors.toSet());
        Set<String> own = new TreeSet<>();
        for (Watch watch : watches.open()) {
            for (MonitorRestoration.Watched protection : watch.protections()) {
                if (watch.weight(protection.tunnelId()) > 0
                        && crossed(protection).stream().anyMatch(full::contains)) {
                    own.add(protection.tunnelId());
                }
            }
        }
        return List.copyOf(own);
    }

    private static Collection<String> crossed(MonitorRestoration.Watched protection) {
        List<String> links = protection.protectionPath().links();
        List<String> nodes = protection.protectionPath().nodes();
        List<String> crossed = new ArrayList<>();
        for (int i = 0; i < links.size() && i < nodes.size(); i++) {
            crossed.add(links.get(i) + '/' + nodes.get(i));
        }
        return crossed;
    }
}

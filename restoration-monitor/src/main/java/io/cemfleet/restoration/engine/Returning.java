package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.restoration.network.Load;
import io.cemfleet.restoration.network.Room;
import io.cemfleet.restoration.watch.Report;
import io.cemfleet.restoration.watch.Sample;
import io.cemfleet.restoration.watch.Step;
import io.cemfleet.restoration.watch.Watch;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Where load was the cause, traffic returns only if present load plus returning demand fits. */
@Component
class Returning {
    private final Load load;
    private final Pace pace;

    Returning(Load load, Pace pace) {
        this.load = load;
        this.pace = pace;
    }

    /** With what the first measurement tells about the cause. */
    Watch withCause(Watch watch) {
        return watch.loadCaused() != null
                ? watch
                : load.wasTheCause(watch).map(watch::loadCaused).orElse(watch);
    }

    /**
     * Goes on if load was not the cause or there is room; else waits, and tells so once.
     *
     * @param before as it was before the look at the path, so that a load that stays unknown is a silence that lasts
     */
    Step ifRoom(Watch before, Watch watch, Function<Watch, Step> goOn) {
        Watch judged = withCause(watch);
        if (Boolean.FALSE.equals(judged.loadCaused())) {
            return goOn.apply(judged);
        }
        return switch (load.room(judged)) {
            case Room.Enough enough -> goOn.apply(judged);
            case Room.TooLittle full ->
                judged.deferredTold()
                        ? Step.pausing(judged, pace.poll())
                        : Step.pausing(judged.deferred(), pace.poll(), deferred(full));
            case Room.Unknown unknown -> pace.blind(before, new Sample.Missing(unknown.reason()), pace.nextSample());
        };
    }

    private Report deferred(Room.TooLittle full) {
        return new Report(
                RestorationEvent.RESTORATION_DEFERRED,
                Map.of("reason", "no_room_for_returning_traffic", "links", full.links(), "limit", load.limit()));
    }
}

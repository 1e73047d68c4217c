package io.cemfleet.traffic.watch;

import io.cemfleet.a2a.config.TimeScale;
import io.cemfleet.traffic.TrafficSettings;
import io.cemfleet.traffic.forecast.Outlook;
import io.cemfleet.traffic.forecast.Point;
import io.cemfleet.traffic.forecast.Season;
import io.cemfleet.traffic.sample.LinkSample;
import io.cemfleet.traffic.sample.SampleStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Forecasts of all links that have samples, each of its graver direction. */
@Component
public class Outlooks {
    /** Readings that may fail in a row before the newest sample is no longer the present. */
    private static final int GAPS = 3;

    private final SampleStore store;
    private final TrafficSettings settings;
    private final TimeScale scale;
    private volatile @Nullable Seasons kept;

    /** The seasons as of a moment; they change slowly. */
    private record Seasons(Instant at, Map<SampleStore.Direction, List<Double>> profiles) {}

    Outlooks(SampleStore store, TrafficSettings settings, TimeScale scale) {
        this.store = store;
        this.settings = settings;
        this.scale = scale;
    }

    /** By link id. */
    public SortedMap<String, LinkOutlook> of(Instant now, Duration horizon) {
        Duration every = scale.of(settings.collectEvery());
        TrafficSettings.Forecast forecast = settings.forecast();
        Duration period = scale.of(forecast.season());
        Map<SampleStore.Direction, List<Double>> profiles = profiles(now, period);
        Outlook.Ask ask =
                new Outlook.Ask(now, horizon, every.multipliedBy(GAPS), forecast.threshold(), forecast.minimum());
        SortedMap<String, LinkOutlook> outlooks = new TreeMap<>();
        store.history(now.minus(every.multipliedBy(2L * forecast.samples())), now, forecast.samples())
                .forEach((direction, samples) -> {
                    Season season = new Season(period, profiles.getOrDefault(direction, List.of()));
                    LinkOutlook outlook = new LinkOutlook(
                            direction.linkId(), direction.from(), Outlook.of(points(samples), season, ask));
                    outlooks.merge(direction.linkId(), outlook, LinkOutlook::graver);
                });
        return outlooks;
    }

    private Map<SampleStore.Direction, List<Double>> profiles(Instant now, Duration period) {
        TrafficSettings.Forecast forecast = settings.forecast();
        Duration slot = period.dividedBy(forecast.seasonSlots());
        Seasons known = kept;
        if (known == null || Duration.between(known.at(), now).abs().compareTo(slot) >= 0) {
            Instant since = now.minus(scale.of(settings.retention()));
            known = new Seasons(
                    now,
                    store.profiles(
                            since,
                            now,
                            period,
                            new SampleStore.Slots(forecast.seasonSlots(), forecast.seasonPeriods())));
            kept = known;
        }
        return known.profiles();
    }

    private static List<Point> points(List<LinkSample> samples) {
        return samples.stream()
                .map(sample -> new Point(sample.measuredAt(), sample.utilisation()))
                .toList();
    }
}

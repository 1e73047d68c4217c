package io.cemfleet.traffic.watch;

import io.cemfleet.runtime.defaults.TimeScale;
import io.cemfleet.traffic.TrafficSettings;
import io.cemfleet.traffic.forecast.DirectionForecast;
import io.cemfleet.traffic.forecast.SeasonalProfile;
import io.cemfleet.traffic.forecast.UtilisationSample;
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
public class LinkForecasts {
    /** The number of consecutive readings that may fail before the newest sample is too old. */
    private static final int GAPS = 3;

    private final SampleStore store;
    private final TrafficSettings settings;
    private final TimeScale scale;
    private volatile @Nullable ProfileCache kept;

    /** The seasons as of a moment; they change slowly. */
    private record ProfileCache(Instant at, Map<SampleStore.SampledDirection, List<Double>> profiles) {}

    LinkForecasts(SampleStore store, TrafficSettings settings, TimeScale scale) {
        this.store = store;
        this.settings = settings;
        this.scale = scale;
    }

    /** The forecasts by link id. */
    public SortedMap<String, LinkForecast> of(Instant now, Duration horizon) {
        Duration every = scale.of(settings.collectEvery());
        TrafficSettings.Forecast forecast = settings.forecast();
        Duration period = scale.of(forecast.season());
        Map<SampleStore.SampledDirection, List<Double>> profiles = profiles(now, period);
        DirectionForecast.ForecastParameters ask = new DirectionForecast.ForecastParameters(
                now, horizon, every.multipliedBy(GAPS), forecast.threshold(), forecast.minimum());
        SortedMap<String, LinkForecast> outlooks = new TreeMap<>();
        store.history(now.minus(every.multipliedBy(2L * forecast.samples())), now, forecast.samples())
                .forEach((direction, samples) -> {
                    SeasonalProfile season = new SeasonalProfile(period, profiles.getOrDefault(direction, List.of()));
                    LinkForecast outlook = new LinkForecast(
                            direction.linkId(), direction.from(), DirectionForecast.of(points(samples), season, ask));
                    outlooks.merge(direction.linkId(), outlook, LinkForecast::graver);
                });
        return outlooks;
    }

    private Map<SampleStore.SampledDirection, List<Double>> profiles(Instant now, Duration period) {
        TrafficSettings.Forecast forecast = settings.forecast();
        Duration slot = period.dividedBy(forecast.seasonSlots());
        ProfileCache known = kept;
        if (known == null || Duration.between(known.at(), now).abs().compareTo(slot) >= 0) {
            Instant since = now.minus(scale.of(settings.retention()));
            known = new ProfileCache(
                    now,
                    store.profiles(
                            since,
                            now,
                            period,
                            new SampleStore.SlotLayout(forecast.seasonSlots(), forecast.seasonPeriods())));
            kept = known;
        }
        return known.profiles();
    }

    private static List<UtilisationSample> points(List<LinkSample> samples) {
        return samples.stream()
                .map(sample -> new UtilisationSample(sample.measuredAt(), sample.utilisation()))
                .toList();
    }
}

package io.cemfleet.traffic.watch;

import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.runtime.defaults.TimeScale;
import io.cemfleet.traffic.TrafficSettings;
import io.cemfleet.traffic.demand.LinkExposure;
import io.cemfleet.traffic.forecast.DirectionForecast;
import io.cemfleet.traffic.sample.ReadingListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Evaluates the forecasts after each reading. An episode is reported once, and cleared when the forecast no longer
 * holds; an episode whose link is not measured stays as it is. A link that is calm only because the fleet's tunnels
 * divert its traffic is not calm: the traffic would return, and with it the alert.
 */
@Component
class EpisodeTracker implements ReadingListener {
    private final LinkForecasts outlooks;
    private final EpisodeStore episodes;
    private final EpisodeRecorder recorder;
    private final LinkExposureReader exposures;
    private final ReturningLoadEstimator returningLoads;
    private final TrafficSettings settings;
    private final TimeScale scale;

    EpisodeTracker(
            LinkForecasts outlooks,
            EpisodeStore episodes,
            EpisodeRecorder recorder,
            LinkExposureReader exposures,
            ReturningLoadEstimator returningLoads,
            TrafficSettings settings,
            TimeScale scale) {
        this.outlooks = outlooks;
        this.episodes = episodes;
        this.recorder = recorder;
        this.exposures = exposures;
        this.returningLoads = returningLoads;
        this.settings = settings;
        this.scale = scale;
    }

    @Override
    public void kept(Instant now) {
        if (settings.proactive().enabled()) {
            look(now);
        }
    }

    void look(Instant now) {
        Map<String, CongestionEpisode> open = episodes.open();
        Set<String> resting =
                episodes.closedSince(now.minus(scale.of(settings.proactive().pause())));
        List<LinkForecast> news = new ArrayList<>();
        List<LinkForecast> calm = new ArrayList<>();
        outlooks.of(now, horizon()).values().forEach(link -> {
            CongestionEpisode episode = open.get(link.linkId());
            if (episode == null && !resting.contains(link.linkId()) && isDangerous(link.outlook())) {
                news.add(link);
            } else if (episode != null && isCalm(link.outlook())) {
                calm.add(link);
            }
        });
        withoutTunnels(calm, now)
                .forEach(link -> recorder.clear(Objects.requireNonNull(open.get(link.linkId())), horizon(), link, now));
        Map<String, LinkExposure> exposed = exposures.of(news);
        news.forEach(link -> raise(link, exposed.get(link.linkId()), now));
        episodes.judge(now, settings.forecast().threshold(), scale.of(settings.collectEvery()));
        episodes.forgetBefore(now.minus(settings.proactive().keep()));
    }

    private boolean isDangerous(DirectionForecast outlook) {
        Double present = outlook.utilisation();
        Double probability = outlook.probability();
        return (present != null && present >= settings.proactive().load())
                || (probability != null && probability >= settings.proactive().probability());
    }

    /** Only a forecast can end an episode. */
    private boolean isCalm(DirectionForecast outlook) {
        Double present = outlook.utilisation();
        Double probability = outlook.probability();
        return present != null
                && probability != null
                && present < settings.proactive().load()
                && probability < settings.proactive().rearm();
    }

    /** The links that stay calm when the fleet's tunnels are removed; links for which this is unknown are left out. */
    private List<LinkForecast> withoutTunnels(List<LinkForecast> calm, Instant now) {
        if (calm.isEmpty()) {
            return calm;
        }
        ReturningLoad returning = returningLoads.returning(now);
        return calm.stream().filter(link -> staysCalm(link, returning)).toList();
    }

    private boolean staysCalm(LinkForecast link, ReturningLoad returning) {
        double present = Objects.requireNonNullElse(link.outlook().utilisation(), 0.0);
        double predicted = Objects.requireNonNullElse(link.outlook().predicted(), 0.0);
        OptionalDouble more = returning.to(link.linkId());
        return more.isPresent()
                && (more.getAsDouble() == 0
                        || Math.max(present, predicted) + more.getAsDouble()
                                < settings.forecast().threshold());
    }

    private void raise(LinkForecast link, @Nullable LinkExposure exposure, Instant now) {
        DirectionForecast outlook = link.outlook();
        Double present = outlook.utilisation();
        if (present == null) {
            return;
        }
        boolean already = present >= settings.forecast().threshold();
        Double probability = outlook.probability();
        Instant expectedAt = outlook.expectedAt();
        CongestionEpisode episode = new CongestionEpisode(
                TaskIds.of("forecast|" + link.linkId() + '|' + now.toEpochMilli()),
                link.linkId(),
                link.from(),
                present,
                outlook.predicted(),
                already || probability == null ? 1 : probability,
                expectedAt == null ? now : expectedAt,
                now,
                now.plus(horizon()),
                null,
                already ? ForecastVerdict.UNFORESEEN : ForecastVerdict.PENDING,
                already ? now : null,
                null);
        recorder.raise(episode, horizon(), exposure);
    }

    private Duration horizon() {
        return scale.of(settings.proactive().horizon());
    }
}

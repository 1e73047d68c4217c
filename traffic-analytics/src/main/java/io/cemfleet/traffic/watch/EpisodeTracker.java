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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Evaluates the forecasts after each reading. An episode is reported once, and cleared when the forecast no longer
 * holds; one that cannot be evaluated, since nothing is measured, stays as it is. A link that is calm only while the
 * fleet's tunnels keep traffic off it is not calm: the traffic would come back, and the alert with it.
 */
@Component
class EpisodeTracker implements ReadingListener {
    private static final Logger LOG = LoggerFactory.getLogger(EpisodeTracker.class);

    private final LinkForecasts outlooks;
    private final EpisodeStore episodes;
    private final Told told;
    private final TransactionTemplate transactions;
    private final TrafficSettings settings;
    private final TimeScale scale;

    /** The receiver of episodes, and the context that it gets beside the forecast. */
    @Component
    record Told(CongestionListener news, LinkExposureReader exposures, ReturningLoadEstimator steeredAway) {}

    EpisodeTracker(
            LinkForecasts outlooks,
            EpisodeStore episodes,
            Told told,
            TransactionTemplate transactions,
            TrafficSettings settings,
            TimeScale scale) {
        this.outlooks = outlooks;
        this.episodes = episodes;
        this.told = told;
        this.transactions = transactions;
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
        withoutTunnels(calm, now).forEach(link -> clear(Objects.requireNonNull(open.get(link.linkId())), link, now));
        Map<String, LinkExposure> exposures = told.exposures().of(news);
        news.forEach(link -> raise(link, exposures.get(link.linkId()), now));
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

    /**
     * The links that stay calm when the fleet's tunnels are removed; links for which that is not known are left out.
     */
    private List<LinkForecast> withoutTunnels(List<LinkForecast> calm, Instant now) {
        if (calm.isEmpty()) {
            return calm;
        }
        ReturningLoad returning = told.steeredAway().returning(now);
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
        transactions.executeWithoutResult(status -> {
            if (episodes.add(episode)) {
                told.news().raised(episode, horizon(), exposure);
                LOG.info(
                        "congestion expected on {} from {} with probability {}",
                        episode.linkId(),
                        episode.from(),
                        episode.probability());
            }
        });
    }

    private void clear(CongestionEpisode episode, LinkForecast link, Instant now) {
        transactions.executeWithoutResult(status -> {
            if (episodes.clear(episode.episodeId(), now)) {
                told.news().cleared(episode, horizon(), link);
                LOG.info("congestion is no longer expected on {}", episode.linkId());
            }
        });
    }

    private Duration horizon() {
        return scale.of(settings.proactive().horizon());
    }
}

package io.cemfleet.traffic.a2a;

import io.cemfleet.a2a.contract.ProactiveAlert;
import io.cemfleet.a2a.message.TaskIds;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.traffic.demand.LinkExposure;
import io.cemfleet.traffic.forecast.DirectionForecast;
import io.cemfleet.traffic.watch.CongestionEpisode;
import io.cemfleet.traffic.watch.CongestionListener;
import io.cemfleet.traffic.watch.LinkForecast;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Sends expected congestion as {@code proactive_alert}. Its key is that of the episode, so that a retry has no second
 * effect.
 */
@Component
class ProactiveAlerts implements CongestionListener {
    private final Outbox outbox;

    ProactiveAlerts(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void raised(CongestionEpisode episode, Duration horizon, @Nullable LinkExposure exposure) {
        Double predicted = episode.predictedUtilisation();
        send(
                episode,
                new ProactiveAlert.Request(
                        episode.linkId(),
                        predicted == null ? episode.utilisation() : Math.max(predicted, episode.utilisation()),
                        episode.probability(),
                        episode.expectedAt(),
                        minutes(horizon),
                        exposure == null
                                ? null
                                : exposure.demands().stream()
                                        .map(ProactiveAlerts::wire)
                                        .toList(),
                        exposure == null ? null : exposure.services(),
                        ProactiveAlert.Kind.RAISE));
    }

    @Override
    public void cleared(CongestionEpisode episode, Duration horizon, LinkForecast now) {
        DirectionForecast outlook = now.outlook();
        send(
                episode,
                new ProactiveAlert.Request(
                        episode.linkId(),
                        Objects.requireNonNull(outlook.predicted()),
                        Objects.requireNonNull(outlook.probability()),
                        episode.expectedAt(),
                        minutes(horizon),
                        null,
                        null,
                        ProactiveAlert.Kind.CLEAR));
    }

    private void send(CongestionEpisode episode, ProactiveAlert.Request alert) {
        String kind = Objects.requireNonNull(alert.kind()).wire();
        outbox.send(ProactiveAlert.TYPE, null, alert, TaskIds.of(episode.episodeId() + "|" + kind));
    }

    private static Map<String, Object> wire(LinkExposure.CrossingDemand crossing) {
        Map<String, Object> demand = new LinkedHashMap<>();
        demand.put("head_end", crossing.demand().key().headEnd());
        demand.put("end_point", crossing.demand().key().endPoint());
        Integer color = crossing.demand().key().color();
        if (color != null) {
            demand.put("color", color);
        }
        demand.put("demand_mbps", crossing.demand().mbps());
        demand.put("share", crossing.share());
        return demand;
    }

    private static int minutes(Duration horizon) {
        return (int) Math.max(1, Math.round(horizon.toSeconds() / 60.0));
    }
}

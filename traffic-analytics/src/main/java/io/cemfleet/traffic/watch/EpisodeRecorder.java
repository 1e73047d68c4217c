package io.cemfleet.traffic.watch;

import io.cemfleet.traffic.demand.LinkExposure;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stores the begin or the end of an episode, and reports it in the same transaction; a repetition has no effect. */
@Component
class EpisodeRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(EpisodeRecorder.class);

    private final EpisodeStore episodes;
    private final CongestionListener listener;
    private final TransactionTemplate transactions;

    EpisodeRecorder(EpisodeStore episodes, CongestionListener listener, TransactionTemplate transactions) {
        this.episodes = episodes;
        this.listener = listener;
        this.transactions = transactions;
    }

    /** @param exposure services on the link, absent when they could not be read */
    void raise(CongestionEpisode episode, Duration horizon, @Nullable LinkExposure exposure) {
        transactions.executeWithoutResult(status -> {
            if (episodes.add(episode)) {
                listener.raised(episode, horizon, exposure);
                LOG.info(
                        "congestion expected on {} from {} with probability {}",
                        episode.linkId(),
                        episode.from(),
                        episode.probability());
            }
        });
    }

    /** @param link the forecast that ends the episode */
    void clear(CongestionEpisode episode, Duration horizon, LinkForecast link, Instant now) {
        transactions.executeWithoutResult(status -> {
            if (episodes.clear(episode.episodeId(), now)) {
                listener.cleared(episode, horizon, link);
                LOG.info("congestion is no longer expected on {}", episode.linkId());
            }
        });
    }
}

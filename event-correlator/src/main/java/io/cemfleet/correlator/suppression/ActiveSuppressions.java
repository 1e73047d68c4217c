package io.cemfleet.correlator.suppression;

import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Caches the silences and windows in force, since every alert needs them. */
@Component
public class ActiveSuppressions {
    private final SuppressionStore store;
    private final Clock clock;
    private volatile List<Suppression> living = List.of();

    ActiveSuppressions(SuppressionStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Other instances change them too. */
    @Scheduled(fixedDelayString = "${cem.correlator.suppression.refresh:2s}")
    void refresh() {
        living = store.living(clock.instant());
    }

    /** The id of the suppression that covers a link between these nodes, if there is one. */
    public Optional<String> covering(@Nullable String linkId, List<String> nodes) {
        if (linkId == null) {
            return Optional.empty();
        }
        var now = clock.instant();
        return living.stream()
                .filter(s -> s.holdsAt(now))
                .filter(s -> s.links().contains(linkId) || !Collections.disjoint(s.nodes(), nodes))
                .map(s -> s.id().toString())
                .findFirst();
    }
}

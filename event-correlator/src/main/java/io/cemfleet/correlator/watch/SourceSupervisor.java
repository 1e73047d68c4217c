package io.cemfleet.correlator.watch;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.source.OpenSourceAlarms;
import io.cemfleet.correlator.source.SupervisedSource;
import io.cemfleet.runtime.security.WebhookSecret;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Supervises a source: its subscription to our webhook, and the comparison of its open alarms with the ledger. */
@Component
class SourceSupervisor {
    private static final Logger LOG = LoggerFactory.getLogger(SourceSupervisor.class);

    private final AlarmReconciliation reconciliation;
    private final CorrelatorSettings settings;
    private final Clock clock;

    SourceSupervisor(AlarmReconciliation reconciliation, CorrelatorSettings settings, Clock clock) {
        this.reconciliation = reconciliation;
        this.settings = settings;
        this.clock = clock;
    }

    /** Subscribes and compares; false when either failed. */
    boolean supervise(SupervisedSource source) {
        boolean subscribed = isSubscribed(source);
        Instant asked = clock.instant();
        return switch (source.openAlarms()) {
            case OpenSourceAlarms.Listed listed -> reconciliation.compare(source.id(), listed, asked) && subscribed;
            case OpenSourceAlarms.Unavailable(String reason) -> {
                LOG.warn("the open alarms of {} are not known: {}", source.id().wire(), reason);
                yield false;
            }
        };
    }

    /** A source whose webhook is closed sends nothing to it, and needs no subscription. */
    private boolean isSubscribed(SupervisedSource source) {
        Optional<WebhookSecret> secret = source.webhook().filter(WebhookSecret::isPresent);
        if (secret.isEmpty()) {
            return true;
        }
        Optional<String> failure = source.subscribe(settings.webhookUrl(source.id(), secret.get()));
        failure.ifPresent(reason -> LOG.warn(
                "{} does not send its alerts to our webhook: {}", source.id().wire(), reason));
        return failure.isEmpty();
    }
}

package io.cemfleet.correlator.intake;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.congestion.OwnCongestion;
import io.cemfleet.correlator.kafka.AlertPublisher;
import io.cemfleet.correlator.source.SourceAlert;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Takes alerts in. An accepted alert is durable. */
@Component
public class AlertIntake {
    private final AlertNormaliser normaliser;
    private final AlertPublisher publisher;
    private final OwnCongestion ownCongestion;
    private final CorrelatorSettings settings;
    private final MeterRegistry meters;

    AlertIntake(
            AlertNormaliser normaliser,
            AlertPublisher publisher,
            OwnCongestion ownCongestion,
            CorrelatorSettings settings,
            MeterRegistry meters) {
        this.normaliser = normaliser;
        this.publisher = publisher;
        this.ownCongestion = ownCongestion;
        this.settings = settings;
        this.meters = meters;
    }

    /** The ids of the alerts once Kafka has acknowledged them all; empty when it has not. */
    public Optional<List<String>> accept(List<SourceAlert> alerts) {
        List<AlertRecord> records = normaliser.records(alerts);
        if (!publish(records)) {
            return Optional.empty();
        }
        alerts.stream()
                .collect(Collectors.groupingBy(SourceAlert::source, Collectors.counting()))
                .forEach((source, count) -> meters.counter("alerts.received", "source", source.wire())
                        .increment(count));
        return Optional.of(records.stream().map(AlertRecord::alertId).toList());
    }

    /** Publishes records, after the check which of them the fleet's own tunnels cause. */
    public boolean publish(List<AlertRecord> records) {
        return records.isEmpty()
                || publisher.publish(
                        ownCongestion.stamp(records), settings.webhook().ackTimeout());
    }
}

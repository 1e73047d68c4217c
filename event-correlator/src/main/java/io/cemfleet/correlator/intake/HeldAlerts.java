package io.cemfleet.correlator.intake;

import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.ledger.SourceAlarmStore;
import io.cemfleet.correlator.network.NetworkSnapshotCache;
import io.cemfleet.correlator.source.AlertSources;
import io.cemfleet.correlator.suppression.ActiveSuppressions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Retries held alerts: unlocated ones at each topology version, silenced ones when the silence is over. */
@Component
class HeldAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(HeldAlerts.class);

    private final SourceAlarmStore alarms;
    private final AlertNormaliser normaliser;
    private final AlertIntake intake;
    private final ActiveSuppressions suppressions;
    private final AlertSources sources;
    private final ReentrantLock busy = new ReentrantLock();

    HeldAlerts(
            SourceAlarmStore alarms,
            AlertNormaliser normaliser,
            AlertIntake intake,
            ActiveSuppressions suppressions,
            AlertSources sources,
            NetworkSnapshotCache network) {
        this.alarms = alarms;
        this.normaliser = normaliser;
        this.intake = intake;
        this.suppressions = suppressions;
        this.sources = sources;
        network.onNewVersion(this::retryUnresolved);
    }

    /** Runs also between topology versions: the policies that locate a coloured session have no version. */
    void retry() {
        retryUnresolved();
        List<AlertRecord> free = new ArrayList<>();
        for (SourceAlarmStore.ActiveAlarm held : alarms.waiting("silenced")) {
            AlertRecord record = held.record();
            if (suppressions
                    .covering(record.linkId(), record.location().nodes())
                    .isEmpty()) {
                reevaluate(record, free);
            }
        }
        intake.publish(free);
    }

    void retryUnresolved() {
        if (!busy.tryLock()) {
            return;
        }
        try {
            List<AlertRecord> placed = new ArrayList<>();
            for (SourceAlarmStore.ActiveAlarm held : alarms.waiting("unresolved")) {
                reevaluate(held.record(), placed);
            }
            placed.removeIf(record -> !record.resolved());
            if (!placed.isEmpty() && intake.publish(placed)) {
                LOG.info("{} alerts found their place in the network", placed.size());
            }
        } catch (RuntimeException e) {
            LOG.warn("alerts without a place are tried again later: {}", e.getMessage());
        } finally {
            busy.unlock();
        }
    }

    /** Reads the alert again as its source wrote it, under its present id. */
    private void reevaluate(AlertRecord record, List<AlertRecord> into) {
        into.add(sources.reread(record)
                .map(alert -> normaliser.normalise(alert, record.alertId()))
                .orElseGet(() -> record.toBuilder().suppressedBy(null).build()));
    }
}

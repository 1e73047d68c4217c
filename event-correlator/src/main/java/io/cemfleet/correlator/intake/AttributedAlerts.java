package io.cemfleet.correlator.intake;

import io.cemfleet.cnc.measurement.LinkLimits;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.measurement.LinkVerdict;
import io.cemfleet.cnc.topology.Link;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.OwnLoad;
import io.cemfleet.correlator.congestion.OwnCongestion;
import io.cemfleet.correlator.ledger.SourceAlarms;
import io.cemfleet.correlator.network.NetworkSnapshot;
import io.cemfleet.correlator.network.NetworkView;
import io.cemfleet.correlator.suppression.Suppressions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Judges alerts again that are attributed to tunnels of the fleet: other tunnels may cross the link now, or none. An alert
 * that has lost its reason for a while counts as a fault, unless its link measures good: then its clear is on the way.
 * What cannot be read changes no judgement. Alerts that were taken for faults, since it could not be read in time whether
 * tunnels fill their links, are judged as soon as it can be.
 */
@Component
class AttributedAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(AttributedAlerts.class);

    private final SourceAlarms alarms;
    private final OwnCongestion ownCongestion;
    private final Suppressions suppressions;
    private final LinkHealth health;
    private final CorrelatorSettings.OwnCongestion settings;
    private final Clock clock;
    /** By identity, since when an alert has no reason. In memory: after a restart the wait begins again. */
    private final Map<String, Instant> withoutReason = new HashMap<>();

    /** Whether a link measures good now. */
    @Component
    record LinkHealth(NetworkView network, LinkMeasurements measurements, LinkLimits limits) {

        boolean isGood(String linkId) {
            NetworkTopology topology =
                    network.snapshot().map(NetworkSnapshot::topology).orElse(null);
            Link link = topology == null ? null : topology.link(linkId).orElse(null);
            if (topology == null || link == null) {
                return false;
            }
            return limits.verdict(link, measurements.read(topology, link.directions())) == LinkVerdict.GOOD;
        }
    }

    AttributedAlerts(
            SourceAlarms alarms,
            OwnCongestion ownCongestion,
            Suppressions suppressions,
            LinkHealth health,
            CorrelatorSettings settings,
            Clock clock) {
        this.alarms = alarms;
        this.ownCongestion = ownCongestion;
        this.suppressions = suppressions;
        this.health = health;
        this.settings = settings.ownCongestion();
        this.clock = clock;
    }

    /** The records that tell what is judged otherwise than before. */
    List<AlertRecord> changed() {
        List<AlertRecord> changed = new ArrayList<>(attributedOtherwise());
        changed.addAll(foundLate());
        return changed;
    }

    /** The incident of such an alert stands; whoever steers traffic hears whose it is. */
    private List<AlertRecord> foundLate() {
        Instant now = clock.instant();
        List<AlertRecord> pending = alarms.waiting(SourceAlarms.PENDING_LOAD).stream()
                .map(alarm -> asOf(alarm.record(), now))
                .toList();
        List<AlertRecord> late = new ArrayList<>();
        for (AlertRecord judged : ownCongestion.judgeAgain(pending)) {
            OwnLoad load = judged.ownLoad();
            if (load == null) {
                alarms.faultConfirmed(judged);
            } else if (!load.isPending()) {
                LOG.info("{} is degraded by tunnels of the fleet, as could be read late", judged.linkId());
                late.add(judged.toBuilder().ownLoad(load.late()).build());
            }
        }
        return late;
    }

    private synchronized List<AlertRecord> attributedOtherwise() {
        Map<String, AlertRecord> before = alarms.waiting(SourceAlarms.OWN_CONGESTION).stream()
                .map(SourceAlarms.Active::record)
                .collect(Collectors.toMap(AlertRecord::identity, record -> record, (one, other) -> other));
        withoutReason.keySet().retainAll(before.keySet());
        Instant now = clock.instant();
        List<AlertRecord> changed = new ArrayList<>();
        for (AlertRecord judged : ownCongestion.judgeAgain(
                before.values().stream().map(record -> asOf(record, now)).toList())) {
            OwnLoad load = judged.ownLoad();
            AlertRecord known = before.get(judged.identity());
            if (load != null) {
                withoutReason.remove(judged.identity());
                if (known != null && !load.isPending() && !saysTheSame(known, judged, load)) {
                    changed.add(judged);
                }
            } else if (isFault(judged, now)) {
                LOG.info("{} degraded without tunnels of the fleet that fill it: a fault", judged.suspectedLinks());
                changed.add(judged.toBuilder().ownLoad(OwnLoad.NO_LONGER).build());
            }
        }
        return changed;
    }

    private static boolean saysTheSame(AlertRecord known, AlertRecord judged, OwnLoad load) {
        return load.sameAs(known.ownLoad()) && Objects.equals(known.linkId(), judged.linkId());
    }

    private boolean isFault(AlertRecord alert, Instant now) {
        Instant since = withoutReason.computeIfAbsent(alert.identity(), any -> now);
        return !since.plus(settings.settle()).isAfter(now)
                && suppressions.covering(alert.linkId(), alert.nodes()).isEmpty()
                && !alert.suspectedLinks().stream().allMatch(health::isGood);
    }

    /** Not judged yet, and got now; what its source said of the time stays. */
    private static AlertRecord asOf(AlertRecord record, Instant now) {
        boolean timed = !record.occurredAt().equals(record.receivedAt());
        return record.toBuilder()
                .ownLoad(null)
                .link(record.origin() == AlertOrigin.AMBIGUOUS ? null : record.linkId())
                .at(timed ? record.occurredAt() : now, now)
                .build();
    }
}

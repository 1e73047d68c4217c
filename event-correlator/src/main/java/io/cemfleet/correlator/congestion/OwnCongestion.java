package io.cemfleet.correlator.congestion;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.alert.Metric;
import io.cemfleet.correlator.alert.OwnLoad;
import io.cemfleet.correlator.ledger.OpenIncidents;
import io.cemfleet.correlator.network.NetworkSnapshot;
import io.cemfleet.correlator.network.NetworkView;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Judges, when an alert is taken in, whether the fleet's own tunnels cause it, and stamps the answer on its record: the
 * stream asks nobody. An alert is attributed to the tunnels that cross its link in a direction that is full. Only what
 * congestion can cause is judged: an alarm without a metric, such as a link that is down, is a fault. Where it cannot be
 * told which link of several is degraded, it is the fullest one that tunnels of the fleet fill.
 */
@Component
public class OwnCongestion {
    private static final Logger LOG = LoggerFactory.getLogger(OwnCongestion.class);
    private static final double PERCENT = 100;

    private final NetworkView network;
    private final LinkLoads loads;
    private final OpenIncidents incidents;
    private final CorrelatorSettings.OwnCongestion settings;
    private final MeterRegistry meters;
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    OwnCongestion(
            NetworkView network,
            LinkLoads loads,
            OpenIncidents incidents,
            CorrelatorSettings settings,
            MeterRegistry meters) {
        this.network = network;
        this.loads = loads;
        this.incidents = incidents;
        this.settings = settings.ownCongestion();
        this.meters = meters;
    }

    @PreDestroy
    void close() {
        readers.shutdownNow();
    }

    /**
     * The records, with what is ours stamped on them; within the deadline, whatever the controller does. What could not be
     * read by then, while the fleet may have steered traffic, is stamped as {@link OwnLoad#PENDING}.
     */
    public List<AlertRecord> stamp(List<AlertRecord> records) {
        Set<String> links = links(records);
        return links.isEmpty() ? records : judged(records, look(links), this::maySteer);
    }

    /**
     * The same without haste, for alerts that were taken in before: as long as the controller takes. What cannot be read
     * is {@link OwnLoad#PENDING}.
     */
    public List<AlertRecord> judgeAgain(List<AlertRecord> records) {
        Set<String> links = links(records);
        if (links.isEmpty()) {
            return records;
        }
        try {
            read(links);
            return judged(records, true, () -> true);
        } catch (RuntimeException e) {
            unknown(links, String.valueOf(e));
            return judged(records, false, () -> true);
        }
    }

    private static Set<String> links(List<AlertRecord> records) {
        return records.stream()
                .filter(OwnCongestion::canBeCongestion)
                .flatMap(record -> record.suspectedLinks().stream())
                .collect(Collectors.toSet());
    }

    /** @param pending whether what could not be read matters; asked at most once */
    private List<AlertRecord> judged(List<AlertRecord> records, boolean read, BooleanSupplier pending) {
        NetworkSnapshot now = network.snapshot().orElse(null);
        List<AlertRecord> judged = now == null
                ? records
                : records.stream().map(r -> withOurs(r, now)).toList();
        Predicate<AlertRecord> unread = r -> canBeCongestion(r) && (now == null || !read || !knows(now, r));
        if (judged.stream().noneMatch(unread) || !pending.getAsBoolean()) {
            return judged;
        }
        return judged.stream()
                .map(r ->
                        unread.test(r) ? r.toBuilder().ownLoad(OwnLoad.PENDING).build() : r)
                .toList();
    }

    /** Whether the fleet may have steered traffic; where that cannot be read, it may. */
    private boolean maySteer() {
        try {
            return incidents.any();
        } catch (DataAccessException e) {
            return true;
        }
    }

    /** Whether what fills its links is known now: no tunnel of ours crosses them, or their utilisation was read. */
    private boolean knows(NetworkSnapshot now, AlertRecord record) {
        return record.suspectedLinks().stream()
                .allMatch(
                        link -> now.tunnelsOn(link).isEmpty() || !loads.of(link).isEmpty());
    }

    private static boolean canBeCongestion(AlertRecord record) {
        return record.kind() == AlertKind.RAISE
                && (record.linkId() != null || record.origin() == AlertOrigin.AMBIGUOUS)
                && record.metric() != null
                && record.suppressedBy() == null
                && record.ownLoad() == null;
    }

    /** Reads what is missing, for all that ask at once, and tells whether it could be read in time. */
    private boolean look(Set<String> links) {
        Future<?> reading = readers.submit(() -> read(links));
        try {
            reading.get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            unknown(links, "the controller took too long");
        } catch (ExecutionException e) {
            unknown(links, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /**
     * The policies are read again while an incident is open, since traffic may have been steered a moment ago; utilisation
     * is read of links that carry tunnels of ours. So an alert in a quiet network asks the controller nothing.
     */
    private void read(Set<String> links) {
        Optional<NetworkSnapshot> now =
                incidents.any() ? network.askedWithin(settings.policiesAge()) : network.snapshot();
        now.ifPresent(seen -> loads.read(
                seen.topology(),
                links.stream().filter(link -> !seen.tunnelsOn(link).isEmpty()).toList()));
    }

    private void unknown(Set<String> links, String reason) {
        meters.counter("alerts.own_load_unknown").increment(links.size());
        LOG.warn("whether tunnels of the fleet fill {} links is not known: {}", links.size(), reason);
    }

    private AlertRecord withOurs(AlertRecord record, NetworkSnapshot now) {
        if (!canBeCongestion(record)) {
            return record;
        }
        String link = record.linkId();
        if (link == null) {
            return withFullestCandidate(record, now);
        }
        OwnLoad load = judge(record, now.tunnelsOn(link), loads.of(link));
        return load.isOurs() ? record.toBuilder().ownLoad(load).build() : record;
    }

    /** Only what is measured as full: nothing else singles a candidate out. */
    private AlertRecord withFullestCandidate(AlertRecord record, NetworkSnapshot now) {
        AlertRecord found = record;
        double fullest = 0;
        for (String link : record.candidateLinks()) {
            OwnLoad load = judge(record, now.tunnelsOn(link), loads.of(link));
            Double utilisation = load.utilisation();
            if (utilisation != null && utilisation > fullest) {
                found = record.toBuilder().link(link).ownLoad(load).build();
                fullest = utilisation;
            }
        }
        return found;
    }

    private OwnLoad judge(AlertRecord record, Map<String, SortedSet<String>> tunnels, Map<String, Double> utilisation) {
        SortedSet<String> ours = new TreeSet<>();
        Double fullest = null;
        boolean full = false;
        for (Map.Entry<String, SortedSet<String>> direction : tunnels.entrySet()) {
            String from = direction.getKey();
            Double level = level(record, utilisation.get(from));
            boolean other = record.from() != null && !record.from().equals(from);
            if (other || !isOurs(record, level)) {
                continue;
            }
            ours.addAll(direction.getValue());
            full |= level == null || level >= settings.threshold();
            fullest = fullest == null || (level != null && level > fullest) ? level : fullest;
        }
        return new OwnLoad(List.copyOf(ours), fullest, full);
    }

    /**
     * What is measured decides. Where it is not, an alarm of utilisation speaks for itself. Expected congestion is ours as
     * soon as a tunnel of ours crosses: the planner fills links beyond what a forecast warns of.
     */
    private boolean isOurs(AlertRecord record, @Nullable Double level) {
        if (record.source() == AlertSource.PROACTIVE) {
            return true;
        }
        return level == null ? record.metric() == Metric.UTILISATION : level >= settings.threshold();
    }

    private static @Nullable Double level(AlertRecord record, @Nullable Double measured) {
        Double told = record.value();
        if (record.source() != AlertSource.PROACTIVE || told == null) {
            return measured;
        }
        double expected = told / PERCENT;
        return measured == null ? expected : Math.max(measured, expected);
    }
}

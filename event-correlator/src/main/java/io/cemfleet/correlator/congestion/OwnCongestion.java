package io.cemfleet.correlator.congestion;

import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertMetric;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.MetricReading;
import io.cemfleet.correlator.alert.OwnTunnelLoad;
import io.cemfleet.correlator.ledger.OpenIncidentCheck;
import io.cemfleet.correlator.network.NetworkSnapshot;
import io.cemfleet.correlator.network.NetworkSnapshotCache;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.Comparator;
import java.util.LinkedHashMap;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Decides, when an alert is taken in, whether the fleet's own tunnels cause it, and stamps the answer on its record:
 * the stream queries no other system. An alert is attributed to the tunnels that cross its link in a direction that is
 * full. Only alerts that congestion can cause are evaluated: an alarm without a metric, such as a link that is down, is
 * a fault. If one of several links is degraded and none could be confirmed, it is the fullest one that tunnels of the
 * fleet fill.
 */
@Component
public class OwnCongestion {
    private static final Logger LOG = LoggerFactory.getLogger(OwnCongestion.class);
    private static final double PERCENT = 100;

    private final NetworkSnapshotCache network;
    private final LinkUtilisationCache loads;
    private final OpenIncidentCheck incidents;
    private final CorrelatorSettings.OwnCongestion settings;
    private final MeterRegistry meters;
    private final ExecutorService readers = Executors.newVirtualThreadPerTaskExecutor();

    OwnCongestion(
            NetworkSnapshotCache network,
            LinkUtilisationCache loads,
            OpenIncidentCheck incidents,
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
     * The newest knowledge of the network.
     *
     * @param loads utilisation, 0 to 1, by link and by the end that sends
     * @param complete whether policies and utilisation were read for this purpose
     */
    private record Observation(NetworkSnapshot network, Map<String, Map<String, Double>> loads, boolean complete) {}

    /**
     * The records, stamped with the fleet's own load; within the deadline, however long the controller takes. An alert
     * whose load could not be read by then, while the fleet may have steered traffic, is stamped as
     * {@link OwnTunnelLoad#PENDING}.
     */
    public List<AlertRecord> stamp(List<AlertRecord> records) {
        Set<String> links = links(records);
        if (links.isEmpty()) {
            return records;
        }
        List<AlertRecord> judged = judged(records, readInTime(links).or(() -> recent(links)));
        long pending = judged.stream().filter(OwnCongestion::isPending).count();
        meters.counter("alerts.own_load_unknown").increment(pending);
        if (pending == 0 || maySteer()) {
            return judged;
        }
        return judged.stream()
                .map(record ->
                        isPending(record) ? record.toBuilder().ownLoad(null).build() : record)
                .toList();
    }

    /**
     * The same without a deadline, for alerts that were taken in before. Where the load cannot be read, the stamp is
     * {@link OwnTunnelLoad#PENDING}.
     */
    public List<AlertRecord> judgeAgain(List<AlertRecord> records) {
        Set<String> links = links(records);
        if (links.isEmpty()) {
            return records;
        }
        try {
            return judged(records, read(links).or(() -> recent(links)));
        } catch (RuntimeException e) {
            logUnknown(links, String.valueOf(e));
            return judged(records, recent(links));
        }
    }

    private static Set<String> links(List<AlertRecord> records) {
        return records.stream()
                .filter(OwnCongestion::canBeCongestion)
                .flatMap(record -> record.location().suspectedLinks().stream())
                .collect(Collectors.toSet());
    }

    private static boolean canBeCongestion(AlertRecord record) {
        return record.kind() == AlertKind.RAISE
                && (record.linkId() != null || record.origin() == AlertOrigin.AMBIGUOUS)
                && record.metric() != null
                && record.suppressedBy() == null
                && record.ownLoad() == null;
    }

    private static boolean isPending(AlertRecord record) {
        return record.ownLoad() != null && record.ownLoad().isPending();
    }

    /** Whether the fleet may have steered traffic; if that cannot be read, it may. */
    private boolean maySteer() {
        try {
            return incidents.any();
        } catch (DataAccessException e) {
            return true;
        }
    }

    private Optional<Observation> readInTime(Set<String> links) {
        Future<Optional<Observation>> reading = readers.submit(() -> read(links));
        try {
            return reading.get(settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            logUnknown(links, "the controller took too long");
        } catch (ExecutionException e) {
            logUnknown(links, String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /**
     * The policies are read again while an incident is open, since traffic may have been steered a moment ago;
     * utilisation is read of links that carry tunnels of ours. So an alert in a quiet network causes no request to the
     * controller, and a swarm of alerts one query to the database.
     */
    private Optional<Observation> read(Set<String> links) {
        Optional<NetworkSnapshot> now = incidents.anyWithin(settings.policiesAge())
                ? network.askedWithin(settings.policiesAge())
                : network.snapshot();
        return now.map(seen -> new Observation(seen, loads.read(seen.topology(), carrying(seen, links)), true));
    }

    private static Set<String> carrying(NetworkSnapshot seen, Set<String> links) {
        return links.stream().filter(link -> !seen.tunnelsOn(link).isEmpty()).collect(Collectors.toSet());
    }

    /** The knowledge that needs no call. */
    private Optional<Observation> recent(Set<String> links) {
        return network.snapshot().map(seen -> new Observation(seen, loads.recent(links), false));
    }

    private static void logUnknown(Set<String> links, String reason) {
        LOG.warn("whether tunnels of the fleet fill {} links is not known: {}", links.size(), reason);
    }

    private List<AlertRecord> judged(List<AlertRecord> records, Optional<Observation> seen) {
        return records.stream()
                .map(record -> canBeCongestion(record) ? judged(record, seen.orElse(null)) : record)
                .toList();
    }

    /** With the link that tunnels of ours fill, the fullest one of several; pending while one of them is unknown. */
    private AlertRecord judged(AlertRecord record, @Nullable Observation seen) {
        Map<String, OwnTunnelLoad> found = new LinkedHashMap<>();
        if (seen != null) {
            record.location().suspectedLinks().forEach(link -> found.put(link, judge(record, link, seen)));
        }
        Optional<Map.Entry<String, OwnTunnelLoad>> ours = found.entrySet().stream()
                .filter(link -> link.getValue().isOurs())
                .max(Comparator.comparing(
                        link -> link.getValue().utilisation(), Comparator.nullsFirst(Comparator.naturalOrder())));
        if (ours.isPresent()) {
            return record.toBuilder()
                    .link(ours.get().getKey())
                    .ownLoad(ours.get().getValue())
                    .build();
        }
        boolean known =
                seen != null && seen.complete() && found.values().stream().noneMatch(OwnTunnelLoad::isPending);
        return known
                ? record
                : record.toBuilder().ownLoad(OwnTunnelLoad.PENDING).build();
    }

    private OwnTunnelLoad judge(AlertRecord record, String link, Observation seen) {
        Map<String, Double> utilisation = seen.loads().getOrDefault(link, Map.of());
        String named = record.location().from();
        SortedSet<String> ours = new TreeSet<>();
        Double fullest = null;
        boolean full = false;
        boolean unknown = false;
        for (Map.Entry<String, SortedSet<String>> direction :
                seen.network().tunnelsOn(link).entrySet()) {
            String from = direction.getKey();
            if (named != null && !named.equals(from)) {
                continue;
            }
            Double level = level(record, utilisation.get(from));
            if (!isOurs(record, level)) {
                unknown |= level == null;
                continue;
            }
            ours.addAll(direction.getValue());
            full |= level == null || level >= settings.threshold();
            fullest = fullest == null || (level != null && level > fullest) ? level : fullest;
        }
        return ours.isEmpty() && unknown ? OwnTunnelLoad.PENDING : new OwnTunnelLoad(List.copyOf(ours), fullest, full);
    }

    /**
     * The measured load decides. Where it is unknown, an alarm about a link's utilisation counts as full. Expected
     * congestion is ours as soon as a tunnel of ours crosses the link: the planner fills links beyond the level at
     * which a forecast warns.
     */
    private boolean isOurs(AlertRecord record, @Nullable Double level) {
        if (record.source().isForecast()) {
            return true;
        }
        return level == null
                ? record.linkId() != null && record.metric() == AlertMetric.UTILISATION
                : level >= settings.threshold();
    }

    private static @Nullable Double level(AlertRecord record, @Nullable Double measured) {
        MetricReading forecast = record.source().isForecast() ? record.reading() : null;
        if (forecast == null || forecast.value() == null) {
            return measured;
        }
        double expected = forecast.value() / PERCENT;
        return measured == null ? expected : Math.max(measured, expected);
    }
}

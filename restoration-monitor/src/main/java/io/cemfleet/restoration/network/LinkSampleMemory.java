package io.cemfleet.restoration.network;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.measurement.MeasurementSettings;
import io.cemfleet.cnc.session.ParallelReads;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.restoration.SlaSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * The samples of delay, jitter and loss that the controller has, for all watches and checks that need them: a direction
 * is queried at most once in a measuring interval, and only for what is not known yet. Samples may arrive late, so a
 * query begins some time before the last one that is known. What a failed query would have found is unknown.
 *
 * <p>The measurements in {@code cem.network} are no evidence of a recovery: they have no loss that was measured, and
 * their delay is not dated sample by sample, so that three of them need not be three measurements since the steering.
 */
@Component
class LinkSampleMemory {
    /** What is older is queried when it is needed. */
    private static final Duration KEPT = Duration.ofMinutes(5);

    /** The controller's clock may be ahead of this agent's. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final LinkMeasurements measurements;
    private final MeasurementSettings search;
    private final SlaSettings settings;
    private final Clock clock;
    private final LoadingCache<SampledPort, DirectionSamples> directions =
            Caffeine.newBuilder().expireAfterAccess(KEPT).build(port -> new DirectionSamples());

    LinkSampleMemory(LinkMeasurements measurements, MeasurementSettings search, SlaSettings settings, Clock clock) {
        this.measurements = measurements;
        this.search = search;
        this.settings = settings;
        this.clock = clock;
    }

    /** A direction without what may change while its samples count. */
    private record SampledPort(String linkId, String router, String port) {}

    /** The newest sample of each direction, with delay, jitter and loss of one moment; utilisation is not read. */
    LinkReadings newest(NetworkTopology topology, Collection<LinkDirection> wanted) {
        Instant now = clock.instant();
        Instant from = now.minus(search.window());
        var read = ParallelReads.of(
                wanted, search.parallel(), direction -> between(topology, direction, from, now.plus(SKEW))
                        .flatMap(LinkSampleMemory::newest));
        return new LinkReadings(read.values(), read.failures());
    }

    /** Samples between two moments, oldest first; none means that nothing was measured. */
    CncResult<List<LinkMeasurement>> between(
            NetworkTopology topology, LinkDirection direction, Instant from, Instant to) {
        Instant now = clock.instant();
        if (from.isBefore(now.minus(KEPT))) {
            return measurements.history(topology, direction, from, to);
        }
        return directions
                .get(new SampledPort(direction.linkId(), direction.from(), direction.fromInterface()))
                .between(topology, direction, from, to, now);
    }

    /** The newest moment with both delay and loss, else the newest with any value. */
    private static CncResult<LinkMeasurement> newest(List<LinkMeasurement> samples) {
        return samples.reversed().stream()
                .filter(sample -> sample.delayMs() != null && sample.lossPct() != null)
                .findFirst()
                .or(() -> samples.reversed().stream().findFirst())
                .map(CncResult::ok)
                .orElseGet(() -> CncResult.notFound("measurement"));
    }

    /** Who comes while a query is under way waits for its answer. */
    private final class DirectionSamples {
        private final NavigableMap<Instant, LinkMeasurement> samples = new TreeMap<>();
        /** All samples from then on are known, as far as they had arrived at the last query. */
        private Instant since = Instant.MAX;

        private Instant queriedAt = Instant.EPOCH;

        synchronized CncResult<List<LinkMeasurement>> between(
                NetworkTopology topology, LinkDirection direction, Instant from, Instant to, Instant now) {
            boolean reachesBack = !from.isBefore(since);
            if (!reachesBack || !isFresh(to, now)) {
                Instant resumed = resumed();
                boolean continued = reachesBack && !resumed.isBefore(from);
                Instant begin = continued ? resumed : from;
                var found = measurements.history(topology, direction, begin, now.plus(SKEW));
                if (!(found instanceof CncResult.Ok<List<LinkMeasurement>>(List<LinkMeasurement> fresh))) {
                    return found;
                }
                if (!continued) {
                    samples.clear();
                    since = begin;
                }
                remember(fresh, now);
            }
            return CncResult.ok(List.copyOf(samples.subMap(from, true, to, true).values()));
        }

        /** Whether nothing newer can have arrived, or nothing that was measured until then. */
        private boolean isFresh(Instant to, Instant now) {
            return queriedAt.isAfter(now.minus(settings.measuringInterval()))
                    || !queriedAt.isBefore(to.plus(settings.lateness()));
        }

        /** From when on a query may find what is not known yet. */
        private Instant resumed() {
            Instant last = samples.isEmpty() ? Instant.EPOCH : samples.lastKey();
            return (last.isBefore(queriedAt) ? last : queriedAt).minus(settings.lateness());
        }

        private void remember(List<LinkMeasurement> found, Instant now) {
            for (LinkMeasurement sample : found) {
                Instant at = sample.measuredAt();
                if (at != null) {
                    samples.put(at, sample);
                }
            }
            queriedAt = now;
            Instant oldest = now.minus(KEPT);
            if (since.isBefore(oldest)) {
                samples.headMap(oldest).clear();
                since = oldest;
            }
        }
    }
}

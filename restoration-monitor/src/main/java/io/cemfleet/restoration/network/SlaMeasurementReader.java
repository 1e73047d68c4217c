package io.cemfleet.restoration.network;

import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.topology.Link;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.restoration.sla.SlaMeasurement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the traffic of a protection met: from a PCA session of its colour, else from the links of its path. */
@Component
public class SlaMeasurementReader {
    private static final Duration TOPOLOGY_AGE = Duration.ofSeconds(60);

    private final TopologyHolder topologies;
    private final LinkSampleMemory samples;
    private final PcaSessions sessions;

    SlaMeasurementReader(TopologyHolder topologies, LinkSampleMemory samples, PcaSessions sessions) {
        this.topologies = topologies;
        this.samples = samples;
        this.sessions = sessions;
    }

    /** Opens a round of measurements for several protections: it reads no link and no list of sessions twice. */
    public MeasurementRound look() {
        return topologies
                .noOlderThan(TOPOLOGY_AGE)
                .optional()
                .map(topology -> new MeasurementRound(topology, sessions.list(topology)))
                .orElseGet(() -> new MeasurementRound(null, sessions.none()));
    }

    /** The worst values between two moments; a value that was not measured is unknown. */
    public final class MeasurementRound {
        private final @Nullable NetworkTopology topology;
        private final PcaSessions.SessionList listed;
        private final Map<MeasurementKey, WorstValues> read = new HashMap<>();

        private MeasurementRound(@Nullable NetworkTopology topology, PcaSessions.SessionList listed) {
            this.topology = topology;
            this.listed = listed;
        }

        /** On the original path. */
        public SlaMeasurement before(MonitorRestoration.WatchedProtection protection, Instant from, Instant to) {
            return seen(protection, from, to, known -> original(known, protection, from, to));
        }

        /** On the protection path. */
        public SlaMeasurement after(MonitorRestoration.WatchedProtection protection, Instant from, Instant to) {
            return seen(protection, from, to, known -> protecting(known, protection.protectionPath(), from, to));
        }

        private SlaMeasurement seen(
                MonitorRestoration.WatchedProtection protection,
                Instant from,
                Instant to,
                Function<NetworkTopology, SlaMeasurement> byLinks) {
            NetworkTopology known = topology;
            if (known == null || !from.isBefore(to)) {
                return SlaMeasurement.UNKNOWN;
            }
            SlaMeasurement session = listed.worst(protection, from, to);
            return session.complete() ? session : byLinks.apply(known);
        }

        private SlaMeasurement original(
                NetworkTopology known, MonitorRestoration.WatchedProtection protection, Instant from, Instant to) {
            List<Link> links = new ArrayList<>();
            for (String id : protection.originalPath().links()) {
                Optional<Link> link = known.link(id);
                if (link.isEmpty()) {
                    return planned(protection);
                }
                links.add(link.get());
            }
            List<String> nodes = protection.protectionPath().nodes();
            WorstPath path = new WorstPath(known, links);
            return summed(value -> path.known(nodes.getFirst(), nodes.getLast(), (link, sender) -> link.from(sender)
                    .map(direction -> number(value.apply(worst(known, direction, from, to))))
                    .orElse(Double.NaN)));
        }

        /** A cut had taken the traffic elsewhere before it was steered: the plan knows what it met there. */
        private static SlaMeasurement planned(MonitorRestoration.WatchedProtection protection) {
            PlacementPrediction prediction = protection.prediction();
            return prediction == null ? SlaMeasurement.UNKNOWN : SlaMeasurement.predicted(prediction.before());
        }

        private SlaMeasurement protecting(NetworkTopology known, ComputedPath path, Instant from, Instant to) {
            List<WorstValues> hops = new ArrayList<>();
            for (int i = 0; i < path.links().size(); i++) {
                if (i >= path.nodes().size()) {
                    return SlaMeasurement.UNKNOWN;
                }
                hops.add(known.direction(path.links().get(i), path.nodes().get(i))
                        .map(direction -> worst(known, direction, from, to))
                        .orElse(WorstValues.UNKNOWN));
            }
            return summed(value -> {
                double sum = hops.stream()
                        .mapToDouble(hop -> number(value.apply(hop)))
                        .sum();
                return Double.isNaN(sum) ? OptionalDouble.empty() : OptionalDouble.of(sum);
            });
        }

        private WorstValues worst(NetworkTopology known, LinkDirection direction, Instant from, Instant to) {
            return read.computeIfAbsent(
                    new MeasurementKey(direction, from, to), key -> samples.between(known, direction, from, to)
                            .optional()
                            .map(WorstValues::of)
                            .orElse(WorstValues.UNKNOWN));
        }
    }

    private record MeasurementKey(LinkDirection direction, Instant from, Instant to) {}

    /** Of one direction; each absent where no sample has it. */
    private record WorstValues(@Nullable Double delayMs, @Nullable Double jitterMs, @Nullable Double lossPct) {
        static final WorstValues UNKNOWN = new WorstValues(null, null, null);

        static WorstValues of(List<LinkMeasurement> samples) {
            return new WorstValues(
                    max(samples, LinkMeasurement::delayMs),
                    max(samples, LinkMeasurement::jitterMs),
                    max(samples, LinkMeasurement::lossPct));
        }

        private static @Nullable Double max(
                List<LinkMeasurement> samples, Function<LinkMeasurement, @Nullable Double> value) {
            return samples.stream()
                    .map(value)
                    .filter(Objects::nonNull)
                    .map(Objects::requireNonNull)
                    .max(Double::compare)
                    .orElse(null);
        }
    }

    private static SlaMeasurement summed(Function<Function<WorstValues, @Nullable Double>, OptionalDouble> sum) {
        OptionalDouble loss = sum.apply(WorstValues::lossPct);
        return new SlaMeasurement(
                orNull(sum.apply(WorstValues::delayMs)),
                orNull(sum.apply(WorstValues::jitterMs)),
                loss.isPresent() ? Double.valueOf(Math.min(100, loss.getAsDouble())) : null,
                SlaMeasurement.MeasurementSource.LINKS);
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }

    private static double number(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}

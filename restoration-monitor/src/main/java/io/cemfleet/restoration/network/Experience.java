package io.cemfleet.restoration.network;

import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.PlacementPrediction;
import io.cemfleet.cnc.measurement.LinkMeasurement;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.topology.Link;
import io.cemfleet.cnc.topology.LinkDirection;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.restoration.sla.Suffering;
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

/** What the traffic of a protection met: a PCA session of its colour tells, else the links of its path. */
@Component
public class Experience {
    private static final Duration TOPOLOGY_AGE = Duration.ofSeconds(60);

    private final TopologyHolder topologies;
    private final LinkMeasurements measurements;
    private final Sessions sessions;

    Experience(TopologyHolder topologies, LinkMeasurements measurements, Sessions sessions) {
        this.topologies = topologies;
        this.measurements = measurements;
        this.sessions = sessions;
    }

    /** A look at several protections: no link and no list of sessions is asked for twice. */
    public Look look() {
        return topologies
                .noOlderThan(TOPOLOGY_AGE)
                .optional()
                .map(topology -> new Look(topology, sessions.list(topology)))
                .orElseGet(() -> new Look(null, sessions.none()));
    }

    /** Worst values between two moments; what was not measured is unknown. */
    public final class Look {
        private final @Nullable NetworkTopology topology;
        private final Sessions.Listed listed;
        private final Map<Asked, Worst> read = new HashMap<>();

        private Look(@Nullable NetworkTopology topology, Sessions.Listed listed) {
            this.topology = topology;
            this.listed = listed;
        }

        /** On the original path. */
        public Suffering before(MonitorRestoration.Watched protection, Instant from, Instant to) {
            return seen(protection, from, to, known -> original(known, protection, from, to));
        }

        /** On the protection path. */
        public Suffering after(MonitorRestoration.Watched protection, Instant from, Instant to) {
            return seen(protection, from, to, known -> protecting(known, protection.protectionPath(), from, to));
        }

        private Suffering seen(
                MonitorRestoration.Watched protection,
                Instant from,
                Instant to,
                Function<NetworkTopology, Suffering> byLinks) {
            NetworkTopology known = topology;
            if (known == null || !from.isBefore(to)) {
                return Suffering.UNKNOWN;
            }
            Suffering session = listed.worst(protection, from, to);
            return session.complete() ? session : byLinks.apply(known);
        }

        private Suffering original(
                NetworkTopology known, MonitorRestoration.Watched protection, Instant from, Instant to) {
            List<Link> links = new ArrayList<>();
            for (String id : protection.originalPath().links()) {
                Optional<Link> link = known.link(id);
                if (link.isEmpty()) {
                    return planned(protection);
                }
                links.add(link.get());
            }
            List<String> nodes = protection.protectionPath().nodes();
            Function<Function<Worst, @Nullable Double>, OptionalDouble> sum =
                    value -> WorstWay.of(links, (link, sender) -> link.from(sender)
                                    .map(direction -> number(value.apply(worst(known, direction, from, to))))
                                    .orElse(Double.NaN))
                            .known(nodes.getFirst(), nodes.getLast());
            return summed(sum);
        }

        /** A cut had taken the traffic elsewhere before it was steered: the plan knows what it met there. */
        private static Suffering planned(MonitorRestoration.Watched protection) {
            PlacementPrediction prediction = protection.prediction();
            return prediction == null ? Suffering.UNKNOWN : Suffering.predicted(prediction.before());
        }

        private Suffering protecting(NetworkTopology known, ComputedPath path, Instant from, Instant to) {
            List<Worst> hops = new ArrayList<>();
            for (int i = 0; i < path.links().size(); i++) {
                if (i >= path.nodes().size()) {
                    return Suffering.UNKNOWN;
                }
                hops.add(known.direction(path.links().get(i), path.nodes().get(i))
                        .map(direction -> worst(known, direction, from, to))
                        .orElse(Worst.UNKNOWN));
            }
            return summed(value -> {
                double sum = hops.stream()
                        .mapToDouble(hop -> number(value.apply(hop)))
                        .sum();
                return Double.isNaN(sum) ? OptionalDouble.empty() : OptionalDouble.of(sum);
            });
        }

        private Worst worst(NetworkTopology known, LinkDirection direction, Instant from, Instant to) {
            return read.computeIfAbsent(new Asked(direction, from, to), asked -> measurements
                    .history(known, direction, from, to)
                    .optional()
                    .map(samples -> Worst.of(samples, from))
                    .orElse(Worst.UNKNOWN));
        }
    }

    private record Asked(LinkDirection direction, Instant from, Instant to) {}

    /** Of one direction; each absent where no sample has it. */
    private record Worst(@Nullable Double delayMs, @Nullable Double jitterMs, @Nullable Double lossPct) {
        static final Worst UNKNOWN = new Worst(null, null, null);

        /** What is known to be from before does not count. */
        static Worst of(List<LinkMeasurement> all, Instant from) {
            List<LinkMeasurement> samples = all.stream()
                    .filter(sample ->
                            sample.measuredAt() == null || !sample.measuredAt().isBefore(from))
                    .toList();
            return new Worst(
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

    private static Suffering summed(Function<Function<Worst, @Nullable Double>, OptionalDouble> sum) {
        OptionalDouble loss = sum.apply(Worst::lossPct);
        return new Suffering(
                orNull(sum.apply(Worst::delayMs)),
                orNull(sum.apply(Worst::jitterMs)),
                loss.isPresent() ? Double.valueOf(Math.min(100, loss.getAsDouble())) : null,
                Suffering.Source.LINKS);
    }

    private static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? Double.valueOf(value.getAsDouble()) : null;
    }

    private static double number(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}

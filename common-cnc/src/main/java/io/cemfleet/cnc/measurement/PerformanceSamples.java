package io.cemfleet.cnc.measurement;

import static io.cemfleet.cnc.json.YangJson.decimal;
import static io.cemfleet.cnc.json.YangJson.figure;
import static io.cemfleet.cnc.json.YangJson.instant;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.json.YangJson;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.ReportedUnit;
import io.cemfleet.network.topology.LinkDirection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The performance history's samples, joined by their time stamps. Delays come in microseconds; loss is a percentage
 * named {@code loss}, which the vendor's published examples leave open.
 */
final class PerformanceSamples {

    private record PerformanceSample(@Nullable Double delayMs, @Nullable Double jitterMs, @Nullable Double lossPct) {}

    private final LinkDirection direction;
    private final TreeMap<Instant, PerformanceSample> byTime = new TreeMap<>();

    PerformanceSamples(LinkDirection direction, JsonNode delays, JsonNode losses) {
        this.direction = direction;
        for (var item : YangJson.entries(delays)) {
            var at = instant(item, "tst");
            var delay = figure(ReportedUnit.MICROSECONDS, item, "averageDelay");
            var jitter = figure(ReportedUnit.MICROSECONDS, item, "delayVariance");
            if (at != null && (delay != null || jitter != null)) {
                byTime.put(at, new PerformanceSample(delay, jitter, null));
            }
        }
        for (var item : YangJson.entries(losses)) {
            var at = instant(item, "tst");
            var loss = loss(item);
            if (at != null && loss != null) {
                byTime.merge(
                        at,
                        new PerformanceSample(null, null, loss),
                        (delay, lost) -> new PerformanceSample(delay.delayMs(), delay.jitterMs(), lost.lossPct()));
            }
        }
    }

    /** Oldest first. */
    List<LinkMeasurement> all() {
        return byTime.entrySet().stream()
                .map(entry -> measurement(entry.getKey(), entry.getValue(), null))
                .toList();
    }

    /** The newest moment with both delay and loss, else the newest with any value. */
    Optional<LinkMeasurement> newest(@Nullable Double utilisation) {
        var newestFirst = byTime.descendingMap().entrySet();
        return newestFirst.stream()
                .filter(e -> e.getValue().delayMs() != null && e.getValue().lossPct() != null)
                .findFirst()
                .or(() -> newestFirst.stream().findFirst())
                .map(e -> measurement(e.getKey(), e.getValue(), utilisation));
    }

    private LinkMeasurement measurement(Instant at, PerformanceSample sample, @Nullable Double utilisation) {
        return new LinkMeasurement(
                direction.linkId(),
                direction.from(),
                direction.to(),
                sample.delayMs(),
                sample.jitterMs(),
                sample.lossPct(),
                utilisation,
                at);
    }

    private static @Nullable Double loss(JsonNode item) {
        for (var name : List.of("loss", "packetLoss", "lossPercentage", "averageLoss")) {
            var loss = decimal(item, name);
            if (loss != null) {
                return loss;
            }
        }
        return null;
    }
}

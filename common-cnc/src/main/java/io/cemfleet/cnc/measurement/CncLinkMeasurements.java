package io.cemfleet.cnc.measurement;

import static io.cemfleet.cnc.json.YangJson.each;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.RequestJson;
import io.cemfleet.cnc.json.RestconfKey;
import io.cemfleet.cnc.session.CncApi;
import io.cemfleet.cnc.session.CncClient;
import io.cemfleet.cnc.session.ParallelReads;
import io.cemfleet.cnc.topology.RouterLookup;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;

final class CncLinkMeasurements implements LinkMeasurements {

    private static final String LINK =
            "/data/cisco-crosswork-performance-metrics:igp-links-performance-metrics/igp-link-pm=";
    private static final String HISTORY = "/optima-analytics/api/v1/interface/";
    /** The controller's clock may be ahead of this agent's. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    /** @param loadAt before the load was requested */
    private record DatedReading(LinkMeasurement measured, Instant loadAt) {}

    private final CncClient cnc;
    private final DeviceInventory devices;
    private final MeasurementSettings settings;
    private final Clock clock;

    CncLinkMeasurements(CncClient cnc, DeviceInventory devices, MeasurementSettings settings, Clock clock) {
        this.cnc = cnc;
        this.devices = devices;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public LinkReadings read(NetworkTopology topology, Collection<LinkDirection> directions) {
        return readings(directions, direction -> newest(topology, direction));
    }

    @Override
    public LinkReadings utilisation(Collection<LinkDirection> directions) {
        return readings(directions, this::present);
    }

    /** Many directions may wait long for their turn, so each load is dated by its own request. */
    private LinkReadings readings(
            Collection<LinkDirection> directions, Function<LinkDirection, CncResult<DatedReading>> reading) {
        var read = ParallelReads.of(directions, settings.parallel(), reading);
        var measured = new HashMap<LinkDirection, LinkMeasurement>();
        var loadAt = new HashMap<LinkDirection, Instant>();
        read.values().forEach((direction, dated) -> {
            measured.put(direction, dated.measured());
            loadAt.put(direction, dated.loadAt());
        });
        return new LinkReadings(measured, read.failures(), loadAt);
    }

    @Override
    public CncResult<List<LinkMeasurement>> history(
            NetworkTopology topology, LinkDirection direction, Instant from, Instant to) {
        return samples(topology, direction, from, to).map(PerformanceSamples::all);
    }

    private CncResult<DatedReading> newest(NetworkTopology topology, LinkDirection direction) {
        var now = clock.instant();
        var samples = samples(topology, direction, now.minus(settings.window()), now.plus(SKEW));
        var present = present(direction);
        var utilisation =
                present.optional().map(dated -> dated.measured().utilisation()).orElse(null);
        var newest = samples.optional().flatMap(s -> s.newest(utilisation));
        if (newest.isPresent()) {
            var loadAt = present.optional().map(DatedReading::loadAt).orElse(now);
            return CncResult.ok(new DatedReading(newest.get(), loadAt));
        }
        return utilisation != null ? present : why(samples, present);
    }

    private CncResult<PerformanceSamples> samples(
            NetworkTopology topology, LinkDirection direction, Instant from, Instant to) {
        return RouterLookup.router(topology, direction.from())
                .flatMap(router -> devices.uuid(router.hostname()))
                .flatMap(uuid -> {
                    var ask = RequestJson.object()
                            .put("device_uuid", uuid)
                            .put("int_name", direction.fromInterface())
                            .put("from", from.toString())
                            .put("to", to.toString());
                    return cnc.query(CncApi.PLATFORM, HISTORY + "delays", ask)
                            .flatMap(delays -> cnc.query(CncApi.PLATFORM, HISTORY + "loss", ask)
                                    .map(losses -> new PerformanceSamples(direction, delays, losses)));
                });
    }

    /** The measurements without a time: only utilisation, since a delay without a date proves nothing. */
    private CncResult<DatedReading> present(LinkDirection direction) {
        var loadAt = clock.instant();
        return cnc.get(CncApi.TOPOLOGY, LINK + RestconfKey.of(direction.cncLinkId()))
                .flatMap(body -> each(body, "igp-link-pm").stream()
                        .findFirst()
                        .flatMap(pm -> java.util.Optional.ofNullable(LinkPerformance.utilisation(pm, direction)))
                        .map(utilisation ->
                                CncResult.ok(new DatedReading(onlyUtilisation(direction, utilisation), loadAt)))
                        .orElseGet(() -> CncResult.notFound("utilisation of " + direction.linkId())));
    }

    private static LinkMeasurement onlyUtilisation(LinkDirection direction, double utilisation) {
        return new LinkMeasurement(
                direction.linkId(), direction.from(), direction.to(), null, null, null, utilisation, null);
    }

    private static CncResult<DatedReading> why(CncResult<PerformanceSamples> samples, CncResult<DatedReading> present) {
        return samples.isOk() ? present : samples.flatMap(none -> CncResult.notFound("measurement"));
    }
}

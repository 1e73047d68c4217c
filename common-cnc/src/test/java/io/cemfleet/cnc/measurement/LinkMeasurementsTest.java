package io.cemfleet.cnc.measurement;

import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.measurement.LinkLimits;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkVerdict;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LinkMeasurementsTest {

    private static final Instant T = NetworkFixtures.NOW;
    private static final String LOSS = "/crosswork/optima-analytics/api/v1/interface/loss";

    private final NetworkTopology topology = NetworkFixtures.topology();
    private final LinkDirection there = NetworkFixtures.direction("frankfurt-prague", "frankfurt");
    private final LinkDirection back = NetworkFixtures.direction("frankfurt-prague", "prague");
    private CncWireMock cnc;
    private CncTestContext context;
    private LinkMeasurements measurements;

    @BeforeEach
    void open() {
        cnc = CncWireMock.smallNetwork();
        context = CncTestContext.at(cnc.url());
        measurements = context.get(LinkMeasurements.class);
    }

    @AfterEach
    void close() {
        context.close();
        cnc.close();
    }

    @Test
    void theNewestSampleOfEachDirectionIsRead() {
        cnc.measured(
                topology,
                there,
                List.of(NetworkFixtures.sample(there, T), NetworkFixtures.sample(there, T.plusSeconds(1))));
        cnc.measured(topology, back, List.of(NetworkFixtures.sample(back, T)));

        var readings = measurements.read(topology, List.of(there, back));

        assertThat(readings.of(there)).contains(NetworkFixtures.sample(there, T.plusSeconds(1)));
        assertThat(readings.of(back)).contains(NetworkFixtures.sample(back, T));
        assertThat(readings.missing()).isEmpty();
        cnc.server().verify(1, postRequestedFor(urlEqualTo("/crosswork/inventory/v1/nodes/query")));
    }

    @Test
    void eachLoadIsDatedByItsOwnRequest() {
        cnc.measured(topology, there, List.of(NetworkFixtures.sample(there, T)));
        cnc.measured(topology, back, List.of(NetworkFixtures.sample(back, T)));
        var before = Instant.now();

        var readings = measurements.read(topology, List.of(there, back));

        assertThat(readings.loadAt()).containsOnlyKeys(there, back);
        assertThat(readings.loadAt().values()).allSatisfy(at -> assertThat(at).isBetween(before, Instant.now()));
        assertThat(readings.loadAt(there, before)).isEqualTo(readings.loadAt().get(there));
    }

    @Test
    void aMissingSampleStaysAbsentAndIsNeverGood() {
        cnc.measured(topology, there, List.of(NetworkFixtures.sample(there, T)));

        var readings = measurements.read(topology, List.of(there, back));

        assertThat(readings.of(back)).isEmpty();
        assertThat(readings.missing()).containsKey(back);
        assertThat(LinkLimits.defaults()
                        .verdict(topology.link("frankfurt-prague").orElseThrow(), readings))
                .isEqualTo(LinkVerdict.UNKNOWN);
    }

    @Test
    void aMissingLossIsNotZeroLoss() {
        cnc.measured(topology, there, List.of(NetworkFixtures.sample(there, T)));
        cnc.server().stubFor(post(urlEqualTo(LOSS)).willReturn(CncWireMock.json(200, "[]")));

        var measured = measurements.read(topology, List.of(there)).of(there).orElseThrow();

        assertThat(measured.lossPct()).isNull();
        assertThat(measured.delayMs()).isEqualTo(4.0);
        assertThat(LinkLimits.defaults().verdict(measured, there.delayMs())).isEqualTo(LinkVerdict.UNKNOWN);
    }

    @Test
    void aHistoryThatCannotBeReadIsNoEmptyHistory() {
        cnc.measured(topology, there, List.of(NetworkFixtures.sample(there, T)));
        cnc.server().stubFor(post(urlEqualTo(LOSS)).willReturn(CncWireMock.json(502, "")));

        assertThat(measurements.history(topology, there, T, T.plusSeconds(9)))
                .isInstanceOf(CncResult.Unavailable.class);
    }

    @Test
    void historyJoinsDelayAndLossByTheirTimes() {
        cnc.measured(
                topology,
                there,
                List.of(NetworkFixtures.sample(there, T.plusSeconds(1)), NetworkFixtures.sample(there, T)));

        assertThat(measurements
                        .history(topology, there, T, T.plusSeconds(9))
                        .optional()
                        .orElseThrow())
                .extracting(LinkMeasurement::measuredAt)
                .containsExactly(T, T.plusSeconds(1));
    }

    @Test
    void utilisationAloneTakesOneCall() {
        cnc.measured(topology, there, List.of(NetworkFixtures.sample(there, T)));

        var readings = measurements.utilisation(List.of(there, back));

        assertThat(readings.of(there)).hasValueSatisfying(m -> {
            assertThat(m.utilisation()).isEqualTo(0.3);
            assertThat(m.delayMs()).isNull();
            assertThat(m.measuredAt()).isNull();
        });
        assertThat(readings.of(back)).isEmpty();
    }

    @Test
    void limitsGrowWithTheAdvertisedDelay() {
        var limits = LinkLimits.defaults();

        assertThat(limits.maxDelayMs(4)).isEqualTo(7);
        assertThat(limits.maxDelayMs(40)).isEqualTo(50);
        assertThat(limits.verdict(sample(7.0, 5.0, 0.1), 4.0)).isEqualTo(LinkVerdict.GOOD);
        assertThat(limits.verdict(sample(7.1, 5.0, 0.1), 4.0)).isEqualTo(LinkVerdict.BAD);
        assertThat(limits.verdict(sample(7.0, 5.1, 0.1), 4.0)).isEqualTo(LinkVerdict.BAD);
        assertThat(limits.verdict(sample(7.0, 5.0, 0.2), null)).isEqualTo(LinkVerdict.BAD);
        assertThat(limits.verdict(sample(7.0, 5.0, 0.1), null)).isEqualTo(LinkVerdict.UNKNOWN);
        assertThat(limits.verdict(null, 4.0)).isEqualTo(LinkVerdict.UNKNOWN);
    }

    private LinkMeasurement sample(double delay, double jitter, double loss) {
        return new LinkMeasurement(there.linkId(), there.from(), there.to(), delay, jitter, loss, null, T);
    }
}

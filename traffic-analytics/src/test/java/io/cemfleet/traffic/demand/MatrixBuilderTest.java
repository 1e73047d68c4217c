package io.cemfleet.traffic.demand;

import static io.cemfleet.traffic.TrafficFixtures.POLICY;
import static io.cemfleet.traffic.TrafficFixtures.everywhere;
import static io.cemfleet.traffic.TrafficFixtures.loads;
import static io.cemfleet.traffic.TrafficFixtures.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cemfleet.traffic.TrafficFixtures;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MatrixBuilderTest {
    private static final DemandKey COLOURED = new DemandKey("frankfurt", "vienna", 100);
    private static final DemandKey PLAIN = new DemandKey("vienna", "frankfurt", null);

    @Test
    void whatAPolicyIsMeasuredToCarryStandsForWhatWasSoldOverIt() {
        // when
        DemandMatrix matrix = MatrixBuilder.build(picture(loads(everywhere(1000), Map.of(POLICY, 120.0))), false);
        // then
        assertThat(matrix.demands())
                .containsExactly(
                        new TrafficDemand(COLOURED, 120, 0, TrafficDemand.DemandMethod.MEASURED),
                        new TrafficDemand(PLAIN, 200, 100, TrafficDemand.DemandMethod.COMMITTED));
        assertThat(matrix.errors()).isEmpty();
    }

    @Test
    void withoutAMeasurementOfThePolicyWhatWasSoldStandsIn() {
        DemandMatrix matrix = MatrixBuilder.build(picture(loads(everywhere(1000), Map.of())), false);
        assertThat(matrix.demands())
                .first()
                .isEqualTo(new TrafficDemand(COLOURED, 200, 100, TrafficDemand.DemandMethod.COMMITTED));
    }

    @Test
    void anUnknownDemandIsNamedAndNotZero() {
        // when
        DemandMatrix matrix = MatrixBuilder.build(
                picture(loads(everywhere(1000), Map.of()), List.of(TrafficFixtures.withoutCommitment())), true);
        // then
        assertThat(matrix.demands()).extracting(TrafficDemand::key).containsExactly(COLOURED);
        assertThat(matrix.errors()).anyMatch(error -> error.contains("vienna may send is not known"));
    }

    @Test
    void explainedIsTheDemandsPartOfWhatTheLinksMeasure() {
        // given 120 over Prague by the policy (the parallel links share it) and 200 back over three equal branches
        Map<String, Double> measured = Map.of("frankfurt-prague/frankfurt", 240.0);
        // when
        DemandMatrix matrix = MatrixBuilder.build(picture(loads(measured, Map.of(POLICY, 120.0))), false);
        // then
        assertThat(matrix.explainedShare()).isEqualTo(0.5);
    }

    @Test
    void withoutAMeasuredLinkTheExplainedShareIsUnknown() {
        assertThat(MatrixBuilder.build(picture(loads(Map.of(), Map.of(POLICY, 120.0))), true)
                        .explainedShare())
                .isNull();
    }

    @Test
    void committedDemandsAreLoweredToWhatTheirLinksMeasure() {
        // given Vienna sends 60, of which 20 over Munich and 40 over Prague; the policy brings its own load there
        Map<String, Double> measured = new HashMap<>(everywhere(0));
        measured.put("munich-vienna/vienna", 20.0);
        measured.put("frankfurt-munich/munich", 20.0);
        measured.put("prague-vienna/vienna", 20.0);
        measured.put("prague-vienna-2/vienna", 20.0);
        measured.put("frankfurt-prague/prague", 40.0);
        measured.put("frankfurt-prague/frankfurt", 120.0);
        measured.put("prague-vienna/prague", 60.0);
        measured.put("prague-vienna-2/prague", 60.0);
        // when
        DemandMatrix matrix = MatrixBuilder.build(picture(loads(measured, Map.of(POLICY, 120.0))), true);
        // then
        TrafficDemand back = matrix.demands().getLast();
        assertThat(back.key()).isEqualTo(PLAIN);
        assertThat(back.method()).isEqualTo(TrafficDemand.DemandMethod.FITTED);
        assertThat(back.mbps()).isCloseTo(60, within(0.5));
        assertThat(back.errorMbps()).isLessThan(1);
        assertThat(matrix.explainedShare()).isCloseTo(1, within(0.01));
    }

    @Test
    void aFittedDemandIsNeverAboveWhatWasSold() {
        DemandMatrix matrix = MatrixBuilder.build(picture(loads(everywhere(5000), Map.of(POLICY, 120.0))), true);
        assertThat(matrix.demands().getLast().mbps()).isEqualTo(200);
    }
}

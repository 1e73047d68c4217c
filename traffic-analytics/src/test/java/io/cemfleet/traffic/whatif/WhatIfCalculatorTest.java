package io.cemfleet.traffic.whatif;

import static io.cemfleet.traffic.TrafficFixtures.POLICY;
import static io.cemfleet.traffic.TrafficFixtures.direction;
import static io.cemfleet.traffic.TrafficFixtures.everywhere;
import static io.cemfleet.traffic.TrafficFixtures.loads;
import static io.cemfleet.traffic.TrafficFixtures.picture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cemfleet.traffic.demand.DemandKey;
import io.cemfleet.traffic.demand.MatrixBuilder;
import io.cemfleet.traffic.network.MeasuredNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** All links carry 3,000 of 10,000 Mbit/s; the policy brings 2,700 of them over Prague to Vienna. */
class WhatIfCalculatorTest {
    private static final DemandKey COLOURED = new DemandKey("frankfurt", "vienna", 100);
    private static final Map<String, Double> LOADS = everywhere(3000);

    @Test
    void withoutAChangeLinksAreAsFullAsMeasured() {
        WhatIfUtilisation prognosis = ask(LOADS, new WhatIfChange(Set.of(), Set.of(), List.of()));
        assertThat(prognosis.utilisation()).hasSize(7);
        assertThat(prognosis.utilisation().values())
                .allSatisfy(used -> assertThat(used).isCloseTo(0.3, within(1e-9)));
        assertThat(prognosis.violations()).isEmpty();
    }

    @Test
    void aPolicyWhosePathFailsLeavesItsTrafficToTheIgp() {
        // when
        WhatIfUtilisation prognosis = ask(LOADS, new WhatIfChange(Set.of("frankfurt-prague"), Set.of(), List.of()));
        // then the route to its next hop, Prague, is over Munich and Vienna
        assertThat(prognosis.utilisation()).doesNotContainKey("frankfurt-prague");
        assertThat(prognosis.utilisation().get("frankfurt-munich")).isCloseTo(0.57, within(0.02));
        assertThat(prognosis.worst()).isIn("frankfurt-munich", "munich-vienna");
    }

    @Test
    void aShiftMovesTheDemandFromItsLinksToOthers() {
        // when
        var way = List.of(direction("frankfurt-munich/frankfurt"), direction("munich-vienna/munich"));
        WhatIfUtilisation prognosis = ask(
                LOADS,
                new WhatIfChange(Set.of(), Set.of(), List.of(new WhatIfChange.DemandShift(COLOURED, way, 2700))));
        // then
        assertThat(prognosis.utilisation().get("frankfurt-munich")).isCloseTo(0.57, within(1e-9));
        assertThat(prognosis.utilisation().get("frankfurt-prague")).isCloseTo(0.3, within(1e-9));
        assertThat(prognosis.violations()).isEmpty();
    }

    @Test
    void aLinkThatWouldBeTooFullIsAViolation() {
        // given
        Map<String, Double> full = new HashMap<>(LOADS);
        full.put("munich-vienna/munich", 6000.0);
        // when
        var way = List.of(direction("frankfurt-munich/frankfurt"), direction("munich-vienna/munich"));
        WhatIfUtilisation prognosis = ask(
                full, new WhatIfChange(Set.of(), Set.of(), List.of(new WhatIfChange.DemandShift(COLOURED, way, 2700))));
        // then
        assertThat(prognosis.worst()).isEqualTo("munich-vienna");
        assertThat(prognosis.violations()).singleElement().asString().startsWith("munich-vienna from munich: 0.87");
    }

    @Test
    void aDemandWithoutAWayIsAViolation() {
        WhatIfUtilisation prognosis = ask(LOADS, new WhatIfChange(Set.of(), Set.of("vienna"), List.of()));
        assertThat(prognosis.violations()).hasSize(2).allMatch(violation -> violation.contains("no way"));
        assertThat(prognosis.utilisation())
                .containsOnlyKeys("frankfurt-munich", "frankfurt-prague", "frankfurt-zurich", "munich-zurich");
    }

    @Test
    void aShiftOverALinkThatFailsHasNoWay() {
        var way = List.of(direction("frankfurt-munich/frankfurt"), direction("munich-vienna/munich"));
        WhatIfUtilisation prognosis = ask(
                LOADS,
                new WhatIfChange(
                        Set.of("munich-vienna"), Set.of(), List.of(new WhatIfChange.DemandShift(COLOURED, way, 2700))));
        assertThat(prognosis.violations()).anyMatch(violation -> violation.contains("its new way fails"));
    }

    @Test
    void aLinkOfUnknownLoadThatWouldGetMoreIsAViolationAndHasNoFigure() {
        // given
        Map<String, Double> partly = new HashMap<>(LOADS);
        partly.remove("munich-vienna/munich");
        // when
        var way = List.of(direction("frankfurt-munich/frankfurt"), direction("munich-vienna/munich"));
        WhatIfUtilisation prognosis = ask(
                partly,
                new WhatIfChange(Set.of(), Set.of(), List.of(new WhatIfChange.DemandShift(COLOURED, way, 2700))));
        // then
        assertThat(prognosis.utilisation()).doesNotContainKey("munich-vienna");
        assertThat(prognosis.violations()).singleElement().asString().contains("its load is not known");
    }

    private static WhatIfUtilisation ask(Map<String, Double> links, WhatIfChange question) {
        MeasuredNetwork picture = picture(loads(links, Map.of(POLICY, 2700.0)));
        return WhatIfCalculator.of(picture, MatrixBuilder.build(picture, true), question, 0.85);
    }
}

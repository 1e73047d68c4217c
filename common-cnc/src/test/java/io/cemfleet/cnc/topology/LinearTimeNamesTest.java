package io.cemfleet.cnc.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.HostileText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of routers and interfaces come from devices. */
class LinearTimeNamesTest {

    @Test
    void aSlugTakesTimeInStepWithItsName() {
        HostileText.assertLinear(RouterSlugs::of);
    }

    @Test
    void comparingInterfacesTakesLinearTime() {
        HostileText.assertLinear(name -> LinkIds.byNumbers(name, name + '1'));
    }

    @ParameterizedTest
    @CsvSource({
        "Frankfurt,frankfurt",
        "São Paulo (2),sao-paulo-2",
        "--A__B--,a-b",
        "Zürich.core,zurich-core",
        "***,node",
        "A\u0301\u0301,a"
    })
    void aSlugIsLettersDigitsAndSingleHyphens(String hostname, String slug) {
        assertThat(RouterSlugs.of(hostname)).isEqualTo(slug);
    }

    @ParameterizedTest
    @CsvSource({
        "Gi0/0/0/2,Gi0/0/0/10",
        "Gi0/0/0/09,Gi0/0/0/10",
        "9,10",
        "01,1",
        "a,b",
        "a1,a1b",
        "a99999999999999999999,a100000000000000000000"
    })
    void numbersAreComparedAsNumbers(String lower, String higher) {
        assertThat(LinkIds.byNumbers(lower, higher)).isNegative();
        assertThat(LinkIds.byNumbers(higher, lower)).isPositive();
        assertThat(LinkIds.byNumbers(lower, lower)).isZero();
    }
}

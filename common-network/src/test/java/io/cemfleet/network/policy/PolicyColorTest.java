package io.cemfleet.network.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyColorTest {

    @ParameterizedTest
    @CsvSource({"100, 100", "' 7 ', 7", "2147483647, 2147483647", "0100, 100"})
    void aColourIsAWholeNumberFromOne(String text, int color) {
        assertThat(PolicyColor.parse(text)).isEqualTo(color);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-1", "2147483648", "4294967295", "1.5", "gold", "00000000000100"})
    void anyOtherTextIsNoColour(String text) {
        assertThat(PolicyColor.parse(text)).isNull();
    }
}

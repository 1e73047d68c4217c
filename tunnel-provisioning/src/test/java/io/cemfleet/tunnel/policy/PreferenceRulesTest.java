package io.cemfleet.tunnel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PreferenceRulesTest {

    @Test
    void aNewPathStaysBelowTheActiveOneAndBelowItsFallbacks() {
        assertThat(PreferenceRules.below(List.of(), null, 50)).hasValue(50);
        assertThat(PreferenceRules.below(List.of(100), 100, 50)).hasValue(50);
        assertThat(PreferenceRules.below(List.of(100, 30), 100, 50)).hasValue(29);
    }

    @Test
    void whereTheLowestIsTakenAGapBelowTheActiveOneIsUsed() {
        assertThat(PreferenceRules.below(List.of(100, 99, 1), 100, 50)).hasValue(98);
        assertThat(PreferenceRules.below(List.of(1), 1, 50)).isEqualTo(OptionalInt.empty());
    }

    @Test
    void withoutAnActivePathTheUsualPreferenceIsTheHighest() {
        assertThat(PreferenceRules.below(List.of(1), null, 50)).hasValue(50);
        assertThat(PreferenceRules.below(List.of(1, 50), null, 50)).hasValue(49);
    }

    @Test
    void steeringGoesAboveAllOthersAndNeverOutOfRange() {
        assertThat(PreferenceRules.above(List.of(100, 200), 50, 10)).hasValue(210);
        assertThat(PreferenceRules.above(List.of(65530), 50, 10)).hasValue(65535);
        assertThat(PreferenceRules.above(List.of(65535), 50, 10)).isEmpty();
    }
}

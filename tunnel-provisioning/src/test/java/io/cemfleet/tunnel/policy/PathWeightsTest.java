package io.cemfleet.tunnel.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathWeightsTest {

    @ParameterizedTest
    @CsvSource({"100,0", "0,100", "75,25"})
    void weightsFrom0To100ThatAddUpTo100AreValid(int protection, int original) {
        assertThat(PathWeights.valid(protection, original)).isTrue();
        assertThat(new PathWeights(protection, original).split()).isEqualTo(protection == 75);
    }

    @ParameterizedTest
    @CsvSource({"101,-1", "-1,101", "60,60", "0,0"})
    void otherWeightsAreRefused(int protection, int original) {
        assertThat(PathWeights.valid(protection, original)).isFalse();
        assertThatThrownBy(() -> new PathWeights(protection, original))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("add up to 100");
    }
}

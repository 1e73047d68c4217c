package io.cemfleet.runtime.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoublingPauseTest {
    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "2, 4", "3, 8", "5, 32", "6, 60", "7, 60", "100, 60", "2147483647, 60"})
    void thePauseDoublesWithEveryFailureUpToTheLongest(int failures, long seconds) {
        assertThat(DoublingPause.after(failures, Duration.ofSeconds(2), Duration.ofMinutes(1)))
                .isEqualTo(Duration.ofSeconds(seconds));
    }
}

package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.Growth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Addresses and names, looked for in text that was made to keep a matcher busy. */
class LinearMentionsTest {
    @ParameterizedTest
    @MethodSource("io.cemfleet.enhancement.Growth#hostile")
    void mentionsAreFoundInTimeInStepWithTheText(String piece) {
        Growth.assertLinear(piece, Mentions::in);
    }
}

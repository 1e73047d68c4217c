package io.cemfleet.enhancement.context;

import io.cemfleet.runtime.testing.GrowthRatio;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Addresses and names, looked for in text that was made to keep a matcher busy. */
class MentionsLinearTimeTest {
    @ParameterizedTest
    @MethodSource("io.cemfleet.enhancement.HostileText#pieces")
    void mentionsAreFoundInTimeInStepWithTheText(String piece) {
        GrowthRatio.assertLinear(piece, MentionedIdentifiers::in);
    }
}

package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.GrowthAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Addresses and names, looked for in text that was made to keep a matcher busy. */
class MentionsLinearTimeTest {
    @ParameterizedTest
    @MethodSource("io.cemfleet.enhancement.GrowthAssertions#hostile")
    void mentionsAreFoundInTimeInStepWithTheText(String piece) {
        GrowthAssertions.assertLinear(piece, MentionedIdentifiers::in);
    }
}

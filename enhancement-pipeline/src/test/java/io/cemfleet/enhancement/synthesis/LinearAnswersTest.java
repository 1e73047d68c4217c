package io.cemfleet.enhancement.synthesis;

import static io.cemfleet.enhancement.StageFixtures.context;
import static io.cemfleet.enhancement.StageFixtures.ticket;

import io.cemfleet.enhancement.Growth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model wrote, and it may write anything. */
class LinearAnswersTest {
    @ParameterizedTest
    @MethodSource("io.cemfleet.enhancement.Growth#hostile")
    void answersAreReadInTimeInStepWithTheText(String piece) {
        BackedText backed = new BackedText(SourceText.of(ticket("Server is slow"), context()), 500);
        Growth.assertLinear(piece, text -> backed.of("### Similar Tickets\n- " + text + " [T1]"));
    }
}

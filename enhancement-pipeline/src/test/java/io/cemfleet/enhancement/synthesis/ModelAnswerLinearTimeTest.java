package io.cemfleet.enhancement.synthesis;

import static io.cemfleet.enhancement.StageFixtures.context;
import static io.cemfleet.enhancement.StageFixtures.ticket;

import io.cemfleet.runtime.testing.GrowthRatio;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a model wrote, and it may write anything. */
class ModelAnswerLinearTimeTest {
    @ParameterizedTest
    @MethodSource("io.cemfleet.enhancement.HostileText#pieces")
    void answersAreReadInTimeInStepWithTheText(String piece) {
        CitationFilter backed = new CitationFilter(PromptSource.of(ticket("Server is slow"), context()), 500);
        GrowthRatio.assertLinear(piece, text -> backed.of("### Similar Tickets\n- " + text + " [T1]"));
    }
}

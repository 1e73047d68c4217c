package io.cemfleet.enhancement.privacy;

import io.cemfleet.enhancement.Growth;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pattern of the masks, on text that was made to keep one busy. */
class LinearMasksTest {
    @ParameterizedTest
    @MethodSource("io.cemfleet.enhancement.Growth#hostile")
    void masksTakeTimeInStepWithTheText(String piece) {
        Growth.assertLinear(piece, text -> {
            Masks masks = new Masks();
            masks.restore(masks.maskOwn(text));
        });
    }

    @ParameterizedTest
    @MethodSource("io.cemfleet.enhancement.Growth#hostile")
    void markupIsTakenAwayInTimeInStepWithTheText(String piece) {
        Growth.assertLinear(piece, PlainText::of);
    }
}

package io.cemfleet.enhancement.privacy;

import io.cemfleet.runtime.testing.GrowthRatio;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pattern of the masks, on text that was made to keep one busy. */
class MaskingLinearTimeTest {
    @ParameterizedTest
    @MethodSource("io.cemfleet.enhancement.HostileText#pieces")
    void masksTakeTimeInStepWithTheText(String piece) {
        GrowthRatio.assertLinear(piece, text -> {
            PersonalDataMasker masks = new PersonalDataMasker();
            masks.restore(masks.maskOwn(text));
        });
    }

    @ParameterizedTest
    @MethodSource("io.cemfleet.enhancement.HostileText#pieces")
    void markupIsTakenAwayInTimeInStepWithTheText(String piece) {
        GrowthRatio.assertLinear(piece, PlainText::of);
    }
}

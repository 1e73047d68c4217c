package io.cemfleet.enhancement.privacy;

import io.cemfleet.enhancement.GrowthAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pattern of the masks, on text that was made to keep one busy. */
class MaskingLinearTimeTest {
    @ParameterizedTest
    @MethodSource("io.cemfleet.enhancement.GrowthAssertions#hostile")
    void masksTakeTimeInStepWithTheText(String piece) {
        GrowthAssertions.assertLinear(piece, text -> {
            PersonalDataMasker masks = new PersonalDataMasker();
            masks.restore(masks.maskOwn(text));
        });
    }

    @ParameterizedTest
    @MethodSource("io.cemfleet.enhancement.GrowthAssertions#hostile")
    void markupIsTakenAwayInTimeInStepWithTheText(String piece) {
        GrowthAssertions.assertLinear(piece, PlainText::of);
    }
}

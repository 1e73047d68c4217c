package io.cemfleet.runtime.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0000",
                "a\u0007",
                "\u001B[31m",
                "\u007F",
                "x\u0085y",
                "\uD83D",
                "\uDE00",
                "\uDE00\uD83D",
                "\uD83Dx"
            })
    void controlCharactersAndHalvesOfPairsAreRefusedAndCleaned(String text) {
        assertThat(SafeText.fault(text)).isNotNull();
        assertThat(SafeText.fault(SafeText.clean(text))).isNull();
        assertThat(SafeText.clean(text)).hasSameSizeAs(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "line\r\nand\ttab", "Zürich–東京", "\uD83D\uDE00", "\u202Eright to left"})
    void ordinaryTextIsTakenAsItIs(String text) {
        assertThat(SafeText.fault(text)).isNull();
        assertThat(SafeText.clean(text)).isSameAs(text);
    }

    @Test
    void aCutNeverSplitsAPair() {
        String text = "a\uD83D\uDE00b";

        assertThat(SafeText.cut(text, 2)).isEqualTo("a");
        assertThat(SafeText.cut(text, 3)).isEqualTo("a\uD83D\uDE00");
        assertThat(SafeText.cut(text, 4)).isSameAs(text);
        assertThat(SafeText.cut(text, 0)).isEmpty();
    }

    @Test
    void whateverIsCleanedSurvivesUtf8() {
        Random random = new Random(42);
        for (int round = 0; round < 20_000; round++) {
            String text = random.ints(random.nextInt(12), 0, 0x10000)
                    .collect(StringBuilder::new, (all, c) -> all.append((char) c), StringBuilder::append)
                    .toString();
            String cleaned = SafeText.clean(text);

            byte[] stored = cleaned.getBytes(java.nio.charset.StandardCharsets.UTF_8);

            assertThat(new String(stored, java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo(cleaned);
            assertThat(SafeText.fault(cleaned)).isNull();
        }
    }
}

package io.cemfleet.enhancement.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PersonalKindTest {
    private static final List<String> PIECES = List.of(
            "jane.doe@example.com",
            "jane(at)example.com",
            "j%40b.de",
            "@",
            "+49 30 901820",
            "(030) 1234567",
            "0049",
            "00",
            "555-123-4567",
            "1-800-555-0199",
            "4111 1111 1111 1111",
            "4111",
            "DE89 3704 0044 0532 0130 00",
            "GB82WEST",
            "12345698765432",
            "password",
            "Passwort",
            "lautet",
            "is",
            ":",
            "=",
            "hunter2!",
            "api_key",
            "Bearer",
            "token",
            "eyJhbGciOi.x",
            "-----BEGIN PRIVATE KEY-----",
            "-----END PRIVATE KEY-----",
            "Tel.",
            "call me at",
            "hotel",
            "reach",
            "2026-11-22T10:00:00Z",
            "INC-2026-0001",
            "10.0.1.100",
            "2001:db8::1",
            "[",
            "]",
            "(",
            ")",
            "/",
            "#",
            "-",
            ".",
            "\n",
            " ",
            " ",
            " ",
            "x",
            "7",
            "\u00fc",
            "K",
            "\u212a");

    @ParameterizedTest
    @EnumSource
    void aKindIsFoundWhereverItsPatternFindsIt(PersonalKind kind) {
        Random random = new Random(kind.ordinal());
        for (int round = 0; round < 4_000; round++) {
            String text = random.ints(random.nextInt(1, 14), 0, PIECES.size())
                    .mapToObj(PIECES::get)
                    .collect(Collectors.joining());

            String replaced = kind.replaced(text, found -> "<" + found.group() + ">");

            assertThat(replaced)
                    .as("%s in %s", kind, text)
                    .isEqualTo(kind.pattern().matcher(text).replaceAll("<$0>"));
        }
    }
}

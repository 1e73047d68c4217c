package io.cemfleet.enhancement.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasksTest {
    private final Masks masks = new Masks();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane.doe@example.com",
                "jane+vpn@mail.example.co.uk",
                "j\u00f6rg@b\u00fccher.example",
                "jane(at)example.com",
                "jane%40example.com",
                "+49 30 901820",
                "+1 (555) 123-4567",
                "+4915123456789",
                "0049 151 2345678",
                "030/12345678",
                "(030) 1234567",
                "06 12 34 56 78",
                "555-123-4567",
                "1-800-555-0199",
                "98765 43210",
                "5551234567",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "5500005555555559",
                "378282246310005",
                "DE89 3704 0044 0532 0130 00",
                "GB82WEST12345698765432"
            })
    void personalDataLeavesMaskedAndComesBack(String personal) {
        String text = "Hello, please use " + personal + " for questions.";

        String masked = masks.mask(text);

        assertThat(masked).doesNotContain(personal).containsPattern("\\[(EMAIL|PHONE|CARD|IBAN)_1]");
        assertThat(masks.restore(masked)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Server 10.0.1.100 and 192.168.100.200/24 answer slowly",
                "2001:db8::1 is gone since 15:30:45",
                "Since 2025-11-02T15:30:45Z and 02.11.2025",
                "TKT-12345 and INC-2026-0001 look alike",
                "Version 10.0.19045 of the client, error 0x80070005",
                "L3VPN-0007 between pe1-pe2 has 250 ms and 5 % loss",
                "The token ring is down and the password prompt comes twice"
            })
    void whatHelpsToFindTheFaultStays(String text) {
        assertThat(masks.mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"password: hunter2!", "Passwort lautet Geheim-99", "api_key=sk-abc123", "Bearer eyJhbGciOi.x"})
    void secretsLeaveMaskedAndNeverComeBack(String text) {
        String secret = text.substring(text.lastIndexOf(text.contains("=") ? '=' : ' ') + 1);

        String masked = masks.mask("My " + text + " does not work");

        assertThat(masked).doesNotContain(secret).contains("[SECRET_1]");
        assertThat(masks.restore(masked)).doesNotContain(secret).contains("[removed]");
    }

    @Test
    void theSameValueWearsTheSameMaskInAllTexts() {
        String first = masks.mask("From ann@example.com");
        String second = masks.mask("To bob@example.com, copy ann@example.com");

        assertThat(first).isEqualTo("From [EMAIL_1]");
        assertThat(second).isEqualTo("To [EMAIL_2], copy [EMAIL_1]");
    }

    @Test
    void aMaskThatTheRequesterWroteBringsNobodysDataBack() {
        String masked = masks.mask("Call [EMAIL_1], I am ann@example.com");

        assertThat(masks.restore(masked)).isEqualTo("Call (EMAIL_1), I am ann@example.com");
    }

    @Test
    void charactersNobodySeesHideNothing() {
        assertThat(masks.mask("ann\u200b@exam\u00adple.com and \uff0b\uff14\uff19 30 901820"))
                .isEqualTo("[EMAIL_1] and [PHONE_2]");
    }

    @Test
    void longTextsAreMaskedInTime() {
        String hostile = "1 2-3.4(5)".repeat(1_000) + "a.".repeat(5_000) + "@";

        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                java.time.Duration.ofSeconds(5), () -> masks.mask(hostile));
    }

    @Test
    void markupGoesAndItsTextStays() {
        assertThat(PlainText.of("<p>Server is <b>slow</b><br/>since 3 &gt; 2</p><script>alert(1)</script>"))
                .isEqualTo("Server is slow\nsince 3 > 2");
        assertThat(PlainText.of("latency < 5 ms and > 3 ms")).isEqualTo("latency < 5 ms and > 3 ms");
    }
}

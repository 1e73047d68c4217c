package io.cemfleet.runtime.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretTest {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
    private static final WebhookSecret SECRET = new WebhookSecret("s3cret");

    private static String hmac(String secret) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(BODY));
    }

    @Test
    void onlyTheSecretItselfIsTheSecret() {
        assertThat(SECRET.isSecret("s3cret")).isTrue();
        assertThat(SECRET.isSecret("s3cret ")).isFalse();
        assertThat(SECRET.isSecret("")).isFalse();
        assertThat(SECRET.isSecret(null)).isFalse();
    }

    @Test
    void aSignatureIsThatOfTheRawBodyWithTheSecret() throws Exception {
        assertThat(SECRET.isSignature("sha256=" + hmac("s3cret"), BODY)).isTrue();
        assertThat(SECRET.isSignature("sha256=" + hmac("other"), BODY)).isFalse();
        assertThat(SECRET.isSignature("sha256=" + hmac("s3cret"), new byte[0])).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "sha256=", "sha256=zz", "sha256=abc", "sha1=00", "00"})
    void aMalformedSignatureSignsNothing(String given) {
        assertThat(SECRET.isSignature(given, BODY)).isFalse();
    }

    @Test
    void aSignatureWithoutItsPrefixIsNone() throws Exception {
        assertThat(SECRET.isSignature(hmac("s3cret"), BODY)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"plain-A.b_c~9,plain-A.b_c~9", ".hidden,LmhpZGRlbg", "50%,NTAl", "a/b;c,YS9iO2M", "ü,w7w", "a b,YSBi"})
    void aSecretThatAPathWouldEscapeIsWrittenAsBase64Url(String secret, String segment) {
        WebhookSecret odd = new WebhookSecret(secret);

        assertThat(odd.pathSegment()).isEqualTo(segment);
        assertThat(odd.isSecretOrSegment(segment)).isTrue();
        assertThat(odd.isSecretOrSegment(secret)).isTrue();
        assertThat(odd.isSecretOrSegment(segment + "x")).isFalse();
    }

    @Test
    void nothingOpensWhereThereIsNoSecret() {
        WebhookSecret none = new WebhookSecret("");

        assertThat(none.isPresent()).isFalse();
        assertThat(none.isSecret("")).isFalse();
        assertThat(none.isSecretOrSegment("")).isFalse();
        assertThat(none.isSignature("sha256=", BODY)).isFalse();
    }

    @Test
    void itIsNotPrinted() {
        assertThat(SECRET).hasToString("WebhookSecret");
    }
}

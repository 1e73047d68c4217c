package io.cemfleet.enhancement.tenant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TenantSecretCipherTest {
    private static final String OLD = "k1:" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW =
            "k2:" + Base64.getEncoder().encodeToString("n".repeat(32).getBytes(UTF_8));

    private final TenantSecretCipher box = new TenantSecretCipher(OLD);

    @Test
    void whatIsSealedOpensForItsTenantAndFieldOnly() {
        String sealed = box.seal("acme", "service_desk_key", "secret");

        assertThat(sealed).startsWith("k1:").doesNotContain("secret");
        assertThat(box.open("acme", "service_desk_key", sealed)).isEqualTo("secret");
        assertThatThrownBy(() -> box.open("rival", "service_desk_key", sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> box.open("acme", "webhook_secret", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theSameSecretIsSealedDifferentlyEachTime() {
        assertThat(box.seal("acme", "f", "secret")).isNotEqualTo(box.seal("acme", "f", "secret"));
    }

    @Test
    void afterARotationOldSecretsOpenAndNewOnesAreSealedWithTheNewKey() {
        String old = box.seal("acme", "f", "secret");
        TenantSecretCipher rotated = new TenantSecretCipher(NEW + "," + OLD);

        assertThat(rotated.open("acme", "f", old)).isEqualTo("secret");
        assertThat(rotated.isCurrent(old)).isFalse();
        String again = rotated.seal("acme", "f", "secret");
        assertThat(again).startsWith("k2:");
        assertThat(new TenantSecretCipher(NEW).open("acme", "f", again)).isEqualTo("secret");
        assertThatThrownBy(() -> new TenantSecretCipher(NEW).open("acme", "f", old))
                .hasMessageContaining("k1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "k1", "k1:", "k1:AAAA", "k1:!!!"})
    void withoutAProperKeyNothingStarts(String keys) {
        assertThatThrownBy(() -> new TenantSecretCipher(keys))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("TENANT_KEYS");
    }
}

package io.cemfleet.launcher.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.launcher.FleetFixtures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("NullAway.Init")
class FleetCredentialsTest {
    @TempDir
    Path directory;

    @Test
    void secretsAreGeneratedOnceAndOnlyTheirOwnerReadsThem() throws Exception {
        var home = FleetFixtures.home(directory);

        var first = FleetCredentials.ensure(home);
        var second = FleetCredentials.ensure(home);

        assertThat(second).isEqualTo(first);
        assertThat(first.values())
                .containsOnlyKeys(
                        "WEBHOOK_PCA_SECRET",
                        "WEBHOOK_CNC_SECRET",
                        "OPERATOR_USER",
                        "OPERATOR_PASSWORD",
                        "SERVICEDESK_TENANT",
                        "SERVICEDESK_SECRET",
                        "TENANT_KEYS",
                        "KAFKA_PASSWORD",
                        "KAFKA_ADMIN_PASSWORD")
                .containsEntry("OPERATOR_USER", "operator");
        assertThat(mode(home.credentials())).isEqualTo("rw-------");
    }

    @Test
    void aMissingSecretIsAddedAndTheOthersStay() throws Exception {
        var home = FleetFixtures.home(directory);
        FleetFixtures.write(home.credentials(), "OPERATOR_PASSWORD=chosen\n");

        var credentials = FleetCredentials.ensure(home);

        assertThat(credentials.get("OPERATOR_PASSWORD")).isEqualTo("chosen");
        assertThat(credentials.get("WEBHOOK_PCA_SECRET")).hasSizeGreaterThan(20);
        assertThat(mode(home.credentials())).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "50%off",
                "two words",
                " edges ",
                "it's",
                "'both'",
                "\"double\"",
                "a\\b$HOME`id`",
                "abc/def+ghi==",
                "#hash",
                "pässwörd-密码"
            })
    void aSecretOfOddCharactersSurvivesTheFileAndAShellReadsTheSame(String secret) throws Exception {
        var home = FleetFixtures.home(directory);
        FleetFixtures.write(home.credentials(), "export OPERATOR_PASSWORD='" + secret.replace("'", "'\\''") + "'\n");

        FleetCredentials.ensure(home);

        assertThat(FleetCredentials.ensure(home).get("OPERATOR_PASSWORD")).isEqualTo(secret);
        Process shell = new ProcessBuilder(
                        "sh",
                        "-c",
                        ". \"$0\"; printf %s \"$OPERATOR_PASSWORD\"",
                        home.credentials().toString())
                .start();
        assertThat(new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(secret);
    }

    @Test
    void aValueWithoutQuotesIsReadLiterally() throws Exception {
        var home = FleetFixtures.home(directory);
        FleetFixtures.write(home.credentials(), "WEBHOOK_CNC_SECRET=50%off \"and\" it's $more\n");

        assertThat(FleetCredentials.ensure(home).get("WEBHOOK_CNC_SECRET")).isEqualTo("50%off \"and\" it's $more");
    }

    @Test
    void everyDatabaseRoleHasItsOwnPasswordThatStays() {
        var home = FleetFixtures.home(directory);

        var passwords = DatabasePasswords.ensure(home);

        assertThat(passwords.of("audit_app")).isNotEqualTo(passwords.of("audit_owner"));
        assertThat(DatabasePasswords.ensure(home).of("audit_app")).isEqualTo(passwords.of("audit_app"));
    }

    @Test
    void anAgentsKeyPairIsReadableAsEd25519AndStays() throws Exception {
        var keys = directory.resolve("keys");

        AgentKeys.ensure(keys, List.of("audit"));
        String key = Files.readString(keys.resolve("audit.key"));
        AgentKeys.ensure(keys, List.of("audit"));

        assertThat(Files.readString(keys.resolve("audit.key"))).isEqualTo(key);
        assertThat(mode(keys.resolve("audit.key"))).isEqualTo("rw-------");
        var factory = KeyFactory.getInstance("Ed25519");
        assertThat(factory.generatePrivate(new PKCS8EncodedKeySpec(decoded("audit.key"))))
                .isNotNull();
        assertThat(factory.generatePublic(new X509EncodedKeySpec(decoded("audit.pub"))))
                .isNotNull();
    }

    private byte[] decoded(String file) throws Exception {
        return Base64.getDecoder()
                .decode(Files.readString(directory.resolve("keys").resolve(file))
                        .strip());
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}

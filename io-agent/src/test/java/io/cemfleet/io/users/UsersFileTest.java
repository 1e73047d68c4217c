package io.cemfleet.io.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.runtime.security.UserRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

class UsersFileTest {
    private static final String BCRYPT = "{bcrypt}$2a$10$" + "a".repeat(53);

    @Test
    void aLineIsAUserAndOtherLinesSayNothing() {
        List<LocalUser> users = UsersFile.parse("# people\n\nanna:operator:" + BCRYPT + "\r\nbert b:viewer:" + BCRYPT);

        assertThat(users)
                .containsExactly(
                        new LocalUser("anna", UserRole.OPERATOR, BCRYPT),
                        new LocalUser("bert b", UserRole.VIEWER, BCRYPT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna",
                "anna:operator",
                "anna:boss:{bcrypt}$2a$10$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                " :viewer:{bcrypt}$2a$10$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "an\u0000na:viewer:{bcrypt}$2a$10$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "anna:viewer:secret",
                "anna:viewer:{noop}secret",
                "anna:viewer:{bcrypt}secret",
                "anna:viewer:{bcrypt}$2a$05$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "anna:viewer:{bcrypt}$2a$31$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "anna:viewer:{argon2}$argon2id$v=19$m=4000000,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$"
                        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
            })
    void aWrongLineIsNamedAndNotRepeated(String line) {
        assertThatThrownBy(() -> UsersFile.parse("# first\n" + line))
                .isInstanceOf(BadUsersFileException.class)
                .hasMessageContaining("line 2")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orchestrator", "event_correlator", "Event-Correlator", "fleet_cli"})
    void anAgentsNameIsNoPersons(String name, @TempDir Path directory) {
        Path file = directory.resolve("users");

        assertThatThrownBy(() -> UsersFile.parse(name + ":viewer:" + BCRYPT))
                .isInstanceOf(BadUsersFileException.class)
                .hasMessageContaining("must not be an agent's");
        assertThatThrownBy(() -> run(file, "add", name, "--role", "viewer", "--generate"))
                .hasMessageContaining("must not be an agent's");
        assertThat(file).doesNotExist();
    }

    @Test
    void aNameStandsInTheFileOnce() {
        assertThatThrownBy(() -> UsersFile.parse("a:viewer:" + BCRYPT + "\na:admin:" + BCRYPT))
                .hasMessageContaining("line 2")
                .hasMessageContaining("twice");
    }

    @Test
    void argon2IsTakenToo() {
        String hash = "{argon2}"
                + Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode("acts");

        List<LocalUser> users = UsersFile.parse("anna:operator:" + hash);

        assertThat(PasswordHashes.passwordEncoder()
                        .matches("acts", users.getFirst().hash()))
                .isTrue();
        assertThat(PasswordHashes.passwordEncoder()
                        .matches("act", users.getFirst().hash()))
                .isFalse();
    }

    @Test
    void aFileThatIsNotThereIsAFault(@TempDir Path directory) {
        assertThatThrownBy(() -> UsersFile.read(directory.resolve("users")))
                .isInstanceOf(BadUsersFileException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void theCommandAddsChangesAndRemovesUsersOfAPrivateFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("users");

        String first = run(file, "add", "anna", "--role", "operator", "--generate");
        String other = run(file, "add", "bert", "--role", "viewer", "--generate");
        String second = run(file, "add", "anna", "--role", "admin", "--generate");

        assertThat(UsersFile.read(file))
                .extracting(LocalUser::toString)
                .containsExactly("bert (viewer)", "anna (admin)");
        LocalUser anna = UsersFile.read(file).getLast();
        assertThat(PasswordHashes.passwordEncoder().matches(password(second), anna.hash()))
                .isTrue();
        assertThat(PasswordHashes.passwordEncoder().matches(password(first), anna.hash()))
                .isFalse();
        assertThat(password(other)).hasSizeGreaterThanOrEqualTo(20);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        run(file, "remove", "bert");
        assertThat(UsersFile.read(file)).extracting(LocalUser::name).containsExactly("anna");
    }

    @Test
    void theCommandRefusesWhatTheConsoleWouldRefuse(@TempDir Path directory) {
        Path file = directory.resolve("users");

        assertThatThrownBy(() -> run(file, "add", "an:na", "--role", "viewer", "--generate"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> run(file, "add", "anna", "--role", "boss", "--generate"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> run(file, "remove", "anna")).isInstanceOf(IllegalArgumentException.class);
        assertThat(file).doesNotExist();
    }

    private static String run(Path file, String... args) throws IOException {
        return UserCommand.run(java.util.stream.Stream.concat(
                        java.util.stream.Stream.of(file.toString()), java.util.stream.Stream.of(args))
                .toList());
    }

    private static String password(String answer) {
        return answer.substring(answer.lastIndexOf(' ') + 1);
    }
}

package io.cemfleet.a2a.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.token.AgentKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MakeKeysTest {
    private final Path root;

    MakeKeysTest(@TempDir Path root) {
        this.root = root;
    }

    @ParameterizedTest
    @EnumSource(names = "FLEET_CLI", mode = EnumSource.Mode.EXCLUDE)
    void everyAgentGetsAFolderWithItsOwnPrivateKeyAndAllPublicOnes(AgentName agent) throws IOException {
        make();

        Path folder = folder(agent);
        assertThat(names(folder, ".key")).containsExactly(agent.wire() + ".key");
        assertThat(names(folder, ".pub")).hasSize(11).doesNotContain("fleet_cli.pub");
        assertThatCode(() -> AgentKeys.read(folder, agent)).doesNotThrowAnyException();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(agent.wire() + ".key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void keysThatExistStay() throws IOException {
        // given
        make();
        String before = Files.readString(folder(AgentName.AUDIT).resolve("audit.key"));

        // when
        make();

        // then
        assertThat(folder(AgentName.AUDIT).resolve("audit.key")).hasContent(before);
    }

    @Test
    void aLostPublicKeyIsMadeFromThePrivateOneInEveryFolder() throws IOException {
        // given
        make();
        String before = Files.readString(folder(AgentName.AUDIT).resolve("audit.pub"));
        Files.delete(folder(AgentName.AUDIT).resolve("audit.pub"));
        Files.delete(folder(AgentName.IO_AGENT).resolve("audit.pub"));

        // when
        make();

        // then
        assertThat(folder(AgentName.AUDIT).resolve("audit.pub")).hasContent(before);
        assertThat(folder(AgentName.IO_AGENT).resolve("audit.pub")).hasContent(before);
    }

    @Test
    void aNewPrivateKeyReplacesThePublicOneEverywhere() throws IOException {
        // given
        make();
        String before = Files.readString(folder(AgentName.AUDIT).resolve("audit.pub"));
        Files.delete(folder(AgentName.AUDIT).resolve("audit.key"));

        // when
        make();

        // then
        String after = Files.readString(folder(AgentName.AUDIT).resolve("audit.pub"));
        assertThat(after).isNotEqualTo(before);
        assertThat(folder(AgentName.IO_AGENT).resolve("audit.pub")).hasContent(after);
    }

    @Test
    void aDirectoryThatCannotBeUsedIsNamed() throws IOException {
        Path file = Files.createFile(root.resolve("file"));

        assertThat(MakeKeys.run(List.of(file.toString()))).isEqualTo(1);
        assertThat(MakeKeys.run(List.of())).isEqualTo(2);
    }

    private void make() {
        assertThat(MakeKeys.run(List.of(root.toString()))).isZero();
    }

    private Path folder(AgentName agent) {
        return root.resolve(agent.wire().replace('_', '-'));
    }

    private static List<String> names(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ending))
                    .collect(Collectors.toList());
        }
    }
}

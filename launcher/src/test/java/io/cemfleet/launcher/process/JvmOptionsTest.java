package io.cemfleet.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmOptionsTest {
    @Test
    void aJvmBeginsFarBelowItsLargestHeapAndMapsItsCacheWithoutRelocation() throws Exception {
        // when
        String flags = flagsWith(JvmOptions.sized(256));
        // then
        assertThat(flags)
                .containsPattern("InitialHeapSize += 75497472 ")
                .containsPattern("MaxHeapSize += 268435456 ")
                .containsPattern("ArchiveRelocationMode += 0 ");
    }

    /** The flags of a JVM with these options, as it reports them. */
    private static String flagsWith(List<String> options) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(JavaCommand.java().toString()));
        command.addAll(options);
        command.addAll(List.of("-XX:+PrintFlagsFinal", "-version"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return printed;
    }
}

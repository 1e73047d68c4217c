package io.cemfleet.launcher.process;

import java.time.Duration;
import java.util.stream.Stream;

/** Processor time, as the system accounts it. */
public final class ProcessCpu {
    private ProcessCpu() {}

    /** Of a process and of all that it started and that still run; zero where the system does not report it. */
    public static Duration ofTree(ProcessHandle root) {
        return Stream.concat(Stream.of(root), root.descendants())
                .map(handle -> handle.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }
}

package io.cemfleet.launcher.process;

import java.util.List;

/**
 * Options of every JVM of the fleet. The heap begins small and grows with what is in use: a JVM that begins with its
 * largest heap touches all of it, and a quiet fleet would keep a gigabyte of garbage in memory.
 */
public final class JvmOptions {
    private static final int FIRST_HEAP_MB = 72;
    private static final int YOUNG_MB = 24;
    /** Room for the classes of a whole start; below it the JVM collects its heap to unload classes. */
    private static final int METASPACE_MB = 96;

    private JvmOptions() {}

    /** @param heapMb most heap, in MiB, at least 72 */
    public static List<String> sized(int heapMb) {
        return List.of(
                "-Xms" + FIRST_HEAP_MB + "m",
                "-Xmx" + heapMb + "m",
                "-XX:NewSize=" + YOUNG_MB + "m",
                "-XX:MetaspaceSize=" + METASPACE_MB + "m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:-UsePerfData",
                // A cache at its own address needs no relocation, so that its pages are shared by all processes.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0",
                "-Djava.awt.headless=true");
    }
}

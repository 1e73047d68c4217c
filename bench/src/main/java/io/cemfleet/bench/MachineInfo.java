package io.cemfleet.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.state.FleetFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** The machine and its load during the measures: a ratio is comparable only with its load average and fsync rate. */
final class MachineInfo {
    private static final long FSYNC_FOR_NANOS = 1_500_000_000L;
    private static final int PAGE = 8192;

    private final Path directory;

    MachineInfo(Path directory) {
        this.directory = directory;
    }

    String text() {
        return processors() + " processors, Java " + Runtime.version().feature() + ", " + System.getProperty("os.name")
                + " " + System.getProperty("os.arch");
    }

    void describe(ObjectNode to) {
        to.put("processors", processors())
                .put("java", Runtime.version().toString())
                .put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"))
                .put("architecture", System.getProperty("os.arch"));
    }

    /** The load average of the last minute, and the time of fsyncs. */
    void condition(ObjectNode to) {
        TimingSamples fsyncs = fsyncs();
        to.put(
                        "load_average",
                        rounded(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()))
                .put("fsyncs_per_second", Math.round(1000 / fsyncs.mean()))
                .put("fsync_p50_ms", rounded(fsyncs.percentile(50)));
    }

    static String described(JsonNode found) {
        return String.format(
                Locale.ROOT,
                "load average %.1f before, %.1f after; %d and %d fsyncs/s",
                found.path("before").path("load_average").asDouble(),
                found.path("after").path("load_average").asDouble(),
                found.path("before").path("fsyncs_per_second").asLong(),
                found.path("after").path("fsyncs_per_second").asLong());
    }

    /** The times of repeated fsyncs of an appended page by one thread, on the disk of the fleet's data, in ms. */
    TimingSamples fsyncs() {
        Path file = directory.resolve("fsync.probe");
        TimingSamples samples = new TimingSamples();
        try {
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                long begin = System.nanoTime();
                while (System.nanoTime() - begin < FSYNC_FOR_NANOS) {
                    long one = System.nanoTime();
                    channel.write(ByteBuffer.allocate(PAGE));
                    channel.force(false);
                    samples.add((System.nanoTime() - one) / 1e6);
                }
            }
            Files.deleteIfExists(file);
            return samples;
        } catch (IOException e) {
            throw new FleetFailure("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}

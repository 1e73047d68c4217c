package io.cemfleet.launcher.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A process just started.
 *
 * @param log the file with its output
 * @param logOffset where in that file the output of this start begins
 */
public record SpawnedProcess(OwnProcess process, Path log, long logOffset) {
    private static final int READ_LIMIT = 4_000_000;

    public boolean alive() {
        return process.handle().isAlive();
    }

    /** Its output since its start, up to a few megabytes. */
    public String output() {
        try (var channel = FileChannel.open(log)) {
            int size = (int) Math.min(READ_LIMIT, Math.max(0, channel.size() - logOffset));
            var bytes = ByteBuffer.allocate(size);
            channel.position(logOffset);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    /** The line of its output that most likely has the reason of its end. */
    public String lastWords() {
        return lastWords(output().lines().toList());
    }

    static String lastWords(List<String> lines) {
        for (String sign : List.of("Caused by:", "Description:", "ERROR", "Error", "FATAL", "Exception")) {
            for (int i = lines.size() - 1; i >= 0; i--) {
                if (lines.get(i).contains(sign)) {
                    return sign.equals("Description:") ? following(lines, i) : shortened(lines.get(i));
                }
            }
        }
        return lines.isEmpty() ? "it logged nothing" : shortened(lines.getLast());
    }

    private static String following(List<String> lines, int index) {
        return lines.stream()
                .skip(index + 1L)
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(SpawnedProcess::shortened)
                .orElse("it logged nothing");
    }

    /** The last cause in a structured line with a stack trace. */
    private static String shortened(String line) {
        int cause = line.lastIndexOf("Caused by:");
        String text = line.substring(Math.max(cause, 0)).split("\\\\n", 2)[0].strip();
        return text.length() <= 400 ? text : text.substring(0, 400) + "…";
    }
}

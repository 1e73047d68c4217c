package io.cemfleet.launcher.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A file of {@code KEY=value} lines that only its owner may read; missing values are generated once, existing ones
 * stay.
 */
final class EnvFile {
    private EnvFile() {}

    static Map<String, String> ensure(Path file, Map<String, Supplier<String>> wanted) {
        try {
            var present = Files.exists(file) ? read(file) : new LinkedHashMap<String, String>();
            var complete = new LinkedHashMap<>(present);
            wanted.forEach((key, generate) -> complete.computeIfAbsent(key, absent -> generate.get()));
            if (!complete.equals(present)) {
                PrivateFiles.write(file, text(complete));
            }
            return complete;
        } catch (IOException e) {
            throw new FleetFailure("cannot keep " + file + ": " + e.getMessage(), e);
        }
    }

    static Map<String, String> read(Path file) throws IOException {
        var values = new LinkedHashMap<String, String>();
        for (String line : Files.readAllLines(file)) {
            int equals = line.indexOf('=');
            if (equals < 1 || line.startsWith("#")) {
                continue;
            }
            String value = value(line.substring(equals + 1));
            if (!value.isEmpty()) {
                values.put(
                        line.substring(0, equals).replaceFirst("^export ", "").strip(), value);
            }
        }
        return values;
    }

    /** Reads a value like a shell: enclosing quotes are not part of it, and protect its content. */
    private static String value(String written) {
        String value = written.strip();
        boolean quoted = value.length() > 1 && value.charAt(0) == value.charAt(value.length() - 1);
        if (quoted && value.startsWith("'")) {
            return value.substring(1, value.length() - 1).replace("'\\''", "'");
        }
        return quoted && value.startsWith("\"")
                ? value.substring(1, value.length() - 1).replaceAll("\\\\([\"\\\\$`])", "$1")
                : value;
    }

    private static String text(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static String quoted(String value) {
        return value.matches("[A-Za-z0-9_.,:@%+=/~-]+") ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}

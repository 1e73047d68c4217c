package io.cemfleet.lab.fleet.home;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** A file of {@code KEY=value} lines for its owner alone; what is missing is generated once, what is there stays. */
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
            if (equals > 0 && !line.startsWith("#") && equals < line.length() - 1) {
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return values;
    }

    private static String text(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}

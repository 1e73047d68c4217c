package io.cemfleet.bench.kernel;

import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Recorded alarms of devices: {@code alarm.csv} with alarm, device, begin and end in seconds, and {@code topology.csv}
 * with the devices that are connected. A device stands where a link stands; connected devices share a node.
 */
final class RecordedAlarms {
    private RecordedAlarms() {}

    static boolean in(Path directory) {
        return Files.isReadable(directory.resolve("alarm.csv")) && Files.isReadable(directory.resolve("topology.csv"));
    }

    /** Raises and clears in the order of their times. */
    static List<AlertRecord> read(Path directory) throws IOException {
        Map<String, List<String>> connections = new TreeMap<>();
        for (String[] row : rows(directory.resolve("topology.csv"))) {
            int from = Integer.parseInt(row[0]);
            int to = Integer.parseInt(row[1]);
            String connection = Math.min(from, to) + "-" + Math.max(from, to);
            connections.computeIfAbsent(row[0], any -> new ArrayList<>()).add(connection);
        }
        List<AlertRecord> all = new ArrayList<>();
        int number = 0;
        for (String[] row : rows(directory.resolve("alarm.csv"))) {
            List<String> nodes = connections.getOrDefault(row[1], List.of());
            all.add(alert(++number, row, AlertKind.RAISE, row[2], nodes));
            all.add(alert(++number, row, AlertKind.CLEAR, row[3], nodes));
        }
        all.sort(Comparator.comparing(AlertRecord::receivedAt));
        return all;
    }

    private static AlertRecord alert(int number, String[] row, AlertKind kind, String second, List<String> nodes) {
        var place = new AlertLocation(
                "1", "device-" + row[1], null, List.of(), nodes, List.of(), List.of(), "recorded", null);
        return AlarmTraffic.alert(
                        "a" + number, "alarm-" + row[0] + "-device-" + row[1], 0, kind, Long.parseLong(second) * 1_000)
                .location(place)
                .build();
    }

    private static List<String[]> rows(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.skip(1).map(line -> line.split(",", -1)).toList();
        }
    }
}

package io.cemfleet.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the pipeline's own metrics say about its stages. */
final class StageTimes {
    private static final Pattern LINE =
            Pattern.compile("enhancement_stage_seconds_(count|sum)\\{.*\\bstage=\"([a-z]+)\".*}\\s+([0-9.Ee+-]+)");

    private StageTimes() {}

    record Spent(double count, double seconds) {
        double meanMs() {
            return 1000 * seconds / count;
        }

        Spent plus(Spent other) {
            return new Spent(count + other.count, seconds + other.seconds);
        }
    }

    /** By stage, all tenants and outcomes together. */
    static Map<String, Spent> read(String management) {
        return parse(new Loopback().text(management + "/actuator/prometheus"));
    }

    static Map<String, Spent> parse(String metrics) {
        Map<String, Spent> all = new TreeMap<>();
        metrics.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            double value = Double.parseDouble(line.group(3));
            Spent spent = line.group(1).equals("count") ? new Spent(value, 0) : new Spent(0, value);
            all.merge(line.group(2), spent, Spent::plus);
        });
        return all;
    }

    /** What was spent between two readings; stages that did nothing are left out. */
    static Map<String, Spent> since(Map<String, Spent> before, Map<String, Spent> now) {
        Map<String, Spent> spent = new TreeMap<>();
        now.forEach((stage, all) -> {
            Spent earlier = before.getOrDefault(stage, new Spent(0, 0));
            Spent since = new Spent(all.count() - earlier.count(), all.seconds() - earlier.seconds());
            if (since.count() > 0) {
                spent.put(stage, since);
            }
        });
        return spent;
    }
}

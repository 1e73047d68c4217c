package io.cemfleet.bench;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the pipeline's metrics of its stages. */
final class StageTimes {
    private static final Pattern LINE =
            Pattern.compile("enhancement_stage_seconds_(count|sum)\\{.*\\bstage=\"([a-z]+)\".*}\\s+([0-9.Ee+-]+)");

    private StageTimes() {}

    record StageTime(double count, double seconds) {
        double meanMs() {
            return 1000 * seconds / count;
        }

        StageTime plus(StageTime other) {
            return new StageTime(count + other.count, seconds + other.seconds);
        }
    }

    /** The totals by stage, over all tenants and outcomes. */
    static Map<String, StageTime> read(String management) {
        return parse(new LoopbackClient().text(management + "/actuator/prometheus"));
    }

    static Map<String, StageTime> parse(String metrics) {
        Map<String, StageTime> all = new TreeMap<>();
        metrics.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            double value = Double.parseDouble(line.group(3));
            StageTime spent = line.group(1).equals("count") ? new StageTime(value, 0) : new StageTime(0, value);
            all.merge(line.group(2), spent, StageTime::plus);
        });
        return all;
    }

    /** The differences between two readings, without idle stages. */
    static Map<String, StageTime> since(Map<String, StageTime> before, Map<String, StageTime> now) {
        Map<String, StageTime> spent = new TreeMap<>();
        now.forEach((stage, all) -> {
            StageTime earlier = before.getOrDefault(stage, new StageTime(0, 0));
            StageTime since = new StageTime(all.count() - earlier.count(), all.seconds() - earlier.seconds());
            if (since.count() > 0) {
                spent.put(stage, since);
            }
        });
        return spent;
    }
}

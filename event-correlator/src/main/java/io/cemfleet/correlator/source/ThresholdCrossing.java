package io.cemfleet.correlator.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.cemfleet.correlator.alert.AlertMetric;
import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.correlator.alert.MetricReading;
import io.cemfleet.runtime.input.SafeText;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads figures from a description, such as {@code Delay threshold crossed on Gi0/0/0/0: 262.4 ms > 20.0 ms}. */
public final class ThresholdCrossing {
    /** No link has a longer delay: a number with more digits is not a figure. */
    private static final int DIGITS = 15;

    private static final Pattern CROSSING =
            Pattern.compile("(?i)\\b(delay|latency|jitter|loss|utili[sz]ation|congestion)\\b"
                    + ".*?([0-9]+(?:\\.[0-9]+)?)\\s*(?:ms|%)?\\s*>\\s*([0-9]+(?:\\.[0-9]+)?)");

    /** Matched in a type or a name, where words are run together. */
    private static final List<String> WORDS =
            List.of("delay", "latency", "jitter", "loss", "utilisation", "utilization", "congestion");

    /** With one of these the link itself is at fault, even if one of the metrics is named too. */
    private static final List<String> FAULTS = List.of("lossof", "signal", "down");

    private ThresholdCrossing() {}

    /** The first crossing that the beginning of a text states; null if it states none. */
    public static @Nullable MetricReading in(String description) {
        if (description.indexOf('>') < 0) {
            return null;
        }
        Matcher match = CROSSING.matcher(SafeText.cut(description, FieldLimits.TEXT));
        if (!match.find() || match.group(2).length() > DIGITS || match.group(3).length() > DIGITS) {
            return null;
        }
        return new MetricReading(
                metric(match.group(1)), Double.valueOf(match.group(2)), Double.valueOf(match.group(3)));
    }

    /** The metric that an alarm's type or name mentions, without figures; null if it names none. */
    public static @Nullable MetricReading named(String type) {
        String name = SafeText.cut(type, FieldLimits.WORD)
                .toLowerCase(Locale.ROOT)
                .replace("_", "")
                .replace("-", "")
                .replace(" ", "");
        if (FAULTS.stream().anyMatch(name::contains)) {
            return null;
        }
        return WORDS.stream()
                .filter(name::contains)
                .findFirst()
                .map(word -> new MetricReading(metric(word), null, null))
                .orElse(null);
    }

    private static AlertMetric metric(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "jitter" -> AlertMetric.JITTER;
            case "loss" -> AlertMetric.LOSS;
            case "delay", "latency" -> AlertMetric.LATENCY;
            default -> AlertMetric.UTILISATION;
        };
    }
}

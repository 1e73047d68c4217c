package io.cemfleet.correlator.source;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.cemfleet.a2a.input.SafeText;
import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.correlator.alert.Metric;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures in a description, such as {@code Delay threshold crossed on Gi0/0/0/0: 262.4 ms > 20.0 ms}. */
final class ThresholdCrossing {
    /** No link delays for longer: more digits are no figure. */
    private static final int DIGITS = 15;

    private static final Pattern CROSSING = Pattern.compile(
            "(?i)\\b(delay|latency|jitter|loss)\\b.*?([0-9]+(?:\\.[0-9]+)?)\\s*(?:ms|%)?\\s*>\\s*([0-9]+(?:\\.[0-9]+)?)");

    private ThresholdCrossing() {}

    /** The first crossing that the beginning of a text tells; null when it tells none. */
    static SourceAlert.@Nullable Reading in(String description) {
        Matcher match = CROSSING.matcher(SafeText.cut(description, FieldLimits.TEXT));
        if (!match.find() || match.group(2).length() > DIGITS || match.group(3).length() > DIGITS) {
            return null;
        }
        Metric metric =
                switch (match.group(1).toLowerCase(Locale.ROOT)) {
                    case "jitter" -> Metric.JITTER;
                    case "loss" -> Metric.LOSS;
                    default -> Metric.LATENCY;
                };
        return new SourceAlert.Reading(metric, Double.valueOf(match.group(2)), Double.valueOf(match.group(3)));
    }
}

package io.cemfleet.notification.message;

import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes foreign text harmless: tickets, alarms and customers' names are untrusted. */
final class TextSanitizer {
    private static final int LONGEST = 500;

    private TextSanitizer() {}

    /** One line without control characters, of at most 500 characters. */
    static String line(Object value) {
        String text = words(value).replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST - 1) + "…" : text;
    }

    /** The same with everything escaped that Markdown or HTML would take for its own, mentions and links too. */
    static String markdown(Object value) {
        return line(value)
                .replaceAll("([\\\\`*_{}\\[\\]()<>#+!|~&@])", "\\\\$1")
                .replace("://", ":\\//");
    }

    /** A duration as readable text. */
    static String duration(long seconds) {
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }

    /** A list of names is listed, a list of objects is counted, any other value is shown. */
    private static String words(Object value) {
        if (!(value instanceof Collection<?> all)) {
            return String.valueOf(value);
        }
        boolean names = all.stream().noneMatch(Map.class::isInstance);
        return names ? all.stream().map(String::valueOf).collect(Collectors.joining(", ")) : String.valueOf(all.size());
    }
}

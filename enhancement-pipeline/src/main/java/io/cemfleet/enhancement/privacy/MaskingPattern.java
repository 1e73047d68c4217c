package io.cemfleet.enhancement.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One form of a value that is to be masked.
 *
 * @param pattern whose first group that is there is what is masked; matched in time linear to the text
 * @param hints one of these, in lower case, is in every text that holds one; none: any text may hold one
 * @param accept whether what the pattern found is one after all
 */
record MaskingPattern(Pattern pattern, List<String> hints, MatchFilter accept) {
    private static final int SHORTEST = 6;

    /** Checks a match and the text around it. */
    @FunctionalInterface
    interface MatchFilter {
        boolean test(String text, int start, int end);
    }

    static MaskingPattern of(String pattern, MatchFilter accept, String... hints) {
        return new MaskingPattern(Pattern.compile(pattern), List.of(hints), accept);
    }

    /** The text with everything of this shape replaced. */
    String replaced(String text, Function<String, String> replacement) {
        if (!mayBeIn(text)) {
            return text;
        }
        Matcher matcher = pattern.matcher(text);
        StringBuilder kept = new StringBuilder();
        int copied = 0;
        int from = 0;
        while (from <= text.length() && matcher.find(from)) {
            int group = group(matcher);
            int start = matcher.start(group);
            int end = accepted(text, start, matcher.end(group));
            if (end > start) {
                kept.append(text, copied, start).append(replacement.apply(text.substring(start, end)));
                copied = end;
            }
            from = Math.max(end, start + 1);
        }
        return copied == 0 ? text : kept.append(text, copied, text.length()).toString();
    }

    private boolean mayBeIn(String text) {
        if (hints.isEmpty()) {
            return true;
        }
        String lower = text.toLowerCase(Locale.ROOT);
        return hints.stream().anyMatch(lower::contains);
    }

    private static int group(Matcher matcher) {
        int group = 1;
        while (group < matcher.groupCount() && matcher.start(group) < 0) {
            group++;
        }
        return matcher.start(group) < 0 ? 0 : group;
    }

    /**
     * The match may include text after the number: it is cut back group by group.
     *
     * @return its end; start: it is none
     */
    private int accepted(String text, int start, int end) {
        int at = end;
        while (!accept.test(text, start, at)) {
            do {
                at--;
            } while (at > start && Character.isLetterOrDigit(text.charAt(at)));
            while (at > start && !Character.isLetterOrDigit(text.charAt(at - 1))) {
                at--;
            }
            if (at - start < SHORTEST) {
                return start;
            }
        }
        return at;
    }
}

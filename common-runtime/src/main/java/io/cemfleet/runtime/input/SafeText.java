package io.cemfleet.runtime.input;

import org.jspecify.annotations.Nullable;

/**
 * Checks and cleans text, so that every store of the fleet accepts it. Refused are control characters (Unicode category
 * Cc) other than tab, line feed and carriage return, and surrogates without their partner: Postgres, UTF-8 and
 * terminals do not accept them.
 */
public final class SafeText {
    private static final char REPLACEMENT = '\uFFFD';

    private SafeText() {}

    /** The fault of the text, as the message of a field; null when there is none. */
    public static @Nullable String fault(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isControl(c)) {
                return "must not hold the control character U+%04X (at position %d)".formatted((int) c, i);
            }
            if (Character.isSurrogate(c) && !isPair(text, i)) {
                return "must not hold half of a surrogate pair (at position %d)".formatted(i);
            }
            if (Character.isHighSurrogate(c)) {
                i++;
            }
        }
        return null;
    }

    /** The text with U+FFFD in place of each character that {@link #fault} refuses. */
    public static String clean(String text) {
        if (fault(text) == null) {
            return text;
        }
        StringBuilder cleaned = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isPair(text, i)) {
                cleaned.append(c).append(text.charAt(++i));
            } else {
                cleaned.append(isControl(c) || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return cleaned.toString();
    }

    /**
     * The beginning of a text, never ending in half of a surrogate pair.
     *
     * @param limit how many UTF-16 units are kept at the most, 0 or more
     */
    public static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        boolean splits = limit > 0 && isPair(text, limit - 1);
        return text.substring(0, splits ? limit - 1 : limit);
    }

    private static boolean isControl(char c) {
        return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    }

    private static boolean isPair(CharSequence text, int high) {
        return Character.isHighSurrogate(text.charAt(high))
                && high + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(high + 1));
    }
}

package io.cemfleet.enhancement.synthesis;

import java.util.ArrayList;
import java.util.List;

/** Splits a line where a sentence ends: a stop, white space, then what a sentence begins with. */
final class SentenceSplitter {
    private static final String STOPS = ".!?";
    private static final String BEGINNINGS = "*_`(\"'";

    private SentenceSplitter() {}

    static List<String> of(String line) {
        List<String> sentences = new ArrayList<>();
        int from = 0;
        int at = 1;
        while (at < line.length()) {
            if (!Character.isWhitespace(line.charAt(at)) || STOPS.indexOf(line.charAt(at - 1)) < 0) {
                at++;
                continue;
            }
            int next = at;
            while (next < line.length() && Character.isWhitespace(line.charAt(next))) {
                next++;
            }
            if (next < line.length() && begins(line.codePointAt(next))) {
                sentences.add(line.substring(from, at));
                from = next;
            }
            at = next + 1;
        }
        sentences.add(line.substring(from));
        return sentences;
    }

    private static boolean begins(int character) {
        return Character.isUpperCase(character) || Character.isDigit(character) || BEGINNINGS.indexOf(character) >= 0;
    }
}

package io.cemfleet.enhancement.synthesis;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes a model's reasoning from its answer: elements such as {@code <think>}, channels other than {@code final}, and
 * sentences in which the model talks to itself. A tag that is never closed hides all that follows it, one that was
 * never opened all that precedes it.
 */
final class ReasoningFilter {
    private static final String TOPIC =
            "(?:\\w{1,20}:)?\\w{0,20}(?:think|thought|reason|reflect|scratch|monolog|analys|deliberat|chain_of|cot\\b|plan\\b)\\w{0,20}";
    private static final Pattern TAG = Pattern.compile("(?i)(?:<|&lt;|◁)\\s{0,3}(/?)\\s{0,3}" + TOPIC
            + "[^<>&\\n▷]{0,100}(?:>|&gt;|▷)?" + "|\\[\\s?(/?)\\s?(?:think|thinking|thought|reasoning)\\s?]");
    private static final Pattern TOKEN = Pattern.compile("<\\|[\\w ]{1,40}\\|?>");
    private static final Pattern CHANNEL = Pattern.compile("(?i)<\\|channel\\|?>|assistant\\s?final");
    private static final Pattern FINAL = Pattern.compile(
            "(?i)<\\|channel\\|?>\\s{0,3}final\\b[^<\\n]{0,40}(?:<\\|constrain\\|?>[^<\\n]{0,40})?(?:<\\|message\\|?>)?|assistant\\s?final");
    private static final Pattern SELF_TALK = Pattern.compile(
            "\\bI(?:['’](?:m|ll|d|ve)\\b|\\s+(?:am|was|will|would|should|shall|need|must|think|have|had|can|could|see"
                    + "|notice|know|want|understand|don['’]t|do|might|also|now|first|recall|guess|believe|found)\\b)"
                    + "|(?i:\\blet(?:['’]s| me| us)\\b|\\bwe (?:need to|should|must|are asked)\\b"
                    + "|\\bmy (?:instructions|rules|task|answer|prompt)\\b"
                    + "|\\bthe user (?:wants|asks|asked|is asking) (?:me|us|for)\\b"
                    + "|\\bthe (?:prompt|system message|instructions?) (?:is|are|was|says?|said|asks?|wants?|tells?)\\b"
                    + "|\\bas an (?:ai|assistant)\\b|^(?:okay|ok|alright|hmm+|wait)[,.…])");

    private ReasoningFilter() {}

    /** The answer alone; empty when the text holds none. */
    static String removed(String text) {
        return outsideOfTags(lastChannel(text));
    }

    /** Whether a sentence is one in which the model talks to itself or about its orders. */
    static boolean isSelfTalk(String sentence) {
        return SELF_TALK.matcher(sentence).find();
    }

    private static String lastChannel(String text) {
        String answer = text;
        if (CHANNEL.matcher(text).find()) {
            int end = -1;
            Matcher marker = FINAL.matcher(text);
            while (marker.find()) {
                end = marker.end();
            }
            answer = end < 0 ? "" : text.substring(end);
        }
        Matcher token = TOKEN.matcher(answer);
        return token.find() ? answer.substring(0, token.start()) : answer;
    }

    private static String outsideOfTags(String text) {
        List<String> kept = new ArrayList<>();
        int depth = 0;
        int from = 0;
        Matcher tag = TAG.matcher(text);
        while (tag.find()) {
            boolean closes = "/".equals(tag.group(1)) || "/".equals(tag.group(2));
            if (depth == 0 && closes) {
                kept.clear();
            } else if (depth == 0) {
                kept.add(text.substring(from, tag.start()));
            }
            depth = closes ? Math.max(0, depth - 1) : depth + 1;
            from = tag.end();
        }
        if (depth == 0) {
            kept.add(text.substring(from));
        }
        return String.join("\n", kept);
    }
}

package io.cemfleet.enhancement.servicedesk;

import io.cemfleet.enhancement.privacy.PlainText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * The block that a ticket gets. Service desks show HTML: all of the text is escaped, so that the only markup in
 * it are our line ends.
 */
final class NoteBlock {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String LINE_END = "<br>\n";
    private static final String RULE = "---";
    private static final String HEADING = "## Enhancement Recommendations";
    private static final String MARK = "Correlation ID: ";
    private static final int UUID_LENGTH = 36;

    private NoteBlock() {}

    /** The mark by which our blocks are recognised. */
    static String mark(UUID correlationId) {
        return MARK + correlationId;
    }

    static String html(String markdown, UUID correlationId, Instant generated) {
        return escaped(
                """
                %s
                %s

                %s

                Generated: %s UTC | %s"""
                        .formatted(RULE, HEADING, markdown.strip(), SECONDS.format(generated), mark(correlationId)));
    }

    /** Whether a text holds what looks like a block of ours. */
    static boolean isIn(String text) {
        return text.contains(HEADING);
    }

    /** A plain text without our blocks, from the rule above the heading to the correlation line. */
    static String without(String plain) {
        StringBuilder kept = new StringBuilder();
        int copied = 0;
        int heading = plain.indexOf(HEADING);
        while (heading >= 0) {
            int mark = plain.indexOf(MARK, heading);
            if (mark < 0) {
                break;
            }
            String above = plain.substring(copied, heading).stripTrailing();
            kept.append(above, 0, above.endsWith(RULE) ? above.length() - RULE.length() : above.length());
            copied = Math.min(plain.length(), mark + MARK.length() + UUID_LENGTH);
            heading = plain.indexOf(HEADING, copied);
        }
        return kept.append(plain, copied, plain.length()).toString();
    }

    /** The block below the original, which stays unchanged. */
    static String below(String original, String block) {
        return original.isBlank() ? block : original + LINE_END + LINE_END + block;
    }

    private static String escaped(String text) {
        return PlainText.visible(text)
                .lines()
                .map(line -> HtmlUtils.htmlEscape(line, "UTF-8"))
                .collect(Collectors.joining(LINE_END));
    }
}

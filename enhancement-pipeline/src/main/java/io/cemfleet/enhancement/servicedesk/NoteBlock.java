package io.cemfleet.enhancement.servicedesk;

import io.cemfleet.enhancement.privacy.PlainText;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/**
 * The block that a ticket gets. Service desks show HTML: whatever the text holds is escaped, so that the only markup in
 * it are our line ends.
 */
final class NoteBlock {
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final String LINE_END = "<br>\n";

    private NoteBlock() {}

    /** What our blocks are recognised by. */
    static String mark(UUID correlationId) {
        return "Correlation ID: " + correlationId;
    }

    static String html(String markdown, UUID correlationId, Instant generated) {
        return escaped(
                """
                ---
                ## Enhancement Recommendations

                %s

                Generated: %s UTC | %s"""
                        .formatted(markdown.strip(), SECONDS.format(generated), mark(correlationId)));
    }

    /** The block below the original, which stays as it was. */
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

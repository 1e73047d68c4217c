package io.cemfleet.enhancement.servicedesk;

import io.cemfleet.enhancement.privacy.PlainText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** The text of a ticket as its users wrote it, without the pipeline's own blocks. */
public final class TicketText {
    private TicketText() {}

    /** The text as received, or as plain text without our blocks where it contains some. */
    public static String withoutOurs(String html) {
        return NoteBlock.isIn(html) ? NoteBlock.without(PlainText.of(html)).strip() : html;
    }

    /**
     * A fingerprint of the text: equal for the same words and numbers, regardless of markup and our own blocks. Empty
     * for a text without any.
     */
    public static String fingerprint(String html) {
        StringBuilder words = new StringBuilder();
        boolean apart = false;
        String text = PlainText.of(withoutOurs(html)).toLowerCase(Locale.ROOT);
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (!Character.isLetterOrDigit(character) && !Character.isSurrogate(character)) {
                apart = true;
                continue;
            }
            if (apart && !words.isEmpty()) {
                words.append(' ');
            }
            apart = false;
            words.append(character);
        }
        return words.isEmpty() ? "" : sha256(words.toString());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}

package io.cemfleet.enhancement.privacy;

import com.google.re2j.Pattern;
import io.cemfleet.runtime.input.SafeText;
import java.text.Normalizer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** Text without markup and without invisible characters. */
public final class PlainText {
    private static final int MOST = 200_000;
    private static final Pattern UNSEEN_ELEMENT = Pattern.compile(
            "(?is)<script\\b[^>]*>.*?</script\\s*>|<style\\b[^>]*>.*?</style\\s*>|<head\\b[^>]*>.*?</head\\s*>");
    private static final Pattern LINE_END = Pattern.compile("(?i)<(?:br|/p|/div|/li|/tr|/h[1-6])\\b[^>]*>");
    private static final Pattern TAG = Pattern.compile("(?s)</?[a-zA-Z][^<>]*>|<!--.*?-->");

    private PlainText() {}

    /**
     * The text of an HTML fragment; other text is returned as it is, except for hidden characters. Of a fragment longer
     * than 200,000 characters only the beginning is read.
     */
    public static String of(@Nullable String html) {
        if (html == null) {
            return "";
        }
        String read = SafeText.cut(html, MOST);
        String text = read.indexOf('<') < 0 ? read : withoutTags(read);
        return visible(text.indexOf('&') < 0 ? text : HtmlUtils.htmlUnescape(text))
                .strip();
    }

    private static String withoutTags(String html) {
        String lines =
                LINE_END.matcher(UNSEEN_ELEMENT.matcher(html).replaceAll(" ")).replaceAll("\n");
        return TAG.matcher(lines).replaceAll("");
    }

    /** Compatibility forms made plain (Unicode NFKC); control, format and private characters gone. */
    public static String visible(String text) {
        if (text.chars().allMatch(PlainText::isPlain)) {
            return text;
        }
        StringBuilder seen = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(character -> {
            switch (Character.getType(character)) {
                case Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> {}
                case Character.CONTROL -> seen.append(character == '\n' || character == '\t' ? (char) character : ' ');
                default -> seen.appendCodePoint(character);
            }
        });
        return seen.toString();
    }

    /** Visible ASCII characters, which are their own compatibility form: nearly every text has no others. */
    private static boolean isPlain(int character) {
        return (character >= ' ' && character <= '~') || character == '\n' || character == '\t';
    }

    /** One line of at most so many characters, cut with an ellipsis. */
    public static String excerpt(@Nullable String html, int most) {
        String line = of(html).replaceAll("\\s+", " ");
        return line.length() <= most ? line : SafeText.cut(line, most - 1).stripTrailing() + "…";
    }
}

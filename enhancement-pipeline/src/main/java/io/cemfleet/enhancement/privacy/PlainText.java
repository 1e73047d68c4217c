package io.cemfleet.enhancement.privacy;

import java.text.Normalizer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** Text of people, without markup and without characters that hide something. */
public final class PlainText {
    private static final Pattern UNSEEN_ELEMENT =
            Pattern.compile("<(script|style|head)\\b[^>]*>.*?</\\1\\s*>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern LINE_END =
            Pattern.compile("<(?:br|/p|/div|/li|/tr|/h[1-6])\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>|<!--.*?-->", Pattern.DOTALL);
    private static final Pattern HIDDEN = Pattern.compile("[\\p{Cf}\\p{Co}\\p{Cs}&&[^\\n\\t]]");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\n\\t]]");

    private PlainText() {}

    /** The text of an HTML fragment; text that is none comes back as it is, but for hidden characters. */
    public static String of(@Nullable String html) {
        if (html == null) {
            return "";
        }
        String text = html.indexOf('<') < 0 ? html : withoutTags(html);
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
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return CONTROL.matcher(HIDDEN.matcher(plain).replaceAll("")).replaceAll(" ");
    }

    /** Characters of ASCII that are all seen, and are their own compatibility form: nearly every text has no other. */
    private static boolean isPlain(int character) {
        return (character >= ' ' && character <= '~') || character == '\n' || character == '\t';
    }

    /** One line of at most so many characters, cut with an ellipsis. */
    public static String excerpt(@Nullable String html, int most) {
        String line = of(html).replaceAll("\\s+", " ");
        return line.length() <= most ? line : line.substring(0, most - 1).stripTrailing() + "…";
    }
}

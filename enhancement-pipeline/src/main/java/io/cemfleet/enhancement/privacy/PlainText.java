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
        String lines =
                LINE_END.matcher(UNSEEN_ELEMENT.matcher(html).replaceAll(" ")).replaceAll("\n");
        String text = HtmlUtils.htmlUnescape(TAG.matcher(lines).replaceAll(""));
        return visible(text).strip();
    }

    /** Compatibility forms made plain (Unicode NFKC); control, format and private characters gone. */
    public static String visible(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        return CONTROL.matcher(HIDDEN.matcher(plain).replaceAll("")).replaceAll(" ");
    }

    /** One line of at most so many characters, cut with an ellipsis. */
    public static String excerpt(@Nullable String html, int most) {
        String line = of(html).replaceAll("\\s+", " ");
        return line.length() <= most ? line : line.substring(0, most - 1).stripTrailing() + "…";
    }
}

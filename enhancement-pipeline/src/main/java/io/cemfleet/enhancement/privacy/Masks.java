package io.cemfleet.enhancement.privacy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The masks of one text on its way out and back: the same value always wears the same mask, such as {@code [EMAIL_1]}.
 * Names of people are not recognised.
 */
public final class Masks {
    private static final Pattern MASK = Pattern.compile("\\[((?:KEY|SECRET|EMAIL|IBAN|CARD|PHONE)_\\d+)]");

    private final Map<String, String> maskByValue = new LinkedHashMap<>();
    private final Map<String, String> valueByMask = new LinkedHashMap<>();

    /** The text without e-mail addresses, phone, card and account numbers, passwords and keys. */
    public String mask(String text) {
        // Written by the requester, it would be replaced by someone's data on the way back.
        String masked = MASK.matcher(PlainText.visible(text)).replaceAll("($1)");
        for (PersonalKind kind : PersonalKind.values()) {
            masked = kind.replaced(masked, found -> masked(kind, found));
        }
        return masked;
    }

    /** What came back, with the values in their places; passwords and keys stay out. */
    public String restore(String text) {
        return MASK.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(valueByMask.getOrDefault(found.group(), found.group())));
    }

    private String masked(PersonalKind kind, MatchResult found) {
        for (int group = 1; group <= found.groupCount(); group++) {
            String value = found.group(group);
            if (value != null && kind.is(value)) {
                int from = found.start(group) - found.start();
                return found.group().substring(0, from)
                        + maskFor(kind, value)
                        + found.group().substring(from + value.length());
            }
        }
        return found.group();
    }

    private String maskFor(PersonalKind kind, String value) {
        return maskByValue.computeIfAbsent(value, unknown -> {
            String mask = "[" + kind + "_" + (maskByValue.size() + 1) + "]";
            valueByMask.put(mask, kind.comesBack() ? value : "[removed]");
            return mask;
        });
    }
}

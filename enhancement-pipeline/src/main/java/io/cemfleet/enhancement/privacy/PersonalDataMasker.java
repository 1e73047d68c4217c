package io.cemfleet.enhancement.privacy;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Masks the personal data of one ticket and its context before they go to a model, and restores it in the answer: the
 * same value always has the same mask, such as {@code [EMAIL_1]}. Only values of the ticket itself are restored: values
 * of another ticket or an article stay masked, whichever mask a model writes. Names of people are not recognised.
 */
public final class PersonalDataMasker {
    private static final String REMOVED = "[removed]";
    private static final Pattern MASK = Pattern.compile("\\[((?:"
            + Arrays.stream(PersonalDataKind.values()).map(Enum::name).collect(Collectors.joining("|")) + ")_\\d+)]");

    private final Map<String, String> maskByValue = new LinkedHashMap<>();
    private final Map<String, String> valueByMask = new LinkedHashMap<>();
    private final Set<String> own = new HashSet<>();

    /** The ticket's text without personal data and secrets. Its values can be restored, except secrets. */
    public String maskOwn(String text) {
        String masked = mask(text);
        Matcher mask = MASK.matcher(masked);
        while (mask.find()) {
            own.add(mask.group());
        }
        return masked;
    }

    /** Another text without personal data and secrets. Values that the ticket does not contain are never restored. */
    public String mask(String text) {
        // A mask in a foreign text would be replaced by personal data when the answer is restored.
        String masked = MASK.matcher(PlainText.visible(text)).replaceAll("($1)");
        for (PersonalDataKind kind : PersonalDataKind.values()) {
            masked = kind.replaced(masked, value -> maskFor(kind, value));
        }
        return masked;
    }

    /** The answer with the ticket's own values in place of their masks; every other mask becomes {@code [removed]}. */
    public String restore(String text) {
        StringBuilder restored = new StringBuilder();
        int copied = 0;
        Matcher mask = MASK.matcher(text);
        while (mask.find()) {
            restored.append(text, copied, mask.start())
                    .append(own.contains(mask.group()) ? valueByMask.get(mask.group()) : REMOVED);
            copied = mask.end();
        }
        return restored.append(text, copied, text.length()).toString();
    }

    /** Another text as a note may show it: without personal data that the ticket does not hold. */
    public String shown(String text) {
        return restore(mask(text));
    }

    private String maskFor(PersonalDataKind kind, String value) {
        return maskByValue.computeIfAbsent(value, unknown -> {
            String mask = "[" + kind + "_" + (maskByValue.size() + 1) + "]";
            valueByMask.put(mask, kind.comesBack() ? value : REMOVED);
            return mask;
        });
    }
}

package io.cemfleet.enhancement.privacy;

import java.util.List;
import java.util.function.Function;

/**
 * The kinds of data that are masked, in the order in which they are searched. They err on the side of masking too much,
 * since masked values of a ticket are restored.
 */
enum PersonalDataKind {
    KEY(List.of(MaskingPattern.of(
            "(?s)(-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----.*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----|\\z))",
            (text, start, end) -> true,
            "-----begin"))),
    SECRET(DeviceSecretPatterns.SHAPES),
    EMAIL(List.of(MaskingPattern.of(
            "(?:^|[^\\pL\\pN._%+'-])([\\pL\\pN._%+'-]+(?:@|%40|\\s?[(\\[]at[)\\]]\\s?)[\\pL\\pN-]+(?:\\.[\\pL\\pN-]+)+)",
            (text, start, end) -> true, "@", "%40", "at)", "at]"))),
    IBAN(List.of(MaskingPattern.of(
            "(?:^|[^A-Za-z0-9])([A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)",
            (text, start, end) -> (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))
                    && CheckDigits.iban(text.substring(start, end))))),
    ICCID(SubscriberNumberPatterns.SIM_CARDS),
    IMEI(SubscriberNumberPatterns.HANDSETS),
    CARD(SubscriberNumberPatterns.CARDS),
    IMSI(SubscriberNumberPatterns.SUBSCRIBERS),
    PHONE(SubscriberNumberPatterns.PHONES);

    private final List<MaskingPattern> shapes;

    PersonalDataKind(List<MaskingPattern> shapes) {
        this.shapes = shapes;
    }

    /** The text with everything of this kind replaced. */
    String replaced(String text, Function<String, String> replacement) {
        String replaced = text;
        for (MaskingPattern shape : shapes) {
            replaced = shape.replaced(replaced, replacement);
        }
        return replaced;
    }

    /** Whether values are restored. A secret never is: no note has to repeat it. */
    boolean comesBack() {
        return this != KEY && this != SECRET;
    }
}

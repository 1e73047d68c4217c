package io.cemfleet.enhancement.privacy;

import java.math.BigInteger;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is masked, in the order in which it is looked for. The first group of a pattern is what is replaced; it errs on
 * the side of masking too much, since what is masked comes back.
 */
enum PersonalKind {
    KEY(
            Spot.ANYWHERE,
            "(-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z))",
            text -> true,
            "-----BEGIN"),
    SECRET(
            Spot.words("pa", "pw", "ke", "se", "ap", "to", "be"),
            "(?i)\\b(?:password|passwd|passphrase|pwd|passwort|kennwort|secret|api[ _-]?key|token)\\b"
                    + "(?:\\s*[:=]\\s*[\"']?([^\\s\"'\\[]{3,})"
                    + "|(?:\\s+(?:is|was|ist|lautet))?\\s+[\"']?((?=\\S*[\\d!@#$%^&*_+=/-])[^\\s\"'\\[]{4,}))"
                    + "|\\bbearer\\s+([\\w.~+/=-]{8,})",
            text -> true),
    EMAIL(
            Spot.ANYWHERE,
            "([\\p{L}\\p{N}._%+'-]{1,64}(?:@|%40|\\s?[(\\[]at[)\\]]\\s?)[\\p{L}\\p{N}-]{1,63}"
                    + "(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8})",
            text -> true,
            "@",
            "%40",
            "at)",
            "at]"),
    IBAN(
            Spot.countries(),
            "(?<![A-Za-z0-9])([A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?)(?![A-Za-z0-9])",
            PersonalKind::iban),
    CARD(Spot.digits(), "(?<!\\d)(\\d(?:[ -]?\\d){12,18})(?!\\d)", PersonalKind::luhn),
    PHONE(
            Spot.words("te", "ph", "mo", "ce", "ca", "fa", "ha", "ri", "re").or(Spot.numbers("+(")),
            "(?i)(?:tel|phone|mobile|cell|call|fax|telefon|handy|mobil|ring|reach)\\w*\\.?(?: (?:me|us|him|her|them|is|at|on|no\\.?|number)){0,3}"
                    + "[ :#.]{0,3}([+(\\d][\\d ()./-]{4,18}\\d)(?![\\w:]|\\.\\d)"
                    + "|(?<![\\w.:/#-])((?:\\+|00)[\\d(][\\d ()./-]{5,20}\\d)(?!\\w)"
                    + "|(?<![\\w.:/#-])((?:1[ .-])?\\(?\\d{3}\\)?[ .-]?\\d{3}[ .-]\\d{4})(?![\\w.:/]*\\d)"
                    + "|(?<![\\w.:/#-])(\\(?0\\d{1,5}\\)?[ /.-]{0,2}\\d[\\d /.-]{3,12}\\d)(?![\\w:/]|\\.\\d)"
                    + "|(?<![\\w.:/#-])(\\d{2,5}(?:[ .-]\\d{2,5}){1,5})(?![\\w:/]|[.-]\\d)"
                    + "|(?<![\\w.:/#-])(\\d{9,15})(?!\\w|[.:/]\\d)",
            PersonalKind::phone);

    private static final Pattern IPV4 = Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}");
    private static final Pattern DATE =
            Pattern.compile("\\d{4}[./-]\\d{2}[./-]\\d{2}.*|\\d{2}[./-]\\d{2}[./-]\\d{4}.*");
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private final Spot spot;
    private final Pattern pattern;
    private final Predicate<String> check;
    private final List<String> marks;

    /** @param marks one of these is in every text that holds one; none: any text may hold one */
    PersonalKind(Spot spot, String pattern, Predicate<String> check, String... marks) {
        this.spot = spot;
        this.pattern = Pattern.compile(pattern, Pattern.DOTALL);
        this.check = check;
        this.marks = List.of(marks);
    }

    /** The text with everything of this kind replaced. */
    String replaced(String text, Function<MatchResult, String> replacement) {
        if (!marks.isEmpty() && marks.stream().noneMatch(text::contains)) {
            return text;
        }
        Matcher matcher = pattern.matcher(text).useTransparentBounds(true).useAnchoringBounds(false);
        StringBuilder kept = new StringBuilder();
        int copied = 0;
        int at = 0;
        while (at < text.length()) {
            if (!spot.may(text, at) || !matcher.region(at, text.length()).lookingAt()) {
                at++;
                continue;
            }
            kept.append(text, copied, at).append(replacement.apply(matcher));
            copied = matcher.end();
            at = copied;
        }
        return copied == 0 ? text : kept.append(text, copied, text.length()).toString();
    }

    Pattern pattern() {
        return pattern;
    }

    boolean is(String text) {
        return check.test(text);
    }

    /** A secret never comes back: no note has to repeat it. */
    boolean comesBack() {
        return this != KEY && this != SECRET;
    }

    private static boolean phone(String text) {
        int digits = digits(text).length();
        return digits >= 6
                && digits <= 17
                && !IPV4.matcher(text.strip()).matches()
                && !DATE.matcher(text).matches()
                && (digits >= 9
                        || !text.matches("[\\d. -]*")
                        || text.startsWith("0")
                        || text.matches("\\d{3}[ .-]\\d{4}"));
    }

    /** ISO/IEC 7812: the sum of the digits, every second one doubled, ends in 0. */
    private static boolean luhn(String text) {
        String digits = digits(text);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int value = i % 2 == 0 ? digit : digit * 2;
            sum += value > 9 ? value - 9 : value;
        }
        return sum % 10 == 0;
    }

    /** ISO 13616: country and check digits moved to the end, letters as 10 to 35, remainder 1 by 97. */
    private static boolean iban(String text) {
        String compact = text.replace(" ", "");
        StringBuilder number = new StringBuilder();
        (compact.substring(4) + compact.substring(0, 4))
                .chars()
                .forEach(c -> number.append(Character.getNumericValue(c)));
        return compact.length() >= 15
                && new BigInteger(number.toString()).mod(NINETY_SEVEN).intValue() == 1;
    }

    private static String digits(String text) {
        return text.replaceAll("\\D", "");
    }
}

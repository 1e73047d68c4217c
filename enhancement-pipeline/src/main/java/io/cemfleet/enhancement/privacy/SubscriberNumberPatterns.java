package io.cemfleet.enhancement.privacy;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Patterns of subscriber, phone and SIM card numbers. */
final class SubscriberNumberPatterns {
    /** Not within a word, an address, a path or another number. */
    private static final String APART = "(?:^|[^\\w.:/#-])";

    private static final String NAMED =
            "(?i)\\b(?:tel|phone|mobile|cell|call|fax|telefon|handy|mobil|ring|reach|msisdn|sms)\\w{0,12}\\.?"
                    + "(?: (?:me|us|him|her|them|is|at|on|no\\.?|number)){0,3}[ :#.=]{0,3}";
    /** Words beside a number that counts, orders or names something else. */
    private static final Set<String> COUNTED = Set.of(
            "packets",
            "packet",
            "pkts",
            "bytes",
            "byte",
            "octets",
            "bits",
            "errors",
            "error",
            "drops",
            "dropped",
            "discards",
            "frames",
            "counter",
            "count",
            "counts",
            "uptime",
            "timestamp",
            "epoch",
            "ts",
            "time",
            "ticket",
            "request",
            "case",
            "incident",
            "id",
            "job",
            "serial",
            "sn",
            "vlan",
            "as",
            "asn",
            "path",
            "as-path",
            "sequence",
            "seq",
            "pid",
            "port",
            "version",
            "build",
            "release",
            "order",
            "offset",
            "size",
            "total",
            "speed",
            "bandwidth",
            "rate",
            "mtu",
            "pps",
            "bps",
            "kbps",
            "mbps",
            "gbps",
            "ms",
            "us",
            "ns",
            "sec",
            "seconds",
            "kb",
            "mb",
            "gb",
            "input",
            "output",
            "crc",
            "hits",
            "times",
            "flows",
            "sessions",
            "rx",
            "tx",
            "label",
            "labels",
            "sid",
            "sids",
            "range",
            "chassis",
            "part");

    private static final Pattern IPV4 = Pattern.compile("(?:\\d{1,3}\\.){3}\\d{1,3}");
    private static final Pattern DATE =
            Pattern.compile("\\d{4}[./-]\\d{2}[./-]\\d{2}.*|\\d{2}[./-]\\d{2}[./-]\\d{4}.*");
    private static final Pattern MAC = Pattern.compile("\\d{4}\\.\\d{4}\\.\\d{4}");

    static final List<MaskingPattern> CARDS = List.of(MaskingPattern.of(
            "(?:^|[^\\d])(\\d(?:[ -]?\\d){12,18})",
            (text, start, end) -> ends(text, end)
                    && isCard(CheckDigits.digits(text.substring(start, end)))
                    && !isCounted(text, start, end)));

    /** ICCID: 89, up to 22 digits, the last a check digit. */
    static final List<MaskingPattern> SIM_CARDS = List.of(
            MaskingPattern.of(
                    "(?:^|[^\\d])(89(?:[ -]?\\d){15,20})",
                    (text, start, end) ->
                            ends(text, end) && CheckDigits.luhn(CheckDigits.digits(text.substring(start, end)))),
            MaskingPattern.of(
                    "(?i)\\biccid\\b\\W{0,3}(?:is )?(\\d(?:[ -]?\\d){17,21})",
                    (text, start, end) -> ends(text, end),
                    "iccid"));

    /** IMEI: type 8, serial 6, check digit; the software version in its place has none. */
    static final List<MaskingPattern> HANDSETS = List.of(
            MaskingPattern.of(
                    "(?:^|[^\\w.:/#-])(\\d{2}[ /-]?\\d{6}[ /-]?\\d{6}[ /-]?\\d)",
                    (text, start, end) -> ends(text, end)
                            && CheckDigits.digits(text.substring(start, end)).length() == 15
                            && CheckDigits.luhn(CheckDigits.digits(text.substring(start, end)))
                            && !isCounted(text, start, end)),
            MaskingPattern.of(
                    "(?i)\\bimei(?:sv)?\\b\\W{0,3}(?:is )?(\\d(?:[ /-]?\\d){13,15})",
                    (text, start, end) -> ends(text, end),
                    "imei"));

    /** IMSI: country 200 to 799, network, subscriber; no check digit. */
    static final List<MaskingPattern> SUBSCRIBERS = List.of(
            MaskingPattern.of(
                    APART + "([2-7]\\d{2}[ -]?\\d{2,3}[ -]?\\d{9,10})",
                    (text, start, end) -> ends(text, end)
                            && CheckDigits.digits(text.substring(start, end)).length() == 15
                            && !isCounted(text, start, end)),
            MaskingPattern.of(
                    "(?i)\\b(?:imsi|supi)\\b\\W{0,3}(?:is )?(\\d(?:[ -]?\\d){13,14})",
                    (text, start, end) -> ends(text, end),
                    "imsi",
                    "supi"));

    static final List<MaskingPattern> PHONES = List.of(
            MaskingPattern.of(
                    NAMED + "([+(\\d][\\d ()./-]{4,20}\\d)",
                    (text, start, end) -> edge(text, end) && isPhone(text.substring(start, end)),
                    "tel",
                    "phone",
                    "mobil",
                    "cell",
                    "call",
                    "fax",
                    "handy",
                    "ring",
                    "reach",
                    "msisdn",
                    "sms"),
            MaskingPattern.of(
                    "(?:^|[^\\w+])(\\+[\\d(][\\d ()./-]{5,22}\\d)",
                    (text, start, end) -> edge(text, end) && isPhone(text.substring(start, end)),
                    "+"),
            MaskingPattern.of(APART + "(00[\\d(][\\d ()./-]{5,20}\\d)", SubscriberNumberPatterns::isApart, "00"),
            MaskingPattern.of(
                    APART + "((?:1[ .-])?\\(?\\d{3}\\)?[ .-]?\\d{3}[ .-]\\d{4})", SubscriberNumberPatterns::isApart),
            MaskingPattern.of(
                    APART + "(\\(?0\\d{1,5}\\)?[ /.-]{0,2}\\d[\\d /.-]{3,12}\\d)",
                    SubscriberNumberPatterns::isApart,
                    "0"),
            MaskingPattern.of(
                    APART + "(\\d{2,5}(?:[ .-]\\d{2,5}){1,5})",
                    (text, start, end) -> isApart(text, start, end) && !isListed(text, start, end)),
            MaskingPattern.of(APART + "(\\d{9,15})", SubscriberNumberPatterns::isApart));

    private SubscriberNumberPatterns() {}

    private static boolean ends(String text, int end) {
        return end == text.length() || !isDigit(text.charAt(end));
    }

    /** Whether the text after it does not extend it to a longer word, time or number. */
    private static boolean edge(String text, int end) {
        if (end == text.length()) {
            return true;
        }
        char next = text.charAt(end);
        boolean goesOn = end + 1 < text.length() && isDigit(text.charAt(end + 1));
        return !(isWord(next) || next == ':' || (".-/".indexOf(next) >= 0 && goesOn));
    }

    private static boolean isApart(String text, int start, int end) {
        return edge(text, end) && isPhone(text.substring(start, end)) && !isCounted(text, start, end);
    }

    /** A range such as 15000-15999, or one of more numbers in a row. */
    private static boolean isListed(String text, int start, int end) {
        boolean more = start > 1 && text.charAt(start - 1) == ' ' && isDigit(text.charAt(start - 2));
        String[] ends = text.substring(start, end).split("-", -1);
        return more
                || ends.length == 2
                        && ends[0].length() == ends[1].length()
                        && !ends[0].startsWith("0")
                        && ends[0].compareTo(ends[1]) < 0;
    }

    private static boolean isCard(String digits) {
        return "23456".indexOf(digits.charAt(0)) >= 0 && CheckDigits.luhn(digits);
    }

    private static boolean isPhone(String text) {
        String digits = CheckDigits.digits(text);
        return digits.length() >= 6
                && digits.length() <= 17
                && !IPV4.matcher(text).matches()
                && !DATE.matcher(text).matches()
                && !MAC.matcher(text).matches()
                && (digits.length() >= 9
                        || text.startsWith("0")
                        || text.chars().anyMatch(c -> "+()/".indexOf(c) >= 0)
                        || isLocal(text));
    }

    /** 555-0199 */
    private static boolean isLocal(String text) {
        return text.length() == 8
                && " .-".indexOf(text.charAt(3)) >= 0
                && CheckDigits.digits(text).length() == 7;
    }

    private static boolean isCounted(String text, int start, int end) {
        return COUNTED.contains(wordBefore(text, start)) || COUNTED.contains(wordAfter(text, end));
    }

    private static String wordBefore(String text, int start) {
        int end = start;
        for (int skipped = 0; skipped < 3 && end > 0 && " :=#(".indexOf(text.charAt(end - 1)) >= 0; skipped++) {
            end--;
        }
        int from = end;
        while (from > 0
                && end - from < 12
                && (Character.isLetter(text.charAt(from - 1)) || text.charAt(from - 1) == '-')) {
            from--;
        }
        String word = text.substring(from, end).toLowerCase(Locale.ROOT);
        return word.equals("number") && from < start ? wordBefore(text, from) : word;
    }

    private static String wordAfter(String text, int end) {
        int from = end < text.length() && text.charAt(end) == ' ' ? end + 1 : end;
        int to = from;
        while (to < text.length() && to - from < 12 && Character.isLetter(text.charAt(to))) {
            to++;
        }
        return text.substring(from, to).toLowerCase(Locale.ROOT);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return isDigit(c) || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }
}

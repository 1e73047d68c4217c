package io.cemfleet.enhancement.privacy;

/** Places where something may begin: asked first, since few places qualify and a pattern is dear to try. */
@FunctionalInterface
interface Spot {
    Spot ANYWHERE = (text, at) -> true;

    /** False only where nothing begins. */
    boolean may(String text, int at);

    /** Where a word may begin, upper or lower case. @param pairs the first two letters of each word, lower case */
    static Spot words(String... pairs) {
        boolean[] known = new boolean[26 * 26];
        for (String pair : pairs) {
            known[26 * (pair.charAt(0) - 'a') + pair.charAt(1) - 'a'] = true;
        }
        return (text, at) -> {
            int first = letter(text, at);
            int second = first < 0 || at + 1 == text.length() ? -1 : letter(text, at + 1);
            return second >= 0 && known[26 * first + second];
        };
    }

    /** Where a number may begin, as people write one: not within a word, an address or another number. */
    static Spot numbers(String signs) {
        return (text, at) -> (isDigit(text.charAt(at)) || signs.indexOf(text.charAt(at)) >= 0)
                && (at == 0 || !isWithin(text.charAt(at - 1)));
    }

    /** A digit after none. */
    static Spot digits() {
        return (text, at) -> isDigit(text.charAt(at)) && (at == 0 || !isDigit(text.charAt(at - 1)));
    }

    /** Two capitals before two digits, as an IBAN begins. */
    static Spot countries() {
        return (text, at) -> at + 4 <= text.length()
                && isCapital(text.charAt(at))
                && isCapital(text.charAt(at + 1))
                && isDigit(text.charAt(at + 2))
                && isDigit(text.charAt(at + 3));
    }

    default Spot or(Spot other) {
        return (text, at) -> may(text, at) || other.may(text, at);
    }

    private static int letter(String text, int at) {
        int letter = (text.charAt(at) | 0x20) - 'a';
        return letter < 26 ? letter : -1;
    }

    private static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    private static boolean isCapital(char character) {
        return character >= 'A' && character <= 'Z';
    }

    private static boolean isWithin(char before) {
        return isDigit(before)
                || isCapital(before)
                || (before >= 'a' && before <= 'z')
                || "_.:/#-".indexOf(before) >= 0;
    }
}

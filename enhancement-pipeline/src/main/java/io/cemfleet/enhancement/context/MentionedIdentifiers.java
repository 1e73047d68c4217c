package io.cemfleet.enhancement.context;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.cemfleet.enhancement.privacy.PlainText;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The identifiers that a text names.
 *
 * @param addresses IPv4 and IPv6, in their canonical form
 * @param networks in CIDR notation
 * @param hostnames in lower case, a full name also by its first label; any word may be one
 * @param names words as they are written, and phrases of words in capitals: ids of services, links and routers,
 *     customers
 */
record MentionedIdentifiers(List<String> addresses, List<String> networks, List<String> hostnames, List<String> names) {
    private static final int MOST = 500;
    private static final int LONGEST_PHRASE = 4;
    private static final Pattern IPV4 = Pattern.compile("(?:^|[^\\w.])(\\d{1,3}(?:\\.\\d{1,3}){3})(?:/(\\d{1,3}))?");
    private static final Pattern IPV6 = Pattern.compile("(?:^|[^\\w:.])((?:[0-9a-fA-F]{0,4}:){2,8}"
            + "(?:(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F]{1,4})?)(?:%\\w+)?(?:/(\\d{1,3}))?");
    private static final String LABEL = "[\\pL\\pN](?:[\\pL\\pN_-]*[\\pL\\pN])?";
    private static final Pattern ID = Pattern.compile("[\\d_-]");
    private static final Pattern NUMBER = Pattern.compile("[\\d.]+");
    private static final Pattern LEADING_ZERO = Pattern.compile("(?:^|\\.)0\\d");
    private static final Pattern WORD = Pattern.compile("(?:^|[^\\w.@-])(" + LABEL + "(?:\\." + LABEL + "){0,20})");

    /** A word with its position. */
    private record LocatedWord(String text, int start, int end) {}

    static MentionedIdentifiers in(String html) {
        String text = PlainText.of(html);
        Set<String> addresses = new LinkedHashSet<>();
        Set<String> networks = new LinkedHashSet<>();
        for (Pattern pattern : List.of(IPV4, IPV6)) {
            Matcher found = pattern.matcher(text);
            for (int from = 0; found.find(from); from = Math.max(found.end(1), found.start() + 1)) {
                if (ends(text, found.end())) {
                    address(found.group(1), found.group(2) == null ? "" : found.group(2), addresses, networks);
                }
            }
        }
        List<LocatedWord> words = words(text);
        return new MentionedIdentifiers(some(addresses), some(networks), some(hostnames(words)), some(names(words)));
    }

    /** Whether an address may end here: neither a word nor a number continues. */
    private static boolean ends(String text, int end) {
        if (end == text.length()) {
            return true;
        }
        char next = text.charAt(end);
        boolean digit = end + 1 < text.length() && Character.isDigit(text.charAt(end + 1));
        return !(Character.isLetterOrDigit(next) || next == '_' || (next == '.' && digit));
    }

    private static List<LocatedWord> words(String text) {
        List<LocatedWord> words = new ArrayList<>();
        Matcher found = WORD.matcher(text);
        for (int from = 0; found.find(from); from = found.end(1)) {
            words.add(new LocatedWord(found.group(1), found.start(1), found.end(1)));
        }
        return words;
    }

    private static void address(String literal, String prefix, Set<String> addresses, Set<String> networks) {
        literal(literal).ifPresent(address -> {
            if (prefix.isEmpty()) {
                addresses.add(address.getHostAddress());
            } else if (Integer.parseInt(prefix) <= address.getAddress().length * Byte.SIZE) {
                networks.add(address.getHostAddress() + "/" + prefix);
            }
        });
    }

    /** The colon that ends a clause is no part of an address. */
    private static Optional<InetAddress> literal(String found) {
        String literal = found.endsWith(":") && !found.endsWith("::") ? found.substring(0, found.length() - 1) : found;
        if (literal.equals("::") || LEADING_ZERO.matcher(literal).find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Set<String> hostnames(List<LocatedWord> words) {
        Set<String> names = new LinkedHashSet<>();
        for (LocatedWord each : words) {
            String word = each.text().toLowerCase(Locale.ROOT);
            if (!NUMBER.matcher(word).matches()) {
                names.add(word);
                names.add(word.split("\\.", 2)[0]);
            }
        }
        return names;
    }

    private static Set<String> names(List<LocatedWord> words) {
        // Ids come first: when there are too many, a phrase is what may be left out.
        Set<String> ids = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        List<String> phrase = new ArrayList<>();
        int end = -2;
        for (LocatedWord each : words) {
            String word = each.text();
            if (ID.matcher(word).find()) {
                ids.add(word);
                ids.add(word.toLowerCase(Locale.ROOT));
            } else {
                others.add(word);
            }
            boolean capital = Character.isUpperCase(word.codePointAt(0));
            if (!capital || each.start() != end + 1) {
                phrase.clear();
            }
            if (capital) {
                phrase.add(word);
                if (phrase.size() > LONGEST_PHRASE) {
                    phrase.removeFirst();
                }
                for (int from = 0; from < phrase.size(); from++) {
                    others.add(String.join(" ", phrase.subList(from, phrase.size())));
                }
            } else {
                others.add(word.toLowerCase(Locale.ROOT));
            }
            end = each.end();
        }
        ids.addAll(others);
        return ids;
    }

    private static List<String> some(Set<String> all) {
        return all.stream().limit(MOST).toList();
    }
}

package io.cemfleet.enhancement.context;

import io.cemfleet.enhancement.privacy.PlainText;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text names.
 *
 * @param addresses IPv4 and IPv6, in their canonical form
 * @param networks in CIDR notation
 * @param hostnames in lower case, a full name also by its first label; any word may be one
 * @param names words as they are written, and phrases of words in capitals: ids of services, links and routers, customers
 */
record Mentions(List<String> addresses, List<String> networks, List<String> hostnames, List<String> names) {
    private static final int MOST = 500;
    private static final int LONGEST_PHRASE = 4;
    private static final Pattern IPV4 =
            Pattern.compile("(?<![\\w.])(\\d{1,3}(?:\\.\\d{1,3}){3})(?:/(\\d{1,2}))?(?!\\w|\\.\\d)");
    private static final Pattern IPV6 = Pattern.compile(
            "(?<![\\w:.])((?:[0-9a-fA-F]{0,4}:){2,8}(?:(?:\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F]{1,4})?)(?:%\\w+)?(?:/(\\d{1,3}))?(?!\\w|\\.\\d)");
    private static final String LABEL = "[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_-]*[\\p{L}\\p{N}])?";
    private static final Pattern ID = Pattern.compile("[\\d_-]");
    private static final Pattern NUMBER = Pattern.compile("[\\d.]+");
    // Bounded: the matcher recurses once for each label.
    private static final Pattern WORD = Pattern.compile("(?<![\\w.@-])" + LABEL + "(?:\\." + LABEL + "){0,20}");

    static Mentions in(String html) {
        String text = PlainText.of(html);
        Set<String> addresses = new LinkedHashSet<>();
        Set<String> networks = new LinkedHashSet<>();
        for (Pattern pattern : List.of(IPV4, IPV6)) {
            Matcher found = pattern.matcher(text);
            while (found.find()) {
                address(found.group(1), found.group(2) == null ? "" : found.group(2), addresses, networks);
            }
        }
        return new Mentions(some(addresses), some(networks), some(hostnames(text)), some(names(text)));
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
        if (literal.equals("::") || literal.matches("0\\d.*|.*\\.0\\d.*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(literal));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Set<String> hostnames(String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String word = words.group().toLowerCase(Locale.ROOT);
            if (!NUMBER.matcher(word).matches()) {
                names.add(word);
                names.add(word.split("\\.", 2)[0]);
            }
        }
        return names;
    }

    private static Set<String> names(String text) {
        // Ids come first: when there are too many, a phrase is what may be left out.
        Set<String> ids = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        List<String> phrase = new java.util.ArrayList<>();
        int end = -2;
        Matcher words = WORD.matcher(text);
        while (words.find()) {
            String word = words.group();
            if (ID.matcher(word).find()) {
                ids.add(word);
                ids.add(word.toLowerCase(Locale.ROOT));
            } else {
                others.add(word);
            }
            boolean capital = Character.isUpperCase(word.codePointAt(0));
            if (!capital || words.start() != end + 1) {
                phrase.clear();
            }
            if (capital) {
                phrase.add(word);
                for (int from = Math.max(0, phrase.size() - LONGEST_PHRASE); from < phrase.size(); from++) {
                    others.add(String.join(" ", phrase.subList(from, phrase.size())));
                }
            } else {
                others.add(word.toLowerCase(Locale.ROOT));
            }
            end = words.end();
        }
        ids.addAll(others);
        return ids;
    }

    private static List<String> some(Set<String> all) {
        return all.stream().limit(MOST).toList();
    }
}

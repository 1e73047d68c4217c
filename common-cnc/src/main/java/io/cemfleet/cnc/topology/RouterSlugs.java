package io.cemfleet.cnc.topology;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Hostnames as lower-case slugs: letters, digits and hyphens, unique in a network. */
final class RouterSlugs {

    private RouterSlugs() {}

    static String of(String hostname) {
        var decomposed = Normalizer.normalize(hostname, Normalizer.Form.NFD).toLowerCase(Locale.ROOT);
        var slug = new StringBuilder(decomposed.length());
        boolean gap = false;
        for (int i = 0; i < decomposed.length(); i++) {
            char c = decomposed.charAt(i);
            if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
                slug.append(gap && !slug.isEmpty() ? "-" : "").append(c);
                gap = false;
            } else {
                gap |= !isMark(decomposed.codePointAt(i));
            }
        }
        return slug.isEmpty() ? "node" : slug.toString();
    }

    /** A combining mark, such as an accent, belongs to the letter before it. */
    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /** Hostname to slug; equal ones are numbered from 2 in the order of the hostnames. */
    static Map<String, String> unique(Collection<String> hostnames) {
        var slugs = new TreeMap<String, String>();
        var taken = new HashSet<String>();
        for (var hostname : new TreeSet<>(hostnames)) {
            var slug = of(hostname);
            var free = slug;
            for (int n = 2; !taken.add(free); n++) {
                free = slug + "-" + n;
            }
            slugs.put(hostname, free);
        }
        return slugs;
    }
}

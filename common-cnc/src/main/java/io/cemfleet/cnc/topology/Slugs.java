package io.cemfleet.cnc.topology;

import java.text.Normalizer;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Hostnames as lower-case slugs: letters, digits and hyphens, unique in a network. */
final class Slugs {

    private Slugs() {}

    static String of(String hostname) {
        var plain = Normalizer.normalize(hostname, Normalizer.Form.NFD).replaceAll("\\p{M}+", "");
        var slug = plain.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return slug.isEmpty() ? "node" : slug;
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

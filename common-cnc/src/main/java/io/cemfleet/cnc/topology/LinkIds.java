package io.cemfleet.cnc.topology;

import java.math.BigInteger;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Undirected link ids: both slugs sorted by code point, joined by a hyphen; parallels numbered from 2 in the order of
 * the interface name at the first end, its numbers compared as numbers.
 */
final class LinkIds {

    private static final Pattern RUNS = Pattern.compile("(?<=\\d)(?=\\D)|(?<=\\D)(?=\\d)");

    /** Both ends in the order of their slugs, then of their interfaces: the same from either side. */
    record Cable(String a, String aInterface, String z, String zInterface) {

        static Cable between(LinkEnd one, LinkEnd other) {
            var order = Comparator.comparing(LinkEnd::node).thenComparing(LinkEnd::interfaceName);
            return order.compare(one, other) <= 0
                    ? new Cable(one.node(), one.interfaceName(), other.node(), other.interfaceName())
                    : new Cable(other.node(), other.interfaceName(), one.node(), one.interfaceName());
        }

        String base() {
            return a + "-" + z;
        }
    }

    private LinkIds() {}

    static Map<Cable, String> of(Collection<Cable> cables) {
        var sorted = new TreeSet<>(Comparator.comparing(Cable::a)
                .thenComparing(Cable::z)
                .thenComparing(Cable::aInterface, LinkIds::byNumbers)
                .thenComparing(Cable::zInterface, LinkIds::byNumbers));
        sorted.addAll(cables);
        var ids = new HashMap<Cable, String>();
        var taken = new HashSet<String>();
        for (var cable : sorted) {
            if (!taken.contains(cable.base())) {
                taken.add(cable.base());
                ids.put(cable, cable.base());
            }
        }
        for (var cable : sorted) {
            for (int n = 2; !ids.containsKey(cable); n++) {
                if (taken.add(cable.base() + "-" + n)) {
                    ids.put(cable, cable.base() + "-" + n);
                }
            }
        }
        return ids;
    }

    /** Runs of digits by their value, everything else by code point: 0/0/0/2 comes before 0/0/0/10. */
    static int byNumbers(String one, String other) {
        var ones = RUNS.split(one);
        var others = RUNS.split(other);
        for (int i = 0; i < Math.min(ones.length, others.length); i++) {
            var order = isNumber(ones[i]) && isNumber(others[i])
                    ? new BigInteger(ones[i]).compareTo(new BigInteger(others[i]))
                    : ones[i].compareTo(others[i]);
            if (order != 0) {
                return order;
            }
        }
        var order = Integer.compare(ones.length, others.length);
        return order != 0 ? order : one.compareTo(other);
    }

    private static boolean isNumber(String run) {
        return !run.isEmpty() && Character.isDigit(run.charAt(0));
    }
}

package io.cemfleet.cnc.topology;

import io.cemfleet.network.topology.LinkEnd;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Undirected link ids: both slugs sorted by code point, joined by a hyphen; parallels numbered from 2 in the order of
 * the interface name at the first end, its numbers compared as numbers.
 */
final class LinkIds {

    /** Both ends in the order of their slugs, then of their interfaces: the same from either side. */
    record CableEnds(String a, String aInterface, String z, String zInterface) {

        static CableEnds between(LinkEnd one, LinkEnd other) {
            var order = Comparator.comparing(LinkEnd::node).thenComparing(LinkEnd::interfaceName);
            return order.compare(one, other) <= 0
                    ? new CableEnds(one.node(), one.interfaceName(), other.node(), other.interfaceName())
                    : new CableEnds(other.node(), other.interfaceName(), one.node(), one.interfaceName());
        }

        String base() {
            return a + "-" + z;
        }
    }

    private LinkIds() {}

    static Map<CableEnds, String> of(Collection<CableEnds> cables) {
        var sorted = new TreeSet<>(Comparator.comparing(CableEnds::a)
                .thenComparing(CableEnds::z)
                .thenComparing(CableEnds::aInterface, LinkIds::byNumbers)
                .thenComparing(CableEnds::zInterface, LinkIds::byNumbers));
        sorted.addAll(cables);
        var ids = new HashMap<CableEnds, String>();
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
        var ones = runs(one);
        var others = runs(other);
        for (int i = 0; i < Math.min(ones.size(), others.size()); i++) {
            var order = compare(ones.get(i), others.get(i));
            if (order != 0) {
                return order;
            }
        }
        var order = Integer.compare(ones.size(), others.size());
        return order != 0 ? order : one.compareTo(other);
    }

    /** The text in pieces that alternate between digits and other characters. */
    private static List<String> runs(String text) {
        var runs = new ArrayList<String>();
        int from = 0;
        for (int i = 1; i <= text.length(); i++) {
            if (i == text.length() || isDigit(text.charAt(i)) != isDigit(text.charAt(i - 1))) {
                runs.add(text.substring(from, i));
                from = i;
            }
        }
        return runs;
    }

    /** Compares numbers without leading zeros as text: the longer one is larger. */
    private static int compare(String one, String other) {
        if (!isDigit(one.charAt(0)) || !isDigit(other.charAt(0))) {
            return one.compareTo(other);
        }
        var number = withoutZeros(one);
        var otherNumber = withoutZeros(other);
        var byLength = Integer.compare(number.length(), otherNumber.length());
        return byLength != 0 ? byLength : number.compareTo(otherNumber);
    }

    private static String withoutZeros(String digits) {
        int from = 0;
        while (from < digits.length() - 1 && digits.charAt(from) == '0') {
            from++;
        }
        return digits.substring(from);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

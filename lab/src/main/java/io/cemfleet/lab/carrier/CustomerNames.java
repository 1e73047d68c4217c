package io.cemfleet.lab.carrier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Invented companies. */
final class CustomerNames {

    private static final List<String> FIRST = List.of(
            "Nordwind",
            "Alpina",
            "Meridian",
            "Kestrel",
            "Solvane",
            "Brightwater",
            "Halden",
            "Corvina",
            "Ostara",
            "Ferrand",
            "Lumen",
            "Tarquin",
            "Vesper",
            "Aldgate",
            "Marisol",
            "Quayside",
            "Ironbridge",
            "Perlova",
            "Stellan",
            "Dunmore",
            "Castellan",
            "Windrose",
            "Arbora",
            "Helvetor");
    private static final List<String> SECOND = List.of(
            "Logistics",
            "Insurance",
            "Foods",
            "Bank",
            "Energy",
            "Hospitals",
            "Media",
            "Rail",
            "Pharma",
            "Motors",
            "Retail",
            "Shipping");

    private CustomerNames() {}

    /** Returns the requested number of different names, at most 288, in random order. */
    static List<String> names(int count, Random random) {
        List<String> all = new ArrayList<>();
        for (String first : FIRST) {
            for (String second : SECOND) {
                all.add(first + " " + second);
            }
        }
        Collections.shuffle(all, random);
        return all.subList(0, count);
    }
}

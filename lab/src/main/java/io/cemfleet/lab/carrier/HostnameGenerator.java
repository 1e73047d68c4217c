package io.cemfleet.lab.carrier;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Creates hostnames from labels: ASCII letters and digits, unique also in lower case. */
final class HostnameGenerator {

    private final Set<String> taken = new HashSet<>();

    String of(String label, String nodeId) {
        StringBuilder name = new StringBuilder();
        for (String word : Normalizer.normalize(label, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .split("[^A-Za-z0-9]+")) {
            if (!word.isEmpty()) {
                name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        if (name.isEmpty()) {
            name.append("Node").append(nodeId.replaceAll("[^A-Za-z0-9]", ""));
        }
        String unique = name.toString();
        for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
            unique = name + "x" + i;
        }
        return unique;
    }
}

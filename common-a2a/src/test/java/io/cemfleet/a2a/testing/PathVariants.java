package io.cemfleet.a2a.testing;

import java.util.List;
import java.util.Locale;

/** Other ways to write a path, which a guard and a router might read differently. */
final class PathVariants {
    private PathVariants() {}

    /** @param path of two segments or more, or of one, without a query */
    static List<String> of(String path) {
        String first = path.substring(1, 2);
        String rest = path.substring(2);
        int end = path.indexOf('/', 1) < 0 ? path.length() : path.indexOf('/', 1);
        String segment = path.substring(0, end);
        String after = path.substring(end);
        String hex = "%%%02x".formatted((int) first.charAt(0));
        return List.of(
                path,
                '/' + hex + rest,
                "/%25" + hex.substring(1) + rest,
                "/." + path,
                "/%2e" + path,
                "/x/.." + path,
                "/x/%2e%2e" + path,
                "/health/.." + path,
                "/.well-known/%2e%2e" + path,
                '/' + path,
                segment + '/' + after + '/',
                segment + ";x" + after,
                segment + ";/.." + segment + after,
                path + ";jsessionid=1",
                path.toUpperCase(Locale.ROOT),
                path + '/',
                segment + "%2f" + after.replaceFirst("^/", ""),
                segment + "%5c" + after.replaceFirst("^/", ""),
                "/%2f" + path.substring(1),
                path + "%00",
                path + "%ff",
                path + ".json",
                path + "?x=%00",
                path + "?x=%ff");
    }
}

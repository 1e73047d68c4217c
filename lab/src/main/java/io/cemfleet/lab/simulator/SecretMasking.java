package io.cemfleet.lab.simulator;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Masks credentials in recorded requests. */
final class SecretMasking {
    private static final String MASK = "***";
    private static final Set<String> HEADERS = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "authtoken",
            "technician_key",
            "x-sn-apikey",
            "x-webhook-secret",
            "x-api-key");
    private static final Pattern FORM_PASSWORD = Pattern.compile("(?<=^|&)(password|tgt)=[^&]*");

    private SecretMasking() {}

    static Map<String, String> headers(HttpServletRequest request) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            String value = String.join(", ", Collections.list(request.getHeaders(name)));
            headers.put(name, HEADERS.contains(name.toLowerCase(Locale.ROOT)) ? scheme(value) : value);
        }
        return headers;
    }

    static String formBody(String body) {
        return FORM_PASSWORD.matcher(body).replaceAll("$1=" + MASK);
    }

    /** Such as "Bearer ***", since the kind of the credential is useful. */
    private static String scheme(String value) {
        int space = value.indexOf(' ');
        return space > 0 ? value.substring(0, space + 1) + MASK : MASK;
    }
}

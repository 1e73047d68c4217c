package io.cemfleet.runtime.security;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.firewall.FirewalledRequest;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * Spring Security's strict firewall, extended by what it does not check: a path or query that is not UTF-8, and control
 * characters in parameters.
 */
public final class RequestFirewall extends StrictHttpFirewall {

    public RequestFirewall() {
        setAllowedParameterValues(value -> value == null || value.chars().noneMatch(RequestFirewall::control));
    }

    @Override
    public FirewalledRequest getFirewalledRequest(HttpServletRequest request) {
        check(request.getRequestURI());
        check(request.getQueryString());
        return super.getFirewalledRequest(request);
    }

    /** Tab and line breaks are what people type into a search. */
    private static boolean control(int c) {
        return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
    }

    private static void check(@Nullable String encoded) {
        if (encoded == null) {
            return;
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(encoded)))
                    .toString();
            if (text.chars().anyMatch(RequestFirewall::control)) {
                throw new RequestRejectedException("the path or the query holds a control character");
            }
        } catch (CharacterCodingException e) {
            throw new RequestRejectedException("the path or the query is not UTF-8");
        }
    }

    /** The octets that a percent-encoded text stands for. */
    private static byte[] bytes(String encoded) {
        byte[] octets = new byte[encoded.length()];
        int length = 0;
        for (int i = 0; i < encoded.length(); i++) {
            char c = encoded.charAt(i);
            if (c == '%') {
                octets[length++] = octet(encoded, i);
                i += 2;
            } else {
                octets[length++] = (byte) c;
            }
        }
        return Arrays.copyOf(octets, length);
    }

    private static byte octet(String encoded, int at) {
        try {
            return (byte) HexFormat.fromHexDigits(encoded, at + 1, at + 3);
        } catch (IndexOutOfBoundsException | NumberFormatException e) {
            throw new RequestRejectedException("the path or the query is not percent-encoded");
        }
    }
}

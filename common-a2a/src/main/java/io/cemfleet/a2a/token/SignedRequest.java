package io.cemfleet.a2a.token;

import com.nimbusds.jose.util.Base64URL;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Objects;

/**
 * The request for which a token is valid.
 *
 * @param method HTTP method in capitals
 * @param target raw path with its query as it is sent, RFC 9112's origin form: {@code /api/alerts?link_id=a%2Fb}
 * @param body empty for a request without one
 */
public record SignedRequest(String method, String target, byte[] body) {

    /** A request to an address; what the JDK's client sends as its target. */
    public static SignedRequest to(String method, URI address, byte[] body) {
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        String query = address.getRawQuery();
        return new SignedRequest(method, query == null ? path : path + '?' + query, body);
    }

    /** The task endpoint, where agents send everything to each other. */
    public static SignedRequest task(byte[] body) {
        return new SignedRequest("POST", "/a2a/tasks", body);
    }

    static String hash(String text) {
        return hash(text.getBytes(StandardCharsets.UTF_8));
    }

    static String hash(byte[] bytes) {
        try {
            return Base64URL.encode(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .toString();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedRequest that
                && method.equals(that.method)
                && target.equals(that.target)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return Objects.hash(method, target, Arrays.hashCode(body));
    }

    @Override
    public String toString() {
        return method + ' ' + target + " (" + body.length + " bytes)";
    }
}

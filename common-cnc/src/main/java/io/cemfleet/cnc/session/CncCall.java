package io.cemfleet.cnc.session;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;

/**
 * One call before it is sent.
 *
 * @param repeatable whether it may be sent again once it may have arrived
 * @param etag the entity tag that the caller's copy has, absent for none
 */
record CncCall(
        HttpMethod method,
        CncApi face,
        String path,
        @Nullable JsonNode body,
        boolean repeatable,
        @Nullable String etag) {

    CncCall(HttpMethod method, CncApi face, String path, @Nullable JsonNode body, boolean repeatable) {
        this(method, face, path, body, repeatable, null);
    }

    /** The call for logs and reasons, without query and host. */
    String name() {
        var query = path.indexOf('?');
        return method + " " + face.base() + (query < 0 ? path : path.substring(0, query));
    }

    /** The media type of its body: a YANG Patch (RFC 8072) has one of its own. */
    String mediaType() {
        return body != null && body.has("ietf-yang-patch:yang-patch")
                ? "application/yang-patch+json"
                : face.mediaType();
    }

    /** Whether the call only reads, so that an answer without content is a failure. */
    boolean isQuestion() {
        return method == HttpMethod.GET || method == HttpMethod.POST && repeatable;
    }

    boolean isOperation() {
        return method == HttpMethod.POST;
    }
}

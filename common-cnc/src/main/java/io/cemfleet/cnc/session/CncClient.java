package io.cemfleet.cnc.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import org.jspecify.annotations.Nullable;

/**
 * One call to the controller in the shared session. Paths start with a slash and are percent-encoded already
 * ({@link io.cemfleet.cnc.json.RestconfKey}). Reads and idempotent writes are repeated on connection failures, timeouts,
 * 429 and 503 within the deadline; other writes only where they cannot have reached the controller.
 */
public interface CncClient {

    CncResult<JsonNode> get(CncApi face, String path);

    /**
     * A GET whose answer is {@link CncAnswer#isUnchanged} and has no body where the resource still has this entity tag
     * (RFC 9110, If-None-Match). Of the controller's APIs only NSO sends tags.
     *
     * @param etag of an earlier answer; absent for a plain read
     */
    default CncResult<CncAnswer> get(CncApi face, String path, @Nullable String etag) {
        return get(face, path).map(body -> new CncAnswer(200, body, null));
    }

    /** A POST that only reads; the client repeats it like a GET. */
    CncResult<JsonNode> query(CncApi face, String path, JsonNode body);

    /** A POST that writes; never repeated once it may have arrived. */
    CncResult<CncAnswer> post(CncApi face, String path, JsonNode body);

    CncResult<CncAnswer> put(CncApi face, String path, JsonNode body);

    /** Never repeated once it may have arrived. */
    CncResult<CncAnswer> patch(CncApi face, String path, JsonNode body);

    CncResult<CncAnswer> delete(CncApi face, String path);
}

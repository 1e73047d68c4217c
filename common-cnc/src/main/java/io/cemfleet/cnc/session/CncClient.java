package io.cemfleet.cnc.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;

/**
 * One call to the controller in the shared session. Paths start with a slash and are percent-encoded already
 * ({@link io.cemfleet.cnc.json.PathKey}). Reads and idempotent writes are repeated on connection failures, timeouts,
 * 429 and 503 within the deadline; other writes only where they cannot have reached the controller.
 */
public interface CncClient {

    CncResult<JsonNode> get(Face face, String path);

    /** A POST that only asks: repeated like a read. */
    CncResult<JsonNode> query(Face face, String path, JsonNode body);

    /** A POST that changes something: never repeated once it may have arrived. */
    CncResult<Answer> post(Face face, String path, JsonNode body);

    CncResult<Answer> put(Face face, String path, JsonNode body);

    /** Never repeated once it may have arrived. */
    CncResult<Answer> patch(Face face, String path, JsonNode body);

    CncResult<Answer> delete(Face face, String path);
}

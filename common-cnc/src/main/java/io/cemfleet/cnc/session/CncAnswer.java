package io.cemfleet.cnc.session;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A good answer.
 *
 * @param status 200, 201, 204 …; 304 where the resource still has the entity tag that was sent
 * @param body a missing node where the answer had none; a text node where it was not JSON
 * @param etag the entity tag of the resource, absent where the controller sent none
 */
public record CncAnswer(int status, JsonNode body, @Nullable String etag) {

    public boolean isUnchanged() {
        return status == 304;
    }
}

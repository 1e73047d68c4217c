package io.cemfleet.cnc.session;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A good answer.
 *
 * @param status 200, 201, 204 …
 * @param body a missing node where the answer had none; a text node where it was not JSON
 */
public record CncAnswer(int status, JsonNode body) {}

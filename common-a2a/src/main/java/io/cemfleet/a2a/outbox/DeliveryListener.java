package io.cemfleet.a2a.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.TaskRequest;

/**
 * Receives the answer to a stored message, before the message is deleted. It may receive an answer twice; if it throws,
 * the message is delivered again under the same task id.
 */
public interface DeliveryListener {

    /** @param result the result of a completed task */
    void delivered(TaskRequest request, JsonNode result);
}

package io.cemfleet.a2a.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.TaskRequest;

/**
 * Is told what a stored message was answered, before the message is forgotten. It may be told twice; one that throws
 * gets the message delivered again, under the same task id.
 */
public interface DeliveryListener {

    /** @param result the result of a completed task */
    void delivered(TaskRequest request, JsonNode result);
}

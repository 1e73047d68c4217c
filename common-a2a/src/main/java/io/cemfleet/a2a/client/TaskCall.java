package io.cemfleet.a2a.client;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call of a task.
 *
 * @param taskId the key of its effect; random for pure queries
 * @param payload the contract's request, or the JSON that was stored with the intent
 */
public record TaskCall(UUID taskId, @Nullable String incidentId, @Nullable UUID correlationId, Object payload) {

    public static TaskCall of(UUID taskId, @Nullable String incidentId, Object payload) {
        return new TaskCall(taskId, incidentId, null, payload);
    }

    /** A pure query: it has no effect, so any id will do. */
    public static TaskCall query(Object payload) {
        return new TaskCall(UUID.randomUUID(), null, null, payload);
    }
}

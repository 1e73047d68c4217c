package io.cemfleet.a2a.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskType;
import io.cemfleet.a2a.settings.A2aSettings;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Sends messages with the commit that causes them. A lane is (incident, destination): its messages arrive in the order
 * in which their transactions took the incident's lock, at least once, until accepted.
 */
public final class Outbox {
    private final OutboxStore store;
    private final OutboxDispatcher dispatcher;
    private final ObjectMapper mapper;
    private final A2aSettings settings;

    public Outbox(OutboxStore store, OutboxDispatcher dispatcher, ObjectMapper mapper, A2aSettings settings) {
        this.store = store;
        this.dispatcher = dispatcher;
        this.mapper = mapper;
        this.settings = settings;
    }

    /** Sends under a random task id. */
    public <I> void send(TaskType<I, ?> type, @Nullable String incidentId, I payload) {
        send(type, incidentId, payload, UUID.randomUUID());
    }

    /**
     * Sends under a given task id; a second message with the same id in this outbox is dropped.
     *
     * @throws IllegalStateException outside a transaction
     */
    public <I> void send(TaskType<I, ?> type, @Nullable String incidentId, I payload, UUID taskId) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("a message leaves with the commit that causes it: begin a transaction");
        }
        if (type.receiver() == AgentName.IO_AGENT && !settings.ioAgentEnabled()) {
            return;
        }
        JsonNode json = mapper.valueToTree(payload);
        store.append(type, incidentId, json, taskId, MDC.get("correlation_id"));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                dispatcher.wake();
            }
        });
    }
}

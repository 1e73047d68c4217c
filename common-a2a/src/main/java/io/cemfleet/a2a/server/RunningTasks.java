package io.cemfleet.a2a.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.inbox.TaskInbox;
import java.util.UUID;

/** Ends tasks that were answered with {@code working}. */
public final class RunningTasks {
    private final TaskInbox memory;
    private final TaskAnswerFactory answers;
    private final ObjectMapper mapper;

    RunningTasks(TaskInbox memory, TaskAnswerFactory answers, ObjectMapper mapper) {
        this.memory = memory;
        this.answers = answers;
        this.mapper = mapper;
    }

    /** Stores the outcome of a task that goes on; joins the running transaction if there is one. */
    public void finish(UUID taskId, TaskReply<?> reply) {
        memory.find(taskId).ifPresent(before -> memory.store(answers.after(before, reply, mapper)));
    }
}

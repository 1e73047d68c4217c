package io.cemfleet.a2a.server;

import io.cemfleet.a2a.message.TaskAnswer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The last answers to pure queries, so that they can be looked at; nothing depends on them. */
final class RecentAnswers {
    private static final int KEPT = 500;

    private final Map<UUID, TaskAnswer> answers = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, TaskAnswer> eldest) {
            return size() > KEPT;
        }
    });

    TaskAnswer keep(TaskAnswer answer) {
        answers.put(answer.taskId(), answer);
        return answer;
    }

    Optional<TaskAnswer> find(UUID taskId) {
        return Optional.ofNullable(answers.get(taskId));
    }
}

package io.cemfleet.a2a.server;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskAnswer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The last answers to pure queries, so that their callers can read them again; nothing depends on them. */
final class RecentAnswers {
    private static final int KEPT = 500;

    private final Map<Key, TaskAnswer> answers = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, TaskAnswer> eldest) {
            return size() > KEPT;
        }
    });

    private record Key(AgentName caller, UUID taskId) {}

    TaskAnswer keep(AgentName caller, TaskAnswer answer) {
        answers.put(new Key(caller, answer.taskId()), answer);
        return answer;
    }

    Optional<TaskAnswer> find(AgentName caller, UUID taskId) {
        return Optional.ofNullable(answers.get(new Key(caller, taskId)));
    }
}

package io.cemfleet.a2a.server;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.BatchedAnswer;
import io.cemfleet.a2a.message.TaskBatch;
import io.cemfleet.a2a.message.TaskBatchAnswer;
import io.cemfleet.a2a.security.AgentAuthentication;
import io.cemfleet.a2a.token.OneTimeTokens;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /a2a/tasks:batch}: many tasks under one token, each admitted, run and answered by itself. */
@RestController
final class TaskBatchController {
    private final TaskBatchRunner runner;
    private final OneTimeTokens oneTime;
    private final JsonInput input;

    TaskBatchController(TaskBatchRunner runner, OneTimeTokens oneTime, JsonInput input) {
        this.runner = runner;
        this.oneTime = oneTime;
        this.input = input;
    }

    @PostMapping("/a2a/tasks:batch")
    ResponseEntity<TaskBatchAnswer> submit(@RequestBody byte[] body, AgentAuthentication agent) {
        List<JsonNode> messages = messages(input.parse(body));
        List<BatchedAnswer> answers = runner.run(messages, new CallerToken(agent.token(), oneTime));
        boolean alike = answers.stream().allMatch(answer -> answer.status() == HttpStatus.OK.value());
        return ResponseEntity.status(alike ? HttpStatus.OK : HttpStatus.MULTI_STATUS)
                .body(new TaskBatchAnswer(answers));
    }

    private static List<JsonNode> messages(JsonNode body) {
        JsonNode tasks = body.path("tasks");
        if (!tasks.isArray() || tasks.isEmpty() || tasks.size() > TaskBatch.MOST_TASKS) {
            throw ProblemException.unprocessable(
                    "a batch holds 1 to " + TaskBatch.MOST_TASKS + " tasks",
                    List.of(new FieldProblem("tasks", "must be a list of 1 to " + TaskBatch.MOST_TASKS + " tasks")));
        }
        List<JsonNode> messages = new ArrayList<>(tasks.size());
        tasks.forEach(messages::add);
        return messages;
    }
}

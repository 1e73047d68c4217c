package io.cemfleet.a2a.server;

import io.cemfleet.a2a.message.TaskAnswer;
import io.cemfleet.a2a.message.TaskState;
import io.cemfleet.a2a.security.AgentAuthentication;
import io.cemfleet.a2a.token.OneTimeTokens;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /a2a/tasks}: one task, and its present state. */
@RestController
@RequestMapping("/a2a/tasks")
final class TaskController {
    private final TaskAdmission admission;
    private final TaskDispatcher desk;
    private final OneTimeTokens oneTime;
    private final JsonInput input;

    TaskController(TaskAdmission admission, TaskDispatcher desk, OneTimeTokens oneTime, JsonInput input) {
        this.admission = admission;
        this.desk = desk;
        this.oneTime = oneTime;
        this.input = input;
    }

    @PostMapping
    ResponseEntity<TaskAnswer> submit(@RequestBody byte[] body, AgentAuthentication agent) {
        CallerToken token = new CallerToken(agent.token(), oneTime);
        TaskAnswer answer = desk.run(admission.admit(input.tree(body), token.verdict()), token);
        return ResponseEntity.status(status(answer)).body(answer);
    }

    /** 202 for a task that goes on. */
    static HttpStatus status(TaskAnswer answer) {
        return answer.status().state() == TaskState.WORKING ? HttpStatus.ACCEPTED : HttpStatus.OK;
    }

    @GetMapping("/{taskId}")
    TaskAnswer find(@PathVariable("taskId") UUID taskId, AgentAuthentication agent) {
        return desk.find(agent.token(), taskId)
                .orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND, "no task has the id " + taskId));
    }
}

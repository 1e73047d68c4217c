package io.cemfleet.testagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskBatch;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.testing.FleetJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpStatus;

/** Each task of a batch is admitted, run, remembered and answered as it would be alone. */
class TaskBatchTest extends RunningTestAgent {

    private TestAgentCaller correlator;

    @BeforeEach
    void fresh() {
        correlator = new TestAgentCaller(AgentName.EVENT_CORRELATOR, AgentName.ORCHESTRATOR, port);
        A2aTestAgent.CALLS.set(0);
        A2aTestAgent.RAN.clear();
        A2aTestAgent.next = incident -> TaskReply.completed(NoticeAccepted.YES);
        PEERS.forget();
    }

    @Test
    void eachTaskIsAnsweredAndRememberedAsAlone() {
        List<ObjectNode> tasks = List.of(detected("INC-31"), detected("INC-32"), detected("INC-31"));

        TestAgentCaller.Response batch = correlator.batch(tasks);

        assertThat(batch.status()).isEqualTo(200);
        for (int i = 0; i < tasks.size(); i++) {
            JsonNode answer = answer(batch, i);
            String taskId = tasks.get(i).path("task_id").asText();
            assertThat(answer.path("task_id").asText()).isEqualTo(taskId);
            assertThat(answer.path("answer"))
                    .isEqualTo(correlator.get("/a2a/tasks/" + taskId).body())
                    .isEqualTo(correlator.batch(List.of(tasks.get(i))).body().at("/answers/0/answer"));
        }
        assertThat(A2aTestAgent.CALLS).hasValue(3);
        await().untilAsserted(() -> assertThat(PEERS.payloads("incident_closed"))
                .extracting(payload -> payload.path("incident_id").asText())
                .filteredOn(incident -> incident.startsWith("INC-3"))
                .containsExactlyInAnyOrder("INC-31", "INC-31", "INC-32"));
    }

    @Test
    void aTaskThatIsTwiceInABatchHasOneEffect() {
        ObjectNode task = detected("INC-1");
        ObjectNode other = detected("INC-1").put("task_id", task.path("task_id").asText());
        ((ObjectNode) other.path("payload")).put("severity", "low");

        TestAgentCaller.Response batch = correlator.batch(List.of(task, task, other, task));

        assertThat(statuses(batch)).containsExactly(200, 200, 409, 200);
        assertThat(answer(batch, 1)).isEqualTo(answer(batch, 0));
        assertThat(A2aTestAgent.CALLS).hasValue(1);
    }

    static List<JsonNode> whatIsNoTask() {
        ObjectNode nul = detected("INC-\u0000");
        ObjectNode unknown = detected("INC-1").put("task_type", "make_coffee");
        ObjectNode wrongField = detected("INC-1");
        ((ObjectNode) wrongField.path("payload")).put("severity", "purple");
        ObjectNode wrongId = detected("INC-1").put("task_id", "seven");
        ObjectNode long_ = detected("INC-1");
        ((ObjectNode) long_.path("payload")).put("severity", "x".repeat(300_000));
        return List.of(
                nul,
                unknown,
                wrongField,
                wrongId,
                long_,
                TextNode.valueOf("{"),
                IntNode.valueOf(7),
                NullNode.getInstance(),
                FleetJson.object());
    }

    @ParameterizedTest
    @MethodSource("whatIsNoTask")
    void whatIsNoTaskIsRefusedByItselfAndItsNeighboursRun(JsonNode bad) {
        TestAgentCaller.Response batch = correlator.batch(List.of(detected("INC-1"), bad, detected("INC-1")));

        assertThat(batch.status()).isEqualTo(207);
        assertThat(statuses(batch)).containsExactly(200, 422, 200);
        assertThat(answer(batch, 1).path("problem").path("detail").asText()).isNotEmpty();
        assertThat(A2aTestAgent.CALLS).hasValue(2);
    }

    @Test
    void aLoneSurrogateIsRefusedByItself() {
        ObjectNode bad = detected("INC-1");
        ((ObjectNode) bad.path("payload")).put("root_cause", "HALF");
        JsonNode tasks = FleetJson.object().set("tasks", FleetJson.tree(List.of(bad, detected("INC-1"))));

        assertThat(statuses(raw(tasks.toString().replace("HALF", "\\ud800")))).containsExactly(422, 200);
    }

    @Test
    void aFieldThatIsWrongIsNamedAsAlone() {
        ObjectNode bad = detected("INC-1");
        ((ObjectNode) bad.path("payload")).remove("severity");

        JsonNode problem =
                answer(correlator.batch(List.of(bad, detected("INC-2"))), 0).path("problem");

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("severity");
        assertThat(problem.path("status").asInt()).isEqualTo(422);
    }

    @Test
    void theWholeIsRefusedOnlyWhereNoTaskCanBeFound() {
        assertThat(correlator.batch(List.of()).status()).isEqualTo(422);
        assertThat(correlator
                        .batch(Collections.nCopies(TaskBatch.MOST_TASKS + 1, detected("INC-1")))
                        .status())
                .isEqualTo(422);
        assertThat(raw("{\"tasks\":[{\"task_type\":\"incident_detected\"},{]}").status())
                .isEqualTo(400);
        assertThat(raw("[]").status()).isEqualTo(422);
        assertThat(raw("{\"tasks\":{}}").body().at("/errors/0/field").asText()).isEqualTo("tasks");
        assertThat(raw("{\"tasks\":[\"" + "x".repeat(1 << 20) + "\"]}").status())
                .isEqualTo(413);
        assertThat(A2aTestAgent.CALLS).hasValue(0);
    }

    @Test
    void aFullBatchIsTaken() {
        List<ObjectNode> tasks = IntStream.range(0, TaskBatch.MOST_TASKS)
                .mapToObj(i -> detected("INC-" + i % 7))
                .toList();

        assertThat(correlator.batch(tasks).status()).isEqualTo(200);
        assertThat(A2aTestAgent.CALLS).hasValue(TaskBatch.MOST_TASKS);
    }

    @Test
    void aTaskThatMustBeRepeatedHoldsBackThoseOfItsIncidentAlone() {
        A2aTestAgent.next = incident -> {
            if (incident.equals("INC-1")) {
                throw new IllegalStateException("surprise");
            }
            return TaskReply.completed(NoticeAccepted.YES);
        };
        List<ObjectNode> tasks = List.of(detected("INC-1"), detected("INC-2"), detected("INC-1"), detected("INC-2"));

        TestAgentCaller.Response first = correlator.batch(tasks);
        A2aTestAgent.next = incident -> TaskReply.completed(NoticeAccepted.YES);
        TestAgentCaller.Response second = correlator.batch(tasks);

        assertThat(statuses(first)).containsExactly(500, 200, 424, 200);
        assertThat(statuses(second)).containsExactly(200, 200, 200, 200);
        assertThat(A2aTestAgent.CALLS).hasValue(5);
    }

    @Test
    void whatOneAgentMayNotSendHoldsBackItsIncidentUntilItMay() {
        ObjectNode forbidden = detected("INC-1").put("task_type", "restoration_update");
        forbidden.set("payload", FleetJson.golden("restoration_update"));

        TestAgentCaller.Response batch =
                correlator.batch(List.of(forbidden, detected("INC-1"), detected("INC-2"), detected("INC-1")));

        assertThat(statuses(batch)).containsExactly(403, 424, 200, 424);
    }

    @Test
    void aFailureHoldsBackItsIncidentOnlyIfItMayBeRepeated() {
        A2aTestAgent.next = incident -> TaskReply.failed("no", "as it is", incident.equals("INC-1"));

        TestAgentCaller.Response batch =
                correlator.batch(List.of(detected("INC-1"), detected("INC-2"), detected("INC-1"), detected("INC-2")));

        assertThat(statuses(batch)).containsExactly(200, 200, 424, 200);
    }

    @Test
    void anAgentThatIsBusyAsksForTimeTaskByTask() {
        A2aTestAgent.next = incident -> {
            throw ProblemException.later(HttpStatus.TOO_MANY_REQUESTS, "busy", Duration.ofSeconds(7));
        };

        TestAgentCaller.Response batch = correlator.batch(List.of(detected("INC-1"), detected("INC-2")));

        assertThat(statuses(batch)).containsExactly(429, 429);
        assertThat(answer(batch, 0).path("retry_after").asInt()).isEqualTo(7);
    }

    @Test
    void aTaskThatHangsHoldsUpNeitherTheAnswerNorTheOthers() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        List<String> ran = Collections.synchronizedList(new ArrayList<>());
        A2aTestAgent.next = incident -> {
            ran.add(incident);
            awaited(release, incident.equals("INC-1"));
            return TaskReply.completed(NoticeAccepted.YES);
        };

        TestAgentCaller.Response batch =
                correlator.batch(List.of(detected("INC-1"), detected("INC-1"), detected("INC-2"), detected("INC-2")));
        release.countDown();

        assertThat(statuses(batch)).containsExactly(503, 424, 200, 200);
        assertThat(ran).containsExactlyInAnyOrder("INC-1", "INC-2", "INC-2");
    }

    @Test
    void tasksOfDifferentIncidentsRunSideBySide() {
        CountDownLatch both = new CountDownLatch(2);
        A2aTestAgent.next = incident -> {
            both.countDown();
            awaited(both, true);
            return TaskReply.completed(NoticeAccepted.YES);
        };

        assertThat(statuses(correlator.batch(List.of(detected("INC-1"), detected("INC-2")))))
                .containsExactly(200, 200);
    }

    @Test
    void tasksOfAnIncidentRunInTheirOrder() {
        List<ObjectNode> tasks = IntStream.range(1, 121)
                .mapToObj(i -> {
                    ObjectNode task = detected("INC-" + i % 3);
                    ((ObjectNode) task.path("payload")).put("alert_count", i);
                    return task;
                })
                .toList();

        assertThat(correlator.batch(tasks).status()).isEqualTo(200);

        for (int lane = 0; lane < 3; lane++) {
            String incident = "INC-" + lane;
            assertThat(A2aTestAgent.RAN.stream().filter(ran -> ran.startsWith(incident)))
                    .containsExactlyElementsOf(IntStream.range(1, 121)
                            .mapToObj(i -> "INC-" + i % 3 + ' ' + i)
                            .filter(ran -> ran.startsWith(incident))
                            .toList());
        }
    }

    @Test
    void aTokenIsGoodForItsBodyAndForOneRoundOfQueries() {
        ObjectNode query = task("get_incident_status").put("incident_id", "INC-2");
        ObjectNode second = task("get_incident_status").put("incident_id", "INC-3");
        byte[] body = FleetJson.bytes(
                FleetJson.object().set("tasks", FleetJson.tree(List.of(query, second, detected("INC-1")))));
        byte[] other = FleetJson.bytes(FleetJson.object().set("tasks", FleetJson.tree(List.of(query))));
        String token = "Bearer " + correlator.token("POST", TestAgentCaller.BATCH, body);

        TestAgentCaller.Response first = correlator.post(TestAgentCaller.BATCH, body, token);
        TestAgentCaller.Response again = correlator.post(TestAgentCaller.BATCH, body, token);

        assertThat(statuses(first)).containsExactly(200, 200, 200);
        assertThat(statuses(again)).containsExactly(401, 401, 200);
        assertThat(answer(again, 2)).isEqualTo(answer(first, 2));
        assertThat(A2aTestAgent.CALLS).hasValue(1);
        assertThat(correlator.post(TestAgentCaller.BATCH, other, token).status())
                .isEqualTo(401);
        assertThat(correlator.post("/a2a/tasks", body, token).status()).isEqualTo(401);
        assertThat(correlator.post(TestAgentCaller.BATCH, body, "").status()).isEqualTo(401);
    }

    private TestAgentCaller.Response raw(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return correlator.post(
                TestAgentCaller.BATCH, bytes, "Bearer " + correlator.token("POST", TestAgentCaller.BATCH, bytes));
    }

    private static void awaited(CountDownLatch latch, boolean here) {
        try {
            assertThat(!here || latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ObjectNode detected(String incident) {
        ObjectNode task = task("incident_detected").put("incident_id", incident);
        ((ObjectNode) task.path("payload")).put("incident_id", incident);
        return task;
    }

    private static ObjectNode task(String type) {
        ObjectNode request = FleetJson.object()
                .put("task_type", type)
                .put("task_id", UUID.randomUUID().toString());
        request.set("payload", FleetJson.golden(type));
        return request;
    }

    private static JsonNode answer(TestAgentCaller.Response batch, int index) {
        return batch.body().path("answers").path(index);
    }

    private static List<Integer> statuses(TestAgentCaller.Response batch) {
        List<Integer> statuses = new ArrayList<>();
        batch.body()
                .path("answers")
                .forEach(answer -> statuses.add(answer.path("status").asInt()));
        return statuses;
    }
}

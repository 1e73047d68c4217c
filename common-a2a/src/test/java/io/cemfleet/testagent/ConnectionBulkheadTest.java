package io.cemfleet.testagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.zaxxer.hikari.HikariDataSource;
import io.cemfleet.a2a.contract.NoticeAccepted;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.server.TaskReply;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Tasks in a transaction never take the agent's last connections; those for which there is no room come again. */
class ConnectionBulkheadTest extends RunningTestAgent {
    private static final int CONNECTIONS = 8;
    private static final int ADMITTED = 6;

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch release = new CountDownLatch(1);

    @Autowired
    private HikariDataSource pool;

    private TestAgentCaller correlator;

    @BeforeEach
    void tasksThatStayInTheirTransaction() {
        correlator = new TestAgentCaller(AgentName.EVENT_CORRELATOR, AgentName.ORCHESTRATOR, port);
        A2aTestAgent.CALLS.set(0);
        A2aTestAgent.next = incident -> {
            awaited(release);
            return TaskReply.completed(NoticeAccepted.YES);
        };
    }

    @AfterEach
    void stop() {
        release.countDown();
        callers.close();
        A2aTestAgent.next = incident -> TaskReply.completed(NoticeAccepted.YES);
    }

    @Test
    void aFloodOfTasksLeavesConnectionsForTheRestAndEachIsTakenLater() throws Exception {
        // given
        List<UUID> tasks = IntStream.range(0, 3 * CONNECTIONS)
                .mapToObj(i -> UUID.randomUUID())
                .toList();

        // when
        List<Future<TestAgentCaller.Response>> flood =
                tasks.stream().map(task -> callers.submit(() -> detected(task))).toList();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> flood.stream().filter(Future::isDone).count() == tasks.size() - ADMITTED);

        // then the others were refused for now, and queries and health are answered
        assertThat(pool.getMaximumPoolSize()).isEqualTo(CONNECTIONS);
        assertThat(A2aTestAgent.CALLS).hasValue(ADMITTED);
        assertThat(query().status()).isEqualTo(200);
        assertThat(correlator.get("/health").status()).isEqualTo(200);
        JsonNode batched = correlator.batch(List.of(request(UUID.randomUUID()))).body();
        assertThat(batched.at("/answers/0/status").asInt()).isEqualTo(503);
        assertThat(batched.at("/answers/0/retry_after").asInt()).isPositive();

        // when there is room again
        release.countDown();
        for (Future<TestAgentCaller.Response> each : flood) {
            assertThat(each.get(20, TimeUnit.SECONDS).status()).isIn(200, 503);
        }

        // then what was refused left nothing behind: the same task is taken
        for (UUID task : tasks) {
            assertThat(detected(task).status()).isEqualTo(200);
        }
        assertThat(A2aTestAgent.CALLS).hasValue(tasks.size());
    }

    private TestAgentCaller.Response detected(UUID taskId) {
        return correlator.send("incident_detected", taskId, FleetJson.golden("incident_detected"));
    }

    private TestAgentCaller.Response query() {
        return new TestAgentCaller(AgentName.IO_AGENT, AgentName.ORCHESTRATOR, port)
                .send("get_incident_status", Map.of("incident_id", "INC-2026-0001"));
    }

    private static ObjectNode request(UUID taskId) {
        ObjectNode request =
                FleetJson.object().put("task_type", "incident_detected").put("task_id", taskId.toString());
        request.set("payload", FleetJson.golden("incident_detected"));
        return request;
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

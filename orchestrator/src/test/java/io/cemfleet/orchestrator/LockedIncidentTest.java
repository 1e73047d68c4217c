package io.cemfleet.orchestrator;

import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.updated;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.cemfleet.a2a.contract.IncidentChange;
import io.cemfleet.a2a.message.AgentName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** While another instance has locked an incident, nothing here holds a connection to wait for it. */
class LockedIncidentTest extends OrchestratorTest {
    private static final int UPDATES = 20;

    @Autowired
    private HikariDataSource pool;

    @Test
    void updatesOfALockedIncidentComeAgainAndHoldNoConnection() throws Exception {
        // given
        detect();
        awaitSent("monitor_restoration", 1);
        List<UUID> tasks = Stream.generate(UUID::randomUUID).limit(UPDATES).toList();

        try (Connection other = DriverManager.getConnection(pool.getJdbcUrl(), pool.getUsername(), pool.getPassword());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            other.setAutoCommit(false);
            try (var lock = other.prepareStatement("select 1 from incident where incident_id = ? for update")) {
                lock.setString(1, id);
                lock.execute();
            }

            // when
            List<Future<Integer>> refused = tasks.stream()
                    .map(task -> threads.submit((Callable<Integer>) () -> update(task)))
                    .toList();

            // then
            for (Future<Integer> each : refused) {
                assertThat(each.get()).isEqualTo(503);
            }
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
            assertThat(status().path("status").asText()).isEqualTo("monitoring");
            other.rollback();
        }

        // then what was refused is taken and folded in when it comes again
        assertThat(tasks.stream().map(this::update)).containsOnly(200);
        await().atMost(Duration.ofSeconds(20)).until(() -> folded() == UPDATES);
    }

    private int update(UUID task) {
        return as(AgentName.EVENT_CORRELATOR)
                .send("incident_updated", task, updated(id, IncidentChange.SEVERITY, LINK))
                .status();
    }

    private long folded() {
        return jdbc.sql("select count(*) from fact where incident_id = ? and folded_at is not null")
                .param(id)
                .query(Long.class)
                .single();
    }
}

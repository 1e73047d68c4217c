package io.cemfleet.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.store.IncidentCounts;
import io.cemfleet.orchestrator.store.IncidentStore;
import io.cemfleet.orchestrator.store.StoredIncident;
import io.cemfleet.runtime.retention.RetentionPurge;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.transaction.support.TransactionTemplate;

/** The kept count of incidents by state is what a plain count finds, whatever happens to the transactions. */
class IncidentCountsTest extends OrchestratorTest {
    private static final int THREADS = 6;
    private static final int CHANGES = 150;

    @Autowired
    private IncidentCounts counts;

    @Autowired
    private IncidentStore incidents;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private RetentionPurge retention;

    @Test
    void concurrentChangesAndRolledBackOnesLeaveTheCountOfTheRows() throws Exception {
        // given what other tests have changed behind the store
        Map<String, Long> drift = drift();

        // when
        List<Future<?>> all = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(thread);
                all.add(threads.submit(() -> {
                    for (int i = 0; i < CHANGES; i++) {
                        change(random);
                    }
                }));
            }
            for (Future<?> each : all) {
                each.get(60, TimeUnit.SECONDS);
            }
        }

        // then
        assertThat(counts.byState().getOrDefault("assessing", 0L)).isPositive();
        assertThat(drift()).isEqualTo(drift);

        // when closed incidents outlive their retention
        jdbc.sql("update incident set closed_at = now() - interval '2 years'"
                        + " where closed_at is not null and incident_id like 'INC-COUNT-%'")
                .update();
        retention.purge();

        // then
        assertThat(drift()).isEqualTo(drift);
        assertThat(jdbc.sql("select count(*) from incident where incident_id like 'INC-COUNT-%' and state = 'closed'")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** A change of one of a few incidents, or a new one; every third transaction fails before its commit. */
    private void change(Random random) {
        String incidentId = "INC-COUNT-" + random.nextInt(8);
        try {
            transactions.executeWithoutResult(status -> {
                Optional<StoredIncident> stored = incidents.lock(incidentId);
                if (stored.isEmpty()) {
                    incidents.insert(Incident.detected(OrchestratorFixtures.detected(incidentId)));
                } else {
                    incidents.save(stored.get(), stored.get().incident().entering(stage(random)));
                }
                if (random.nextInt(3) == 0) {
                    throw new IllegalStateException("stopped");
                }
            });
        } catch (IllegalStateException | CannotAcquireLockException expected) {
            assertThat(expected).isNotNull();
        }
    }

    private static IncidentStage stage(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new IncidentStage.Detecting();
            case 1 -> new IncidentStage.Assessing();
            default -> new IncidentStage.Closed(IncidentResolution.MANUAL, CloseReason.OPERATOR, "7", Instant.now());
        };
    }

    /** By how much the kept count of a state differs from a plain one. */
    private Map<String, Long> drift() {
        Map<String, Long> drift = new TreeMap<>(counts.byState());
        jdbc.sql("select state, count(*) as incidents from incident group by state")
                .query((row, number) -> drift.merge(row.getString("state"), -row.getLong("incidents"), Long::sum))
                .list();
        drift.values().removeIf(difference -> difference == 0);
        return drift;
    }
}

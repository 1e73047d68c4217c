package io.cemfleet.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.runtime.retention.RetentionPurge;
import io.cemfleet.runtime.testing.FleetPostgres;
import io.cemfleet.runtime.testing.GenericQueryPlan;
import io.cemfleet.runtime.testing.TableLifetimeCheck;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Queries of the trail find their rows by an index under every parameter: 200,000 rows, generic plans. */
@SpringBootTest(
        properties =
                "spring.jpa.properties.hibernate.session_factory.statement_inspector=io.cemfleet.audit.query.TrailPlansTest$Listener")
class TrailPlansTest {
    private static final PeerStub PEERS = PeerStub.start();
    private static final List<String> STATEMENTS = new CopyOnWriteArrayList<>();

    @Autowired
    private TrailReader trail;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RetentionPurge retention;

    @Autowired
    private DataSource database;

    /** Hears all statements of Hibernate. */
    public static class Listener implements StatementInspector {
        @Override
        public String inspect(String sql) {
            STATEMENTS.add(sql);
            return sql;
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "audit");
        PEERS.register(registry);
    }

    @BeforeEach
    void manyRows() {
        if (jdbc.sql("select count(*) from audit_event").query(Long.class).single() > 0) {
            return;
        }
        jdbc.sql(
                        """
                        insert into audit_event
                        select n, gen_random_uuid(),
                               case when n % 1000 = 0 then 'incident_created' when n % 500 = 1 then 'write_refused'
                                    else 'state_change' end,
                               'INC-2026-' || n / 20, 'a', 'orchestrator', now() - interval '1 minute' * n,
                               now() - interval '1 minute' * n, '{}', '0', '0'
                        from generate_series(1, 200000) n""")
                .update();
        jdbc.sql("analyze audit_event").update();
    }

    @Test
    void noPageTimelineOrReportScansTheTrail() {
        STATEMENTS.clear();
        Instant from = Instant.now().minusSeconds(3600);
        trail.page(null, null, 0, 10);
        trail.page(null, "write_refused", 0, 10);
        trail.page("INC-0", null, Long.MAX_VALUE, 10);
        trail.page("INC-0", "write_refused", Long.MAX_VALUE, 10);
        trail.ofIncident("INC-0");
        trail.countByType(from.minusSeconds(60), from.minusSeconds(59));
        trail.ofIncidentsCreated(from.minusSeconds(60), from.minusSeconds(59), event -> {});

        assertThat(STATEMENTS).hasSizeGreaterThanOrEqualTo(7).allSatisfy(statement -> assertThat(plan(statement))
                .as(statement)
                .contains("Index")
                .doesNotContain("Seq Scan"));
    }

    @Test
    void everyTableHasALifetime() {
        TableLifetimeCheck.assertComplete("audit", retention, database);
    }

    private String plan(String statement) {
        StringBuilder numbered = new StringBuilder();
        int parameter = 0;
        for (char c : statement.toCharArray()) {
            numbered.append(c == '?' ? "$" + ++parameter : String.valueOf(c));
        }
        return GenericQueryPlan.of(jdbc, numbered.toString());
    }
}

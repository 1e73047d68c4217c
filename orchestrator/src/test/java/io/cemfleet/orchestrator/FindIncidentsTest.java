package io.cemfleet.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.FindIncidents;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.store.IncidentSearch;
import io.cemfleet.orchestrator.store.IncidentStore;
import io.cemfleet.runtime.retention.RetentionPurge;
import io.cemfleet.runtime.testing.FleetPostgres;
import io.cemfleet.runtime.testing.GenericQueryPlan;
import io.cemfleet.runtime.testing.TableLifetimeCheck;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The search finds what its plain definition finds, and does not read all of 100,000 incidents for it. */
@SpringBootTest(properties = "cem.retention.every=1d")
class FindIncidentsTest {
    private static final PeerStub PEERS = PeerStub.start();
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final List<String> NODES = List.of("A", "B", "NYC", "NYC-PE1", "PE1", "1", "2", "R_1", "R.1", "");
    private static final int MOST = 200;

    @Autowired
    private IncidentSearch search;

    @Autowired
    private IncidentStore incidents;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private RetentionPurge retention;

    @Autowired
    private DataSource database;

    private String document = "";

    /** An incident as the definition sees it. */
    private record ExpectedIncident(
            String id,
            long opened,
            List<String> services,
            List<String> customers,
            List<String> links,
            List<String> ends,
            Instant detected,
            boolean open) {

        boolean touches(FindIncidents.Request wanted, Collection<String> nodes) {
            return meet(services, wanted.services())
                    || meet(customers, wanted.customers())
                    || meet(links, wanted.links())
                    || nodes.stream()
                            .anyMatch(node -> ends.contains(node)
                                    || links.stream()
                                            .anyMatch(link -> link.startsWith(node + "-")
                                                    || link.endsWith("-" + node)
                                                    || link.matches(".*-" + Pattern.quote(node) + "-[0-9]+")));
        }

        private static boolean meet(List<String> have, @Nullable List<String> wanted) {
            return wanted != null && !Collections.disjoint(have, wanted);
        }
    }

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "orchestrator");
        PEERS.register(registry);
    }

    @BeforeEach
    void empty() {
        jdbc.sql("delete from incident").update();
        incidents.insert(Incident.detected(OrchestratorFixtures.detected("INC-0")));
        document = jdbc.sql("select document::text from incident")
                .query(String.class)
                .single();
        jdbc.sql("delete from incident").update();
    }

    @Test
    void theSearchAnswersWhatItsDefinitionSays() {
        Random random = new Random(7);
        List<ExpectedIncident> incidents = IntStream.rangeClosed(1, 300)
                .mapToObj(i -> incident(random, i))
                .peek(this::store)
                .toList();

        for (int round = 0; round < 300; round++) {
            FindIncidents.Request wanted = new FindIncidents.Request(
                    some(random, List.of("s1", "s2", "s3", "s4")),
                    some(random, List.of("c1", "c2")),
                    some(random, List.of("A-B", "NYC-PE1-2", "R_1-B")),
                    null,
                    null,
                    random.nextBoolean() ? null : BEGINNING.plusSeconds(random.nextInt(300)),
                    random.nextInt(3) == 0);
            List<String> request = some(random, NODES);
            List<String> nodes = request == null ? List.of() : request;
            boolean any = wanted.services() == null
                    && wanted.customers() == null
                    && wanted.links() == null
                    && nodes.isEmpty();

            List<Long> expected = incidents.stream()
                    .filter(i -> any || i.touches(wanted, nodes))
                    .filter(i ->
                            wanted.since() == null || i.open() || !i.detected().isBefore(wanted.since()))
                    .filter(i -> !Boolean.TRUE.equals(wanted.openOnly()) || i.open())
                    .sorted(Comparator.comparing(ExpectedIncident::open)
                            .thenComparing(ExpectedIncident::opened)
                            .reversed())
                    .limit(MOST)
                    .map(ExpectedIncident::opened)
                    .toList();

            assertThat(found(wanted, nodes)).as("%s at %s", wanted, nodes).isEqualTo(expected);
        }
    }

    @Test
    void noSearchReadsAllIncidents() {
        jdbc.sql(
                        """
                        insert into incident (incident_id, opened, state, severity, plan_revision, version, links,
                                              services, customers, detected_at, updated_at, closed_at, document)
                        select 'INC-' || n, n, 'closed', 'major', 1, 1, array['N' || n % 5000 || '-M' || n % 4999],
                               array['s' || n % 20000], array['c' || n % 10000],
                               timestamptz '2026-01-01 00:00Z' + interval '1 second' * n, now(), now(), '{}'
                        from generate_series(1, 100000) n""")
                .update();
        jdbc.sql(
                        """
                        insert into protection (incident_id, protection_key, head_end, end_point, state, tier_rank,
                                                document)
                        select 'INC-' || n, 'key', 'N' || n % 5000, 'M' || n % 4999, 'deleted', 1, '{}'
                        from generate_series(1, 100000) n""")
                .update();
        jdbc.sql("analyze incident").update();
        jdbc.sql("analyze protection").update();

        for (String condition : List.of(
                "incident_id in (select incident_id from incident where services && $1::text[])",
                "incident_id in (select incident_id from incident where customers && $1::text[])",
                "incident_id in (select incident_id from incident where links && $1::text[])",
                """
                incident_id in (select incident_id from incident where link_ends && $1::text[]
                    union select incident_id from protection where head_end = any($1::text[])
                    union select incident_id from protection where end_point = any($1::text[]))""",
                "state = $1::text[]::text")) {
            for (String end : List.of("closed_at is null", "closed_at is not null and detected_at >= $2")) {
                assertThat(plan(condition + " and " + end)).as(condition).doesNotContain("Seq Scan");
            }
        }
        assertThat(plan("true and closed_at is null and $1::text[] is not null"))
                .doesNotContain("Seq Scan");
        assertThat(plan("true and closed_at is not null and detected_at >= $2 and $1::text[] is not null"))
                .doesNotContain("Seq Scan");
    }

    @Test
    void everyTableHasALifetime() {
        TableLifetimeCheck.assertComplete("orchestrator", retention, database);
    }

    @Test
    void onlyClosedIncidentsThatHoldNothingExpire() {
        jdbc.sql(
                        """
                        insert into incident (incident_id, state, severity, plan_revision, version, links, services,
                                              customers, detected_at, updated_at, closed_at, document)
                        select id, 'closed', 'major', 1, 1, '{}', '{}', '{}', now(), now(), closed, '{}'
                        from (values ('open', null), ('young', now()), ('old', now() - interval '366 days'),
                                     ('holding', now() - interval '366 days')) as i (id, closed)""")
                .update();
        jdbc.sql(
                        """
                        insert into protection (incident_id, protection_key, head_end, end_point, state, tier_rank,
                                                document)
                        values ('old', 'k', 'A', 'B', 'deleted', 1, '{}'),
                               ('holding', 'k', 'A', 'B', 'failed_holding', 1, '{}')""")
                .update();

        retention.purge();

        assertThat(jdbc.sql("select incident_id from incident order by 1")
                        .query(String.class)
                        .list())
                .containsExactly("holding", "open", "young");
        assertThat(jdbc.sql("select incident_id from protection")
                        .query(String.class)
                        .list())
                .containsExactly("holding");
    }

    private List<Long> found(FindIncidents.Request wanted, List<String> nodes) {
        return search.find(wanted, nodes).stream()
                .map(stored -> stored.opened())
                .toList();
    }

    private String plan(String condition) {
        return GenericQueryPlan.of(
                jdbc, "select * from incident where " + condition + " order by opened desc limit 200");
    }

    private static @Nullable List<String> some(Random random, List<String> of) {
        return random.nextInt(3) > 0 ? null : List.of(of.get(random.nextInt(of.size())));
    }

    private static ExpectedIncident incident(Random random, int number) {
        List<String> links = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            String parallel = random.nextInt(3) == 0 ? "-" + random.nextInt(12) : "";
            links.add(
                    NODES.get(random.nextInt(NODES.size())) + "-" + NODES.get(random.nextInt(NODES.size())) + parallel);
        }
        return new ExpectedIncident(
                "INC-" + number,
                number,
                List.of("s" + random.nextInt(6), "s" + random.nextInt(6)),
                List.of("c" + random.nextInt(9)),
                links,
                List.of(NODES.get(random.nextInt(NODES.size())), "Z"),
                BEGINNING.plusSeconds(random.nextInt(300)),
                random.nextInt(10) == 0);
    }

    private void store(ExpectedIncident incident) {
        jdbc.sql(
                        """
                        insert into incident (incident_id, opened, state, severity, plan_revision, version, links,
                                              services, customers, detected_at, updated_at, closed_at, document)
                        values (:id, :opened, 'closed', 'major', 1, 1, :links, :services, :customers, :detected, now(),
                                :closed, :document::jsonb)""")
                .param("id", incident.id())
                .param("opened", incident.opened())
                .param("links", incident.links().toArray(String[]::new))
                .param("services", incident.services().toArray(String[]::new))
                .param("customers", incident.customers().toArray(String[]::new))
                .param("detected", incident.detected().atOffset(ZoneOffset.UTC))
                .param("closed", incident.open() ? null : incident.detected().atOffset(ZoneOffset.UTC))
                .param("document", document)
                .update();
        for (String end : incident.ends()) {
            jdbc.sql(
                            """
                            insert into protection (incident_id, protection_key, head_end, end_point, state, tier_rank,
                                                    document)
                            values (:id, :key, :head, :end, 'deleted', 1, '{}') on conflict do nothing""")
                    .param("id", incident.id())
                    .param("key", end)
                    .param("head", incident.opened() % 2 == 0 ? end : "Y")
                    .param("end", incident.opened() % 2 == 0 ? "Y" : end)
                    .update();
        }
    }
}

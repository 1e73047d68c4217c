package io.cemfleet.correlator.suppression;

import static io.cemfleet.correlator.CorrelatorFixtures.freshIsland;
import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static io.cemfleet.correlator.CorrelatorFixtures.routerId;
import static io.cemfleet.correlator.CorrelatorFixtures.shortCnc;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.correlator.CorrelatorTest;
import io.cemfleet.correlator.network.NetworkSnapshotCache;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Silences and maintenance windows name what is there; one bad row hides no other. */
class SuppressionTest extends CorrelatorTest {
    private static final int ISLAND = freshIsland();
    private static final String LINK = link(ISLAND, "Alfa", "Bravo");

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ActiveSuppressions suppressions;

    private Answer make(String kind, String links, String nodes) {
        return make(kind, links, nodes, "a test");
    }

    private Answer make(String kind, String links, String nodes, String reason) {
        String body = "{\"links\":%s,\"nodes\":%s,\"reason\":\"%s\",\"ends_at\":\"%s\"}"
                .formatted(links, nodes, reason, Instant.now().plusSeconds(600));
        String path = "/api/" + kind;
        String token = caller(AgentName.IO_AGENT).token("POST", path, body.getBytes(StandardCharsets.UTF_8));
        return post(path, body, Map.of("Authorization", "Bearer " + token));
    }

    /** Names of this class's island. */
    private static String here(String names) {
        return names.replace("#", String.valueOf(ISLAND)).replace("ROUTER", routerId(ISLAND, 0));
    }

    private int kept() {
        return jdbc.sql("select count(*) from suppression").query(Integer.class).single();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[null];[];links[0]",
                "[];[null];nodes[0]",
                "[\"alfa#-bravo#\",null];[];links[1]",
                "[\" \"];[];links[0]",
                "[\"a\\u0000b\"];[];links[0]",
                "[7.5];[{}];nodes[0]"
            })
    void whatIsNoNameIsRefusedByItsPlaceAndNothingIsStored(String links, String nodes, String field) {
        int before = kept();

        Answer answer = make("silences", here(links), nodes);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors").path(0).path("field").asText()).isEqualTo(field);
        assertThat(kept()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[\"bravo#-alfa#\"];[];links[0];alfa#-bravo#",
                "[\"Alfa#-Bravo#\"];[];links[0];alfa#-bravo#",
                "[\"alfa#-bravo0\"];[];links[0];did you mean",
                "[];[\"Alfa#\"];nodes[0];alfa#",
                "[];[\"ROUTER\"];nodes[0];alfa#",
                "[\"alfa#-bravo#\"];[\"No-Such-Node\"];nodes[0];No-Such-Node"
            })
    void aNameThatTheTopologyDoesNotKnowIsRefusedWithWhatMayBeMeant(
            String links, String nodes, String field, String said) {
        Answer answer = make("maintenance", here(links), here(nodes));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors").path(0).path("field").asText()).isEqualTo(field);
        assertThat(answer.body().path("errors").path(0).path("message").asText())
                .contains(here(said));
    }

    @Test
    void namesAndReasonsHaveALimit() {
        assertThat(make("silences", "[\"" + "x".repeat(300) + "\"]", "[]").status())
                .isEqualTo(422);
        assertThat(make("silences", "[\"" + "-".repeat(100_000) + "\"]", "[]").status())
                .isEqualTo(422);
        assertThat(make("silences", "[" + "\"a\",".repeat(500) + "\"a\"]", "[]").status())
                .isEqualTo(422);
        assertThat(make("silences", "[\"" + LINK + "\"]", "[]", "x".repeat(2_001))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void withoutATopologyNamesAreTakenWithAWarning() {
        NetworkSnapshotCache nothing = Mockito.mock(NetworkSnapshotCache.class);
        Mockito.when(nothing.names()).thenReturn(Optional.empty());
        SuppressionNameCheck names = new SuppressionNameCheck(nothing);

        assertThat(names.problems(List.of("any-link"), List.of("any-node"))).isEmpty();
        assertThat(names.warnings()).singleElement().asString().contains("no topology");
    }

    @ParameterizedTest
    @ValueSource(strings = {"silences", "maintenance"})
    void oneBadRowHidesNoOther(String kind) {
        // given a row of a former version, with null in its list
        jdbc.sql(
                        """
                        insert into suppression (id, kind, links, nodes, reason, author, starts_at, ends_at, created_at)
                        values (gen_random_uuid(), :kind, '{NULL}', array[null, :node], 'bad', 'a', now(), now() + '1 day', now()),
                               (gen_random_uuid(), 'oddity', '{}', '{}', 'odd', 'a', now(), now() + '1 day', now())""")
                .param("node", "alfa" + freshIsland())
                .param("kind", kind.equals("silences") ? "silence" : "maintenance")
                .update();
        // when
        Answer made = make(kind, "[\"" + LINK + "\"]", "[]");
        // then
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().has("warnings")).isFalse();
        assertThat(caller(AgentName.IO_AGENT).get("/api/" + kind).status()).isEqualTo(200);
        suppressions.refresh();
        assertThat(suppressions.covering(LINK, List.of())).isPresent();
        webhook("cnc", shortCnc("silenced-" + kind, LINK, "warning"));
        soon().untilAsserted(() -> assertThat(caller(AgentName.IO_AGENT)
                        .get("/api/alerts?link_id=" + LINK)
                        .body()
                        .path("items")
                        .path(0)
                        .path("verdict")
                        .asText())
                .isEqualTo("suppressed"));
        jdbc.sql("delete from suppression").update();
        suppressions.refresh();
    }
}

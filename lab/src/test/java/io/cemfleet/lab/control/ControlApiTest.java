package io.cemfleet.lab.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LinkImpairment;
import io.cemfleet.lab.simulator.SimulatorTest;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

@SimulatorTest
class ControlApiTest {

    private static final String LINK = "krakow-prague";

    @Autowired
    private TestRestTemplate http;

    @Autowired
    private LabNetwork network;

    @Autowired
    private ObjectMapper mapper;

    @AfterEach
    void healAll() {
        network.topology().links().forEach(link -> network.heal(link.id()));
    }

    @Test
    void theNetworkIsShownInTheShapeOfTheContract() throws IOException {
        JsonNode shown = shown();
        assertThat(shown.path("nodes").get(0)).hasSize(3);
        assertThat(shown.at("/nodes/0/position/lat").isNumber()).isTrue();
        JsonNode link = shown.path("links").get(0);
        List.of("id", "a", "z", "latency_ms", "jitter_ms", "loss_pct", "utilisation")
                .forEach(field -> assertThat(link.has(field)).as(field).isTrue());
        for (JsonNode service : shown.path("services")) {
            List.of("id", "tier", "color", "paths", "path", "latency_ms", "jitter_ms", "loss_pct")
                    .forEach(field -> assertThat(service.has(field)).as(field).isTrue());
            double shares = 0;
            for (JsonNode path : service.path("paths")) {
                shares += path.path("share").asDouble();
            }
            assertThat(shares).isCloseTo(1, within(0.01));
        }
        List.of("name", "head_end", "end_point", "color", "weights")
                .forEach(field -> assertThat(shown.path("tunnels").get(0).has(field))
                        .as(field)
                        .isTrue());
    }

    @Test
    void degradeAddsToTheLinkAtOnceAndHealTakesItAway() throws IOException {
        double before = link(LINK).path("latency_ms").asDouble();
        ResponseEntity<String> answer =
                post("/lab/links/" + LINK + "/degrade", "{\"latency_ms\": 250, \"loss_pct\": 0.5}");
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(link(LINK).path("latency_ms").asDouble()).isCloseTo(before + 250, within(0.5));
        assertThat(link(LINK).path("loss_pct").asDouble()).isCloseTo(0.5, within(0.001));
        assertThat(post("/lab/links/" + LINK + "/heal", "").getStatusCode().value())
                .isEqualTo(200);
        assertThat(link(LINK).path("latency_ms").asDouble()).isCloseTo(before, within(0.5));
    }

    @Test
    void badInputIsAProblemThatNamesTheField() throws IOException {
        ResponseEntity<String> unknown = post("/lab/links/nowhere/heal", "");
        assertThat(unknown.getStatusCode().value()).isEqualTo(404);
        assertThat(unknown.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        for (String body : List.of("{\"jitter_ms\": -1}", "{\"jitter_ms\": \"much\"}", "{\"jitter_ms\": 1e300}")) {
            ResponseEntity<String> refused = post("/lab/links/" + LINK + "/degrade", body);
            assertThat(refused.getStatusCode().value()).isEqualTo(422);
            assertThat(mapper.readTree(refused.getBody()).at("/errors/0/field").asText())
                    .isEqualTo("jitter_ms");
        }
        assertThat(post("/lab/links/" + LINK + "/degrade", "{").getStatusCode().value())
                .isEqualTo(400);
        assertThat(post("/lab/scenarios/nonsense", "").getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void theScenarioDegradesTheBusiestLinkThatIsWell() throws IOException {
        JsonNode scenarios = mapper.readTree(http.getForObject("/lab/scenarios", String.class));
        assertThat(StreamSupport.stream(scenarios.path("items").spliterator(), false)
                        .map(item -> item.path("name").asText()))
                .contains("degrade-busiest", "flap", "congest", "lossy");
        assertThat(post("/lab/scenarios/degrade-busiest", "").getStatusCode().value())
                .isEqualTo(202);
        assertThat(network.topology().links())
                .filteredOn(link -> !network.state().impairment(link.index()).equals(LinkImpairment.NONE))
                .singleElement()
                .satisfies(link -> assertThat(
                                network.state().condition(2 * link.index()).delayMs())
                        .isGreaterThan(250));
    }

    @Test
    void demandsAreScaledAndRoutesAreLockedByOrder() throws IOException {
        // when
        assertThat(post("/lab/demands", "{\"fill\": 0.7}").getStatusCode().value())
                .isEqualTo(200);
        // then
        double fullest = 0;
        for (JsonNode link : shown().path("links")) {
            assertThat(link.path("loads")).hasSize(2);
            fullest = Math.max(fullest, link.path("utilisation").asDouble());
        }
        assertThat(fullest).isCloseTo(0.7, within(0.01));
        assertThat(post("/lab/demands", "{\"growth\": 1}").getStatusCode().value())
                .isEqualTo(200);
        assertThat(shown().path("growth").asDouble()).isEqualTo(1);
        for (String body : List.of("{}", "{\"fill\": 0}", "{\"growth\": -1}")) {
            assertThat(post("/lab/demands", body).getStatusCode().value())
                    .as(body)
                    .isEqualTo(422);
        }
        assertThat(post("/lab/services/nowhere/lock", "{\"routes\": \"keeps\"}")
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
        assertThat(post("/lab/services/nowhere/lock", "{\"routes\": \"maybe\"}")
                        .getStatusCode()
                        .value())
                .isEqualTo(422);
    }

    private JsonNode shown() throws IOException {
        return mapper.readTree(http.getForObject("/lab/network", String.class));
    }

    private JsonNode link(String id) throws IOException {
        for (JsonNode link : shown().path("links")) {
            if (link.path("id").asText().equals(id)) {
                return link;
            }
        }
        throw new AssertionError("no link " + id);
    }

    private ResponseEntity<String> post(String path, String body) {
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        return http.postForEntity(path, new HttpEntity<>(body, headers), String.class);
    }
}

package io.cemfleet.path;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.RouteAccessCheck;
import io.cemfleet.runtime.retention.RetentionPurge;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.TableLifetimeCheck;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/** Single paths, their validation, and the topology that the agent shows. */
class PathComputationTest extends PathComputationTestBase {

    @Test
    void everyTableHasALifetime(@Autowired RetentionPurge retention, @Autowired DataSource database) {
        TableLifetimeCheck.assertComplete("path-computation", retention, database);
    }

    @Test
    void theGoldenRequestIsAnswered() {
        // when
        var result = orchestrator()
                .send("compute_path", FleetJson.golden("compute_path"))
                .result();
        // then
        assertThat(result.path("path_found").asBoolean()).isTrue();
        assertThat(texts(result.at("/path/links")))
                .containsExactly("frankfurt-munich", "munich-vienna", "prague-vienna");
        assertThat(result.at("/path/path_type").asText()).isEqualTo("sr-mpls");
        assertThat(result.path("alternatives")).isNotEmpty();
        assertThat(result.path("topology_version").asText()).startsWith("t-");
        // and: the computed path is valid until one of its links degrades
        assertThat(validate(result, "frankfurt-prague").path("valid").asBoolean())
                .isTrue();
        assertThat(texts(validate(result, "munich-vienna").path("violations"))).containsExactly("links: munich-vienna");
    }

    @Test
    void aMissingLinkBetweenKnownRoutersIsAWarning() {
        // given: no cached version has the link, but the topology has both of its routers
        var request = PathFixtures.request("frankfurt", "prague", List.of("munich-prague"));
        // when
        var warned = orchestrator().send("compute_path", request).result();
        // then
        assertThat(warned.path("path_found").asBoolean()).isTrue();
        assertThat(texts(warned.path("warnings"))).containsExactly("avoid.links: unknown name munich-prague");
    }

    @Test
    void anUnknownNameIsRefusedWithItsField() {
        assertRefused(
                avoiding("london-paris"),
                "unknown_link",
                "avoid.links: unknown link london-paris; no kept version has it");
        assertRefused(
                avoiding("prague-frankfurt"),
                "unknown_link",
                "avoid.links: unknown link prague-frankfurt; frankfurt-prague is in the topology");
        var nodes = avoiding("frankfurt-prague");
        nodes.withObjectProperty("avoid").putArray("nodes").add("no-such-router");
        assertRefused(nodes, "unknown_node", "avoid.nodes: unknown router no-such-router; no kept version has it");
        var apart = avoiding("frankfurt-prague");
        apart.putArray("disjoint_from").add("no such link");
        assertRefused(apart, "unknown_link", "disjoint_from: unknown link no such link; no kept version has it");
    }

    private static ObjectNode avoiding(String link) {
        return (ObjectNode) FleetJson.tree(PathFixtures.request("frankfurt", "prague", List.of(link)));
    }

    private void assertRefused(ObjectNode request, String code, String message) {
        var answer = orchestrator().send("compute_path", request).body();
        assertThat(answer.at("/error/code").asText()).isEqualTo(code);
        assertThat(answer.at("/error/message").asText()).isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource({"2147483647, 1e300", "2147483647, 0.1", "1, 1e300"})
    void limitsNearTheEndOfTheirTypesDoNotOverflow(int hops, double delay) {
        // given
        var request = avoiding("frankfurt-prague");
        request.put("max_hops", hops).put("max_delay_ms", delay);
        // when
        var result = orchestrator().send("compute_path", request).result();
        // then: only a delay of 0.1 ms is in the way
        assertThat(result.path("path_found").asBoolean()).isEqualTo(delay > 1);
    }

    private JsonNode validate(JsonNode computed, String avoided) {
        var request = PathFixtures.request("frankfurt", "prague", List.of(avoided));
        return orchestrator()
                .send("validate_path", Map.of("path", computed.path("path"), "constraints", FleetJson.tree(request)))
                .result();
    }

    @Test
    void withoutATopologyATaskFailsAndCanBeRetried() {
        // given
        controller.topologyUp = false;
        // when
        var answer = orchestrator()
                .send("compute_path", PathFixtures.request("frankfurt", "vienna", List.of()))
                .body();
        // then
        assertThat(answer.at("/status/state").asText()).isEqualTo("failed");
        assertThat(answer.at("/error/code").asText()).isEqualTo("topology_unavailable");
        assertThat(answer.at("/error/retryable").asBoolean()).isTrue();
        assertThat(io().get("/api/topology").status()).isEqualTo(503);
    }

    @Test
    void anUnknownRouterIsNamedInTheRefusal() {
        var answer = orchestrator()
                .send("compute_path", PathFixtures.request("atlantis", "vienna", List.of()))
                .body();
        assertThat(answer.at("/error/code").asText()).isEqualTo("unknown_node");
        assertThat(answer.at("/error/message").asText()).contains("source_pe", "atlantis");
    }

    @Test
    void theTopologyHasPositionsAndItsVersions() {
        // when
        var topology = topology();
        var version = topology.path("version").asText();
        // then
        assertThat(topology.at("/nodes/0/id").asText()).isEqualTo("frankfurt");
        assertThat(topology.at("/nodes/0/position/latitude").asDouble()).isEqualTo(50.11);
        assertThat(topology.path("links")).hasSize(7);
        assertThat(io().get("/api/topology?version=" + version).status()).isEqualTo(200);
        assertThat(io().get("/api/topology?version=t-0").status()).isEqualTo(404);
        assertThat(orchestrator()
                        .send("get_topology", Map.of("version", version))
                        .result()
                        .path("version")
                        .asText())
                .isEqualTo(version);
    }

    @Test
    void everyRouteRefusesWhoMayNotUseIt(@Autowired ServletWebServerApplicationContext context) {
        RouteAccessCheck.of(context, AgentName.PATH_COMPUTATION).isGuarded();
    }
}

package io.cemfleet.lab.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.lab.network.LabLink;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LinkImpairment;
import io.cemfleet.lab.network.NamedPolicy;
import io.cemfleet.lab.simulator.SimulatorClient;
import io.cemfleet.lab.simulator.SimulatorTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@SimulatorTest
class ScenarioTest {
    @Autowired
    private LabNetwork network;

    private SimulatorClient calls;
    private final List<String> runs = new ArrayList<>();

    @BeforeEach
    void connect(@LocalServerPort int port) {
        calls = new SimulatorClient(port);
    }

    /** A run that continues would disturb the next test. */
    @AfterEach
    void endAll() {
        runs.forEach(run -> calls.delete("/lab/runs/" + run));
        healAll();
    }

    private void healAll() {
        network.topology().links().forEach(link -> network.heal(link.id()));
        calls.delete("/lab/faults");
    }

    private JsonNode start(String scenario) {
        SimulatorClient.Answer answer = calls.post("/lab/scenarios/" + scenario, "{\"speed\": 100}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        runs.add(answer.json().path("run_id").asText());
        return answer.json();
    }

    private SimulatorClient.Answer cue(JsonNode run, String cue) {
        return calls.post("/lab/runs/" + run.path("run_id").asText() + "/cues/" + cue, "");
    }

    private LabLink link(JsonNode run, String choice) {
        return network.topology().linkById(run.at("/links/" + choice).asText()).orElseThrow();
    }

    private boolean impaired(LabLink link) {
        return !network.state().impairment(link.index()).equals(LinkImpairment.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cascade",
                "growth",
                "three_failures",
                "impact_api_down",
                "relapse",
                "cleanup_failure",
                "take_over",
                "global_stop",
                "slow_link",
                "failed_shift",
                "stop_during_cutover",
                "repath_failing_write",
                "vanished_policy",
                "fibre_cut",
                "relapse_after_return",
                "update_storm"
            })
    void aLinkWithServicesThatHaveAnotherWayGetsSlowAndTheRunsEndHealsIt(String scenario) {
        JsonNode run = start(scenario);
        LabLink small = link(run, "small");
        assertThat(impaired(small)).isTrue();
        assertThat(LinkUsage.of(network.state()).services(small)).isPositive();
        assertThat(calls.delete("/lab/runs/" + run.path("run_id").asText()).status())
                .isEqualTo(204);
        assertThat(impaired(small)).isFalse();
        assertThat(calls.get("/lab/faults").json().path("items")).isEmpty();
        assertThat(cue(run, "heal").status()).isEqualTo(404);
    }

    @Test
    void aFullNetworkHasTheRequestedLoadAndItsOldOneAfterTheRun() {
        // when
        JsonNode run = start("full_network");
        // then
        assertThat(LabNetworkViewMapper.of("", network.state()).links().stream()
                        .mapToDouble(LabNetworkView.LinkView::utilisation)
                        .max()
                        .orElseThrow())
                .isCloseTo(0.75, within(0.005));
        LabLink full = link(run, "fullest");
        assertThat(impaired(full)).isFalse();
        cue(run, "degrade");
        assertThat(impaired(full)).isTrue();
        cue(run, "heal");
        cue(run, "degrade");
        calls.delete("/lab/runs/" + run.path("run_id").asText());
        assertThat(impaired(full)).isFalse();
        assertThat(network.state().growth()).isEqualTo(1);
    }

    @Test
    void theLockedServiceHasNoColourAndIsUnlockedByTheCueAndByTheEnd() {
        JsonNode run = start("partial_steering");
        String locked = run.at("/things/locked").asText();
        assertThat(calls.get("/lab/locks").json().path(locked).asText()).isEqualTo("KEEPS");
        assertThat(network.state().serviceState(locked).orElseThrow().flows())
                .anyMatch(flow -> flow.color() == null
                        && flow.branches().stream().anyMatch(branch -> branch.links()
                                .contains(run.at("/links/plain").asText())));
        assertThat(LinkUsage.of(network.state()).services(link(run, "plain"))).isGreaterThan(1);
        cue(run, "unlock");
        assertThat(calls.get("/lab/locks").json()).isEmpty();
        JsonNode again = start("partial_steering");
        assertThat(calls.get("/lab/locks").json()).isNotEmpty();
        calls.delete("/lab/runs/" + again.path("run_id").asText());
        assertThat(calls.get("/lab/locks").json()).isEmpty();
    }

    @Test
    void thePolicyThatVanishesIsOneThatWasMadeSinceTheStart() {
        // given
        JsonNode run = start("vanished_policy");
        NamedPolicy old = network.state().policies().values().iterator().next();
        assertThat(cue(run, "vanish").json().path("things")).isEmpty();
        network.putPolicy(new NamedPolicy(
                "made-since", old.headEnds(), old.endPoint(), 4711, null, old.paths(), NamedPolicy.Origin.NSO));
        // when
        assertThat(cue(run, "vanish").json().at("/things/removed").asText()).isEqualTo("made-since");
        // then
        assertThat(network.state().policies()).containsKey(old.name()).doesNotContainKey("made-since");
    }

    @Test
    void aCutLinkIsInNoInventoryUntilItIsRepaired() {
        JsonNode run = start("fibre_cut");
        LabLink link = link(run, "small");
        assertThat(linksBetweenItsEnds(link)).isEqualTo(4);
        cue(run, "cut");
        assertThat(linksBetweenItsEnds(link)).isZero();
        cue(run, "heal");
        assertThat(linksBetweenItsEnds(link)).isEqualTo(4);
    }

    private long linksBetweenItsEnds(LabLink link) {
        String a = network.topology().router(link.forward().from()).hostname();
        String z = network.topology().router(link.forward().to()).hostname();
        return java.util.regex.Pattern.compile(
                        "\"link-id\":\"(" + a + " : [^:]+ : " + z + "|" + z + " : [^:]+ : " + a + ") : ")
                .matcher(topology())
                .results()
                .count();
    }

    @Test
    void noServiceUsesTheLinkOfNoImpact() {
        JsonNode run = cue(start("no_impact"), "degrade").json();
        assertThat(impaired(link(run, "unused"))).isTrue();
        assertThat(LinkUsage.of(network.state()).possible(link(run, "unused"))).isFalse();
        assertThat(cue(run, "heal").status()).isEqualTo(200);
        assertThat(impaired(link(run, "unused"))).isFalse();
    }

    @Test
    void theBridgeOfNoPathIsTheOnlyWayOfSomeServices() {
        JsonNode run = start("no_path");
        LabLink spare = link(run, "spare");
        assertThat(network.state().failed(spare.index())).isTrue();
        HealthyLinkGraph before = HealthyLinkGraph.of(network.state());
        SimulatorClient.Answer cued = cue(run, "degrade");
        assertThat(before.survives(link(cued.json(), "bridge"))).isFalse();
        assertThat(LinkUsage.of(network.state()).services(link(cued.json(), "bridge")))
                .isPositive();
    }

    @Test
    void theNeighbourOfGrowthMeetsTheFirstLinkInARouter() {
        JsonNode run = start("growth");
        LabLink first = link(run, "small");
        LabLink next = link(cue(run, "grow").json(), "next");
        assertThat(Set.of(first.forward().from(), first.forward().to()))
                .containsAnyOf(next.forward().from(), next.forward().to());
        assertThat(impaired(next)).isTrue();
    }

    @Test
    void aCascadeNeedsAPolicyThatWasMadeSinceTheStart() {
        JsonNode run = start("cascade");
        SimulatorClient.Answer cued = cue(run, "cascade");
        assertThat(cued.status()).isEqualTo(409);
        assertThat(cued.json().path("detail").asText()).startsWith("this network has no link that");
    }

    @Test
    void theTwoLinksOfOverlapShareTrafficAndNoRouter() {
        JsonNode run = start("overlap");
        LabLink one = link(run, "pair_one");
        LabLink other = link(run, "pair_other");
        assertThat(LinkUsage.of(network.state()).together(one, other)).isTrue();
        assertThat(List.of(one.forward().from(), one.forward().to()))
                .doesNotContain(other.forward().from(), other.forward().to());
    }

    @Test
    void theSameLinkIsNotDisturbedTwiceInARow() {
        String first = start("relapse").at("/links/small").asText();
        healAll();
        assertThat(start("relapse").at("/links/small").asText()).isNotEqualTo(first);
    }

    @Test
    void aFlapGoesOnByItselfAndEndsWell() {
        JsonNode run = start("flap");
        LabLink small = link(run, "small");
        await().until(() -> !impaired(small));
        await().until(() -> impaired(small));
        String id = network.topology().links().getFirst().id();
        assertThat(calls.post("/lab/links/" + id + "/flap", "{\"times\": 2, \"every_seconds\": 0.2}")
                        .status())
                .isEqualTo(200);
        assertThat(calls.post("/lab/links/" + id + "/flap", "{\"times\": 0}").status())
                .isEqualTo(422);
        assertThat(calls.post("/lab/links/nowhere/flap", "{}").status()).isEqualTo(404);
        LabLink first = network.topology().linkById(id).orElseThrow();
        await().during(Duration.ofMillis(600)).until(() -> !impaired(first));
    }

    @Test
    void trafficGoesAroundALinkThatFailedAndCncKnowsItsAdjacencyNoMore() {
        // given
        JsonNode run = start("relapse");
        LabLink link = link(run, "small");
        Map<String, Object> before = routes();
        network.heal(link.id());
        // when
        assertThat(calls.post("/lab/links/" + link.id() + "/fail", "").status()).isEqualTo(200);
        // then
        assertThat(LinkUsage.of(network.state()).services(link)).isZero();
        assertThat(network.state().condition(link.forward().index()).lossPct()).isEqualTo(100);
        assertThat(adjacencies(link)).isZero();
        assertThat(calls.post("/lab/links/" + link.id() + "/heal", "").status()).isEqualTo(200);
        assertThat(routes()).isEqualTo(before);
        assertThat(adjacencies(link)).isEqualTo(2);
    }

    private Map<String, Object> routes() {
        return network.state().services().stream()
                .collect(java.util.stream.Collectors.toMap(
                        service -> service.id(),
                        service -> network.state().serviceState(service.id()).orElseThrow().flows().stream()
                                .map(flow -> flow.branches().stream()
                                        .map(branch -> branch.links() + " " + branch.share())
                                        .toList())
                                .toList()));
    }

    private String topology() {
        return calls.get(
                        "/crosswork/nbi/topology/v3/restconf/data/ietf-network-state:networks",
                        "Authorization",
                        calls.cncLogin())
                .body();
    }

    private long adjacencies(LabLink link) {
        String text = topology();
        String a = network.topology().router(link.forward().from()).hostname();
        String z = network.topology().router(link.forward().to()).hostname();
        return java.util.regex.Pattern.compile(
                        "\"link-id\":\"(" + a + " : [^:]+ : " + z + "|" + z + " : [^:]+ : " + a + ") : [^:]+ : ISIS")
                .matcher(text)
                .results()
                .count();
    }

    @Test
    void aLinkCanBeCongested() {
        JsonNode busiest = start("degrade-busiest");
        LabLink link = link(busiest, "busiest");
        assertThat(calls.post("/lab/links/" + link.id() + "/congest", "{\"utilisation\": 1.1}")
                        .json()
                        .path("utilisation")
                        .asDouble())
                .isEqualTo(1);
        assertThat(calls.post("/lab/links/" + link.id() + "/congest", "{\"utilisation\": 5}")
                        .status())
                .isEqualTo(422);
    }
}

package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.WaveFixtures.INCIDENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.NsoPlanStatus;
import io.cemfleet.cnc.nso.NsoPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Many tunnels, one transaction. */
@TestPropertySource(properties = "cem.tunnel.controls.caps.max-tunnels-per-head-end=100")
class TunnelWavesTest extends TunnelTestBase {
    private static final int SIZE = 40;
    /** Colours are read from the fake services, which are not counted: 2 calls before and 2 after a steering. */
    private static final int MOST_CALLS = 12;
    /** Frankfurt and Prague reach Vienna over links of equal cost, Munich and Zurich over one path each. */
    private static final int AMBIGUOUS_PATHS = 2;

    @BeforeEach
    void customersOfEachItem() {
        WaveFixtures.customers(cnc, vpns, SIZE);
    }

    @Test
    void aWaveOf40WithOneBadItemProvisions39AndExplainsTheBadOne() {
        // given a policy that NSO refuses
        cnc.refused.add("munich-vienna-protect-004");

        // when
        List<JsonNode> answers = wave("provision_tunnels", WaveFixtures.provision(INCIDENT, SIZE));

        // then the others stand, and the bad one says why
        assertThat(answers)
                .extracting(answer -> answer.path("key").asText())
                .hasSize(SIZE)
                .startsWith("item 0");
        List<JsonNode> bad =
                answers.stream().filter(answer -> answer.has("error")).toList();
        assertThat(bad).singleElement().satisfies(answer -> {
            assertThat(answer.path("key").asText()).isEqualTo("item 13");
            assertThat(answer.at("/error/code").asText()).isEqualTo("cnc_refused");
            assertThat(answer.at("/error/message").asText()).contains("munich-vienna-protect-004");
        });
        assertThat(names(answers)).hasSize(SIZE - 1).allSatisfy(name -> assertThat(cnc.policies)
                .containsKey(name));
        assertThat(jdbc.sql("select state, count(*) as n from tunnel group by state order by state")
                        .query((row, n) -> row.getString("state") + ' ' + row.getInt("n"))
                        .list())
                .containsExactly("failed 1", "provisioned 39");
        // and the cost of the bad one is logarithmic: each level of halves is two transactions, the last a write alone
        assertThat(cnc.calls.get("commit")).isLessThanOrEqualTo(1 + 2 * 6);
        assertThat(audited("error").at("/details/code").asText()).isEqualTo("cnc_refused");
    }

    @Test
    void aWaveCostsTheSameWhateverItsSize() {
        // when
        wave("provision_tunnels", WaveFixtures.provision(INCIDENT, 4));
        var few = new java.util.TreeMap<>(cnc.calls);
        wave("delete_tunnels", WaveFixtures.delete(INCIDENT, tunnels()));
        cnc.calls.clear();
        wave("provision_tunnels", WaveFixtures.provision("INC-2026-0002", SIZE));

        // then
        few.remove("topology");
        cnc.calls.remove("topology");
        assertThat(cnc.calls).isEqualTo(few);
        assertThat(cnc.calls)
                .containsEntry("commit", 1)
                .containsEntry("plans", 1)
                .containsEntry("dryRun", AMBIGUOUS_PATHS);
        assertThat(WaveFixtures.calls(cnc)).isLessThanOrEqualTo(MOST_CALLS);
    }

    @Test
    void eachItemHasAnAuditEventOfItsOwn() {
        wave("provision_tunnels", WaveFixtures.provision(INCIDENT, SIZE));

        await().until(() -> events("tunnel_provisioned") == SIZE);
    }

    @Test
    void aCrashBetweenTransactionAndReadBackIsRepeatedWithTheSameResult() {
        // given
        UUID task = UUID.randomUUID();
        var wave = WaveFixtures.provision(INCIDENT, SIZE);
        cnc.crashes("plans", false);

        // when
        assertThat(orchestrator().send("provision_tunnels", task, wave).status())
                .isEqualTo(500);
        List<JsonNode> answers =
                answers(orchestrator().send("provision_tunnels", task, wave).result());

        // then
        assertThat(names(answers)).hasSize(SIZE).doesNotHaveDuplicates();
        assertThat(names(answers))
                .allSatisfy(name -> assertThat(cnc.creations(name)).isOne());
        assertThat(cnc.calls).containsEntry("commit", 1);
        assertThat(cnc.policies).hasSize(1 + 2 * SIZE);
        assertThat(events("tunnel_provisioned")).isLessThanOrEqualTo(SIZE);
    }

    @Test
    void aCrashBetweenTwoHalvesIsRepeatedWithTheSameResult() {
        // given a refused transaction, whose first half is committed when the agent stops
        UUID task = UUID.randomUUID();
        var wave = WaveFixtures.provision(INCIDENT, 16);
        cnc.refused.add("zurich-vienna-protect-004");
        cnc.after("commit", () -> cnc.crashes("commit", true));
        assertThat(orchestrator().send("provision_tunnels", task, wave).status())
                .isEqualTo(500);
        int before = cnc.policies.size();

        // when
        List<JsonNode> answers =
                answers(orchestrator().send("provision_tunnels", task, wave).result());

        // then what the first half made is read back, and only the rest is written
        assertThat(before).isEqualTo(1 + SIZE + 8);
        assertThat(errors(answers)).containsExactly("item 15 cnc_refused");
        assertThat(names(answers)).hasSize(15).allSatisfy(name -> assertThat(cnc.creations(name))
                .isOne());
    }

    @Test
    void theAgentCardShowsTheItemsOfAWave() {
        JsonNode skills = new TestAgentCaller(AgentName.IO_AGENT, AgentName.TUNNEL_PROVISIONING, port)
                .get("/.well-known/agent-card.json")
                .body()
                .path("skills");

        assertThat(StreamSupport.stream(skills.spliterator(), false)
                        .filter(skill -> skill.path("id").asText().equals("steer_tunnels")))
                .singleElement()
                .satisfies(skill -> assertThat(skill.toString()).contains("tunnel_id", "payload", "maxItems"));
    }

    @Test
    void aTransactionWhoseAnswerWasLostIsReadBackAndNotRepeated() {
        cnc.fails("commit", true, CncResult.unavailable("the answer was lost", true));

        List<JsonNode> answers = wave("provision_tunnels", WaveFixtures.provision(INCIDENT, SIZE));

        assertThat(names(answers)).hasSize(SIZE);
        assertThat(cnc.calls).containsEntry("commit", 1);
    }

    @Test
    void oneDeviceThatIsOutOfSyncFailsItsItemOnly() {
        // given a transaction that the controller could not complete
        cnc.fails("commit", false, CncResult.unavailable("device PE1: out of sync", true));

        // when
        List<JsonNode> answers = wave("provision_tunnels", WaveFixtures.provision(INCIDENT, SIZE));

        // then it was read back, and its halves are transactions of their own
        assertThat(names(answers)).hasSize(SIZE);
        assertThat(cnc.calls).containsEntry("commit", 3);
    }

    @Test
    void aPlanThatFailedFailsItsItemOnly() {
        // given
        String bad = "sr-policy-prague-vienna-protect-002";
        cnc.plans.put(bad, new NsoPlanStatus.Failed("device Prague: out of sync"));

        // when
        List<JsonNode> answers = wave("provision_tunnels", WaveFixtures.provision(INCIDENT, 12));

        // then
        assertThat(errors(answers)).containsExactly("item 6 plan_failed");
    }

    @Test
    void aWaveIsSteeredShiftedAndDeletedWithOneTransactionEach() {
        // given
        List<String> tunnels = names(wave("provision_tunnels", WaveFixtures.provision(INCIDENT, SIZE)));

        // when it is steered
        cnc.calls.clear();
        List<JsonNode> steered = wave("steer_tunnels", WaveFixtures.steer(tunnels));
        // then
        assertThat(steered).hasSize(SIZE).allSatisfy(answer -> assertThat(
                        answer.at("/result/traffic_steered").asBoolean())
                .isTrue());
        assertThat(tunnels).allSatisfy(name -> assertThat(preferenceOf(name)).isGreaterThan(100));
        assertThat(cnc.calls).containsEntry("commit", 1);
        assertThat(WaveFixtures.calls(cnc) + 4).isLessThanOrEqualTo(MOST_CALLS);

        // when half of the traffic returns
        cnc.calls.clear();
        List<JsonNode> shifted = wave("shift_tunnels", WaveFixtures.shift(tunnels, 50));
        // then
        assertThat(shifted).hasSize(SIZE).allSatisfy(answer -> assertThat(
                        answer.at("/result/weights_in_force/original_weight").asInt())
                .isEqualTo(50));
        assertThat(cnc.calls).containsEntry("commit", 1);
        assertThat(WaveFixtures.calls(cnc)).isLessThanOrEqualTo(MOST_CALLS);
        assertThat(cnc.rewritten).isEmpty();

        // when it is deleted
        cnc.calls.clear();
        List<JsonNode> deleted = wave("delete_tunnels", WaveFixtures.delete(INCIDENT, tunnels));
        // then nothing of it is left, and the customers' policies are
        assertThat(deleted).hasSize(SIZE).allSatisfy(answer -> assertThat(
                        answer.at("/result/binding_sid_released").asBoolean())
                .isTrue());
        assertThat(cnc.policies).hasSize(1 + SIZE);
        assertThat(cnc.lists).isEmpty();
        assertThat(cnc.calls).containsEntry("commit", 2);
        assertThat(WaveFixtures.calls(cnc)).isLessThanOrEqualTo(MOST_CALLS);
        assertThat(jdbc.sql("select count(*) from binding_sid")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void whatIsNotOursLeavesItsWave() {
        // given a third party's policy under the name of one of the tunnels
        List<String> tunnels = names(wave("provision_tunnels", WaveFixtures.provision(INCIDENT, 8)));
        NsoPolicy own = cnc.policyNamed(tunnels.get(3));
        var foreign = new NsoPolicy(own.name(), own.headEnd(), "munich", own.color(), null, own.paths());
        cnc.policies.put(own.name(), foreign);

        // when
        List<JsonNode> answers = wave("steer_tunnels", WaveFixtures.steer(tunnels));

        // then
        assertThat(errors(answers)).containsExactly("item 3 not_ours");
        assertThat(cnc.policyNamed(own.name())).isEqualTo(foreign);
        assertThat(wave("delete_tunnels", WaveFixtures.delete(INCIDENT, tunnels)))
                .extracting(answer -> answer.at("/error/code").asText())
                .containsOnlyOnce("not_ours");
    }

    @Test
    void aPolicyThatAppearedUnderAFreshNameIsNotReplaced() {
        // given a third party that is faster than the transaction
        var foreign = new NsoPolicy("sr-policy-prague-vienna-protect-001", "prague", "munich", 7, null, List.of());
        cnc.after("configuration", () -> cnc.policies.put(foreign.name(), foreign));

        // when
        List<JsonNode> answers = wave("provision_tunnels", WaveFixtures.provision(INCIDENT, 8));

        // then
        assertThat(errors(answers)).containsExactly("item 2 not_ours");
        assertThat(cnc.policyNamed(foreign.name())).isEqualTo(foreign);
    }

    @Test
    void aTunnelOfAnotherIncidentIsUnknown() {
        List<String> tunnels = names(wave("provision_tunnels", WaveFixtures.provision("INC-2026-0002", 2)));

        List<JsonNode> answers = wave("steer_tunnels", WaveFixtures.steer(tunnels));

        assertThat(errors(answers)).containsExactly("item 0 unknown_tunnel", "item 1 unknown_tunnel");
    }

    @Test
    void twoWavesWithCommonHeadEndsBothSucceed() {
        // given a controller that takes its time
        cnc.pace = 20;

        // when
        var waves = List.of("INC-2026-0001", "INC-2026-0002", "INC-2026-0003").stream()
                .map(incident -> CompletableFuture.supplyAsync(
                        () -> wave("provision_tunnels", WaveFixtures.provision(incident, 8))))
                .toList();

        // then
        var all = new ArrayList<String>();
        waves.forEach(wave -> all.addAll(names(wave.join())));
        assertThat(all).hasSize(24).doesNotHaveDuplicates();
        assertThat(cnc.calls).containsEntry("commit", 3);
    }

    @Test
    void aLostLockStopsTheWaveBeforeItsNextHalf() {
        // given a refused transaction, after which another instance takes one of the locks over
        cnc.refused.add("munich-vienna-protect-001");
        cnc.after("commit", () -> jdbc.sql(
                        "update head_end_lock set fence = nextval('head_end_fence')" + " where name = 'zurich'")
                .update());

        // when
        List<JsonNode> answers = wave("provision_tunnels", WaveFixtures.provision(INCIDENT, 8));

        // then
        assertThat(answers)
                .extracting(answer -> answer.at("/error/code").asText())
                .containsOnly("head_end_busy");
        assertThat(cnc.calls).containsEntry("commit", 1);
    }

    @Test
    void aRepeatedWaveIsAnsweredFromMemory() {
        // given
        UUID task = UUID.randomUUID();
        var wave = WaveFixtures.provision(INCIDENT, 4);
        JsonNode first = orchestrator().send("provision_tunnels", task, wave).result();
        cnc.calls.clear();

        // then
        assertThat(orchestrator().send("provision_tunnels", task, wave).result())
                .isEqualTo(first);
        assertThat(cnc.calls).isEmpty();
    }

    private List<JsonNode> wave(String taskType, Object wave) {
        return answers(result(taskType, wave));
    }

    private static List<JsonNode> answers(JsonNode result) {
        return StreamSupport.stream(result.path("results").spliterator(), false).toList();
    }

    private static List<String> names(List<JsonNode> answers) {
        return answers.stream()
                .filter(answer -> answer.has("result"))
                .map(answer -> answer.at("/result/tunnel_id").asText())
                .toList();
    }

    private static List<String> errors(List<JsonNode> answers) {
        return answers.stream()
                .filter(answer -> answer.has("error"))
                .map(answer -> answer.path("key").asText()
                        + ' '
                        + answer.at("/error/code").asText())
                .toList();
    }

    private List<String> tunnels() {
        return jdbc.sql("select tunnel_id from tunnel").query(String.class).list();
    }

    private long events(String type) {
        return PEERS.payloads("log_event").stream()
                .filter(event -> event.path("event_type").asText().equals(type))
                .count();
    }
}

package io.cemfleet.orchestrator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.ProvisionTunnels;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.a2a.contract.SteerTunnels;
import io.cemfleet.a2a.contract.SteeringMethod;
import io.cemfleet.a2a.contract.WaveAnswer;
import io.cemfleet.a2a.contract.WriteRefusal;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import io.cemfleet.runtime.testing.FleetJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answer to a wave, folded in one step: each item is judged as the answer to a single call is. */
class WaveAnswersTest {
    private final List<Protection> all = WaveScene.planned(SlaTier.GOLD, 40);
    private final IncidentWorkUnit sending = WaveScene.advanced(all.toArray(Protection[]::new));
    private final AgentCall wave = sending.waves().getFirst();
    private final IncidentWorkUnit work =
            WaveScene.with(List.of(), new IncidentStage.Provisioning(), all.toArray(Protection[]::new));

    @Test
    void oneBadItemOfFortyLeavesThirtyNineToBeSteeredTogether() {
        // when
        Map<String, Protection> after = answered(item(7, WaveScene.failed(key(7), "not_ours", false)));

        // then the bad one is judged by its own code, the others are steered in one wave
        assertThat(at(after, 7).state()).isInstanceOf(ProtectionState.Failed.class);
        assertThat(at(after, 7).attempts().lastError()).startsWith("not_ours");
        assertThat(after.values())
                .filteredOn(p -> p.state() instanceof ProtectionState.Provisioned)
                .hasSize(39);
        assertThat(work.waves()).singleElement().satisfies(next -> {
            assertThat(next.step()).isEqualTo(CallStep.STEER_WAVE);
            assertThat(next.wave()).hasSize(39).doesNotContain(key(7));
        });
    }

    @Test
    void aSteeringThatFailsForOneItemLeavesTheOthersSteered() {
        // given
        Protection[] standing = WaveScene.standing(SlaTier.GOLD, 40).toArray(Protection[]::new);
        AgentCall steering = WaveScene.advanced(standing).waves().getFirst();
        IncidentWorkUnit now = WaveScene.with(List.of(), new IncidentStage.Provisioning(), standing);
        List<WaveAnswer<SteerTraffic.Result>> answers = Arrays.stream(standing)
                .map(p -> p.id().equals(key(3))
                        ? WaveScene.<SteerTraffic.Result>failed(p.id(), "head_end_busy", true)
                        : WaveAnswer.done(
                                p.id(),
                                new SteerTraffic.Result(
                                        true, p.scope().services(), List.of(), SteeringMethod.UNKNOWN, null)))
                .toList();

        // when
        List<Protection> after = ProtectionWorkflow.answered(
                now, steering, List.of(standing), new CallOutcome.Done(new SteerTunnels.Result(answers)));

        // then
        assertThat(after)
                .filteredOn(p -> p.state() instanceof ProtectionState.Steered)
                .hasSize(39);
        assertThat(after)
                .filteredOn(p -> p.state() instanceof ProtectionState.Planned)
                .singleElement()
                .satisfies(p -> assertThat(p.attempts().failures()).isZero());
    }

    @Test
    void aBusyHeadEndCountsForNoAttemptAndARefusalForGood() {
        Map<String, Protection> after = answered(
                item(0, WaveScene.failed(key(0), "head_end_busy", true)),
                item(1, WaveScene.failed(key(1), "cap_exceeded", false)),
                item(2, WaveScene.failed(key(2), "plan_timeout", true)));

        assertThat(at(after, 0).attempts().failures()).isZero();
        assertThat(at(after, 0).attempts().notBefore()).isAfter(work.now());
        assertThat(at(after, 1).attempts().refusal()).isEqualTo(WriteRefusal.CAP_EXCEEDED);
        assertThat(at(after, 2).attempts().failures()).isOne();
        assertThat(work.waves().getFirst().wave()).hasSize(37);
    }

    @Test
    void anItemWithoutAnAnswerIsUnknownNotDone() {
        List<WaveAnswer<ProvisionTunnel.Result>> answers = new ArrayList<>(made());
        answers.remove(5);

        Map<String, Protection> after = fold(new CallOutcome.Done(new ProvisionTunnels.Result(answers)));

        assertThat(at(after, 5).state())
                .isEqualTo(new ProtectionState.FailedHolding(WorkUnitFixtures.LONE_ROUTE, null, false));
        assertThat(at(after, 5).attempts().lastError()).contains("not clear");
    }

    @Test
    void anItemThatIsAnsweredInTwoWaysIsUnknown() {
        List<WaveAnswer<ProvisionTunnel.Result>> answers = new ArrayList<>(made());
        answers.add(WaveScene.failed(key(5), "not_ours", false));
        answers.set(6, new WaveAnswer<>(key(6), null, null));

        Map<String, Protection> after = fold(new CallOutcome.Done(new ProvisionTunnels.Result(answers)));

        assertThat(at(after, 5).state()).isInstanceOf(ProtectionState.FailedHolding.class);
        assertThat(at(after, 6).state()).isInstanceOf(ProtectionState.FailedHolding.class);
    }

    @Test
    void answersForProtectionsThatTheWaveDoesNotHaveAreIgnored() throws Exception {
        List<WaveAnswer<ProvisionTunnel.Result>> answers = new ArrayList<>(made());
        answers.add(WaveScene.made("vienna>prague/-/sr-mpls"));
        ObjectNode answer = (ObjectNode) FleetJson.tree(new ProvisionTunnels.Result(answers));
        answer.withArray("results").add(FleetJson.object()).addNull();

        Map<String, Protection> after = fold(read(answer));

        assertThat(after).hasSize(40);
        assertThat(after.values()).allMatch(p -> p.state() instanceof ProtectionState.Provisioned);
    }

    @Test
    void anAnswerWithoutResultsSaysNothingOfAnyItem() throws Exception {
        Map<String, Protection> after = fold(read(FleetJson.object()));

        assertThat(after.values()).allMatch(p -> p.state() instanceof ProtectionState.FailedHolding);
    }

    @ParameterizedTest
    @CsvSource({"busy,true,planned", "refused_404,false,failed", "refused_422,false,failed"})
    void aWaveThatFailsAsAWholeCountsForEachItem(String code, boolean retryable, String state) {
        Map<String, Protection> after = fold(new CallOutcome.Failed(code, "as the test scripts it", retryable));

        assertThat(after).hasSize(40);
        assertThat(after.values()).allMatch(p -> p.state().label().equals(state));
        assertThat(after.values())
                .allSatisfy(p -> assertThat(p.attempts().lastError()).startsWith(code));
    }

    @Test
    void aWaveThatWasLostMayHaveLeftATunnelForEachItem() {
        Map<String, Protection> after = fold(new CallOutcome.Unknown("no answer"));

        assertThat(after.values())
                .allMatch(p -> p.state() instanceof ProtectionState.FailedHolding holding && holding.tunnel() == null);
    }

    @Test
    void aLateAnswerIsKeptWhereTheProtectionStillWaitsForIt() {
        // given a newer plan that no longer needs one of them
        Protection unneeded = all.getFirst().in(new ProtectionState.Unneeded());
        List<Protection> now = new ArrayList<>(all);
        now.set(0, unneeded);

        // when
        List<Protection> after =
                ProtectionWorkflow.answered(work, wave, now, new CallOutcome.Done(new ProvisionTunnels.Result(made())));

        // then
        assertThat(after.getFirst()).isEqualTo(unneeded);
        assertThat(after.subList(1, 40)).allMatch(p -> p.state() instanceof ProtectionState.Provisioned);
    }

    @Test
    void aProtectionThatIsGoneIsLeftOut() {
        List<Protection> after = ProtectionWorkflow.answered(
                work, wave, all.subList(0, 2), new CallOutcome.Done(new ProvisionTunnels.Result(made())));

        assertThat(after).hasSize(2);
    }

    private record Item(int index, WaveAnswer<ProvisionTunnel.Result> answer) {}

    private static Item item(int index, WaveAnswer<ProvisionTunnel.Result> answer) {
        return new Item(index, answer);
    }

    /** All are made, apart from these. */
    private Map<String, Protection> answered(Item... others) {
        List<WaveAnswer<ProvisionTunnel.Result>> answers = new ArrayList<>(made());
        for (Item other : others) {
            answers.set(other.index(), other.answer());
        }
        return fold(new CallOutcome.Done(new ProvisionTunnels.Result(answers)));
    }

    private Map<String, Protection> fold(CallOutcome answer) {
        return ProtectionWorkflow.answered(work, wave, all, answer).stream()
                .collect(Collectors.toMap(Protection::id, Function.identity()));
    }

    private List<WaveAnswer<ProvisionTunnel.Result>> made() {
        return all.stream().map(p -> WaveScene.made(p.id())).toList();
    }

    private static CallOutcome read(ObjectNode answer) throws IOException {
        return new CallOutcome.Done(FleetJson.MAPPER.treeToValue(answer, ProvisionTunnels.Result.class));
    }

    private Protection at(Map<String, Protection> after, int index) {
        return Objects.requireNonNull(after.get(key(index)));
    }

    private String key(int index) {
        return all.get(index).id();
    }
}

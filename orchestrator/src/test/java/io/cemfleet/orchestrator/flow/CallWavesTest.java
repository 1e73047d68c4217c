package io.cemfleet.orchestrator.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ProvisionTunnels;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.SteerTunnels;
import io.cemfleet.a2a.contract.TunnelWave;
import io.cemfleet.a2a.contract.WaveItem;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which writes are sent together. */
class CallWavesTest {

    @Test
    void theWritesOfEachTierAreOneWaveTheHighestTierFirst() {
        // given
        Protection[] all = Stream.concat(
                        WaveScene.planned(SlaTier.GOLD, 3).stream(), WaveScene.planned(SlaTier.PLATINUM, 2).stream())
                .toArray(Protection[]::new);

        // when
        List<AgentCall> sent = WaveScene.advanced(all).waves();

        // then
        assertThat(sent).extracting(AgentCall::step).containsExactly(CallStep.PROVISION_WAVE, CallStep.PROVISION_WAVE);
        assertThat(sent.getFirst().wave())
                .containsExactly("platinum-0>prague/-/sr-mpls", "platinum-1>prague/-/sr-mpls");
        assertThat(sent.getLast().wave()).hasSize(3).allMatch(key -> key.startsWith("gold-"));
        ProvisionTunnels.Request wave =
                (ProvisionTunnels.Request) sent.getFirst().payload();
        assertThat(wave.planRevision()).isOne();
        assertThat(wave.items())
                .extracting(WaveItem::key)
                .isEqualTo(sent.getFirst().wave());
        assertThat(wave.items()).allMatch(item -> item.payload().protectionKey().equals(item.key()));
    }

    @Test
    void aWriteThatIsDueAloneIsTheSingleTask() {
        List<AgentCall> sent = WaveScene.advanced(
                        WaveScene.planned(SlaTier.GOLD, 1).getFirst())
                .waves();

        assertThat(sent).singleElement().satisfies(call -> {
            assertThat(call.step()).isEqualTo(CallStep.PROVISION);
            assertThat(call.wave()).isEmpty();
            assertThat(call.parts()).containsExactly(call);
        });
    }

    @Test
    void aTierLargerThanAWaveIsSeveralWavesWithIdsOfTheirOwn() {
        List<AgentCall> sent = WaveScene.advanced(
                        WaveScene.planned(SlaTier.GOLD, 450).toArray(Protection[]::new))
                .waves();

        assertThat(sent)
                .extracting(call -> call.wave().size())
                .containsExactly(TunnelWave.MOST_ITEMS, TunnelWave.MOST_ITEMS, 50);
        assertThat(sent).extracting(AgentCall::taskId).doesNotHaveDuplicates();
    }

    @Test
    void aProtectionWhoseKeyIsTooLongForAWaveGoesAlone() {
        Protection longest = WaveScene.planned("x".repeat(WaveItem.LONGEST_KEY), SlaTier.GOLD);
        List<Protection> others = WaveScene.planned(SlaTier.GOLD, 2);

        List<AgentCall> sent = WaveScene.advanced(
                        Stream.concat(others.stream(), Stream.of(longest)).toArray(Protection[]::new))
                .waves();

        assertThat(sent).extracting(AgentCall::step).containsExactly(CallStep.PROVISION_WAVE, CallStep.PROVISION);
    }

    @Test
    void noWaveHasATunnelTwice() {
        // given two protections that claim one tunnel
        Protection[] both = WaveScene.planned(SlaTier.GOLD, 2).stream()
                .map(p -> p.in(new ProtectionState.Provisioned(WorkUnitFixtures.ROUTE, WorkUnitFixtures.TUNNEL, null)))
                .toArray(Protection[]::new);

        // then
        assertThat(WaveScene.advanced(both).waves())
                .extracting(AgentCall::step)
                .containsExactly(CallStep.STEER, CallStep.STEER);
    }

    @Test
    void whatStandsIsSteeredInOneWaveBesideWhatIsStillToBeMade() {
        // given
        List<Protection> standing = WaveScene.standing(SlaTier.PLATINUM, 2);
        List<Protection> planned = WaveScene.planned(SlaTier.GOLD, 2);

        // when
        List<AgentCall> sent = WaveScene.advanced(
                        Stream.concat(standing.stream(), planned.stream()).toArray(Protection[]::new))
                .waves();

        // then
        assertThat(sent).extracting(AgentCall::step).containsExactly(CallStep.STEER_WAVE, CallStep.PROVISION_WAVE);
        SteerTunnels.Request steering = (SteerTunnels.Request) sent.getFirst().payload();
        assertThat(steering.items())
                .extracting(item -> item.payload().tunnelId())
                .containsExactly("t-platinum-0", "t-platinum-1");
    }

    @Test
    void whatIsInAnOpenWaveIsNotSentAgain() {
        // given a wave whose answer is not known
        Protection[] all = WaveScene.planned(SlaTier.GOLD, 3).toArray(Protection[]::new);
        List<AgentCall> open = WaveScene.advanced(all).waves();

        // when
        IncidentWorkUnit again = WaveScene.with(open, new IncidentStage.Provisioning(), all);
        IncidentPhases.advance(again);

        // then
        assertThat(again.calls()).isEmpty();
        assertThat(again.awaitsEffect()).isTrue();
    }

    @Test
    void singleCallsThatAFormerVersionLeftOpenAreNotSentAgainAsAWave() {
        Protection[] all = WaveScene.planned(SlaTier.GOLD, 3).toArray(Protection[]::new);
        List<AgentCall> former = WaveScene.advanced(all).calls();

        IncidentWorkUnit again = WaveScene.with(former, new IncidentStage.Provisioning(), all);
        IncidentPhases.advance(again);

        assertThat(again.calls()).isEmpty();
    }
}

package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFlows.attempt;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.tunnel.policy.PlannedPath;
import io.cemfleet.tunnel.policy.ProtectionRef;
import io.cemfleet.tunnel.policy.TunnelPlan;
import io.cemfleet.tunnel.policy.TunnelSegment;
import io.cemfleet.tunnel.provision.ProvisionCommand;
import io.cemfleet.tunnel.provision.TunnelProvisioning.ProvisionTask;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a wave costs the database, whatever its size. */
class WaveFlowTest {
    /** Admission with reservations, intents, outcomes. */
    private static final int COMMITS = 3;

    private final TunnelFlows flows = TunnelFlows.fresh();

    @Test
    void aWaveIsThreeCommitsWhateverItsSize() {
        for (int size : List.of(1, 4, 40)) {
            flows.commits.set(0);

            assertThat(flows.provision(wave("INC-2026-00" + size, size)).values())
                    .hasSize(size);

            assertThat(flows.commits).as("%d items", size).hasValue(COMMITS);
        }
        assertThat(flows.events(AuditEventType.TUNNEL_PROVISIONED)).isEqualTo(1 + 4 + 40);
    }

    @Test
    void theFailuresOfAWaveAreOneCommitMore() {
        // given two of ten that NSO refuses
        flows.cnc.refused.add("protect-003");
        flows.cnc.refused.add("protect-007");

        // when
        assertThat(flows.provision(wave("INC-2026-0010", 10)).values()).hasSize(8);

        // then each further half confirms the locks, the failures are one commit
        assertThat(flows.events(AuditEventType.ERROR)).isEqualTo(2);
        assertThat(flows.jdbc
                        .sql("select count(*) from tunnel where state = 'failed'")
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
        int halves = flows.cnc.calls.getOrDefault("commit", 0) + flows.cnc.calls.getOrDefault("putPolicy", 0) - 1;
        assertThat(flows.commits).hasValue(COMMITS + 1 + halves);
    }

    @Test
    void anItemThatFailsItsReservationLeavesNothing() {
        // given a protection that was requested before between other routers
        List<ProvisionTask> wave = wave("INC-2026-0011", 3);
        flows.provision(wave.subList(0, 1));
        var other = new ProvisionCommand(
                wave.get(0).command().protection(),
                new ProvisionCommand.TunnelEnds("frankfurt", "vienna", 999),
                null,
                wave.get(0).command().plan(),
                Set.of(),
                null);

        // when
        var outcomes = flows.provision(List.of(new ProvisionTask(other, attempt()), wave.get(1), wave.get(2)));

        // then
        assertThat(outcomes.values()).hasSize(2);
        assertThat(flows.count("tunnel")).isEqualTo(3);
        assertThat(flows.count("binding_sid")).isEqualTo(3);
    }

    private static List<ProvisionTask> wave(String incident, int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> new ProvisionTask(command(incident, 1000 + i), attempt()))
                .toList();
    }

    private static ProvisionCommand command(String incident, int color) {
        var straight = new PlannedPath(
                List.of(), List.of(new TunnelSegment(false, SegmentId.label(16003), "vienna", null)), List.of());
        return new ProvisionCommand(
                new ProtectionRef(incident, "frankfurt>vienna#" + color),
                new ProvisionCommand.TunnelEnds("frankfurt", "vienna", color),
                null,
                new TunnelPlan(straight, TunnelFixtures.prague(), List.of("acme"), 1, 1.0),
                Set.of(),
                null);
    }
}

package io.cemfleet.tunnel.southbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.runtime.testing.GrowthRatio;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.southbound.LivePolicy.LivePath;
import io.cemfleet.tunnel.southbound.ServiceRoutes.Service;
import io.cemfleet.tunnel.southbound.ServiceRoutes.ServiceNode;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the tunnels of a wave ask costs the same in a network of any size. */
class NetworkInventoryTest {
    private static final int FEW = 1_000;
    private static final int MANY = 20_000;
    private static final int WAVE = 200;
    /** A scan of all policies would take 20 times as long. */
    private static final int MOST = 6;

    private static final long FLOOR_NANOS = 2_000_000;
    private static final TunnelEndCapabilities ENDS =
            new TunnelEndCapabilities(true, 24000, 24999, 10, 16003, Set.of(30001));

    @Test
    void aWaveAsksAsFastAmong20000PoliciesAsAmong1000() {
        NetworkInventory few = inventory(FEW);
        NetworkInventory many = inventory(MANY);

        long before = Math.max(FLOOR_NANOS, GrowthRatio.leastNanos(() -> reserve(few)));

        assertThat(GrowthRatio.leastNanos(() -> reserve(many))).isLessThan(before * MOST);
    }

    @Test
    void aWaveFindsItsServicesAsFastAmong20000AsAmong1000() {
        ServiceDirectory few = services(FEW);
        ServiceDirectory many = services(MANY);

        long before = Math.max(FLOOR_NANOS, GrowthRatio.leastNanos(() -> select(few)));

        assertThat(GrowthRatio.leastNanos(() -> select(many))).isLessThan(before * MOST);
    }

    @Test
    void whatTheWaveReservedCountsLikeWhatStands() {
        // given
        var key = key(7);
        NetworkInventory before = inventory(8);

        // when
        NetworkInventory after = before.with(new ConfiguredPolicy("ours", key, SegmentId.label(24900), List.of(50)));

        // then the later tunnels of the wave see it, and who holds the former inventory does not
        ProvisioningSnapshot seen = after.between(ENDS);
        assertThat(seen.hasName("ours")).isTrue();
        assertThat(seen.labelsInUse(key.headEnd())).contains(24007, 24900, 30001);
        assertThat(seen.preferencesBeside(key, "policy-8", Set.of())).containsExactly(50, 100);
        assertThat(seen.preferencesBeside(key, "ours", Set.of())).containsExactly(100);
        assertThat(before.has("ours")).isFalse();
        assertThat(before.between(ENDS).labelsInUse(key.headEnd())).doesNotContain(24900);
    }

    private static void reserve(NetworkInventory read) {
        NetworkInventory seen = read;
        for (int i = 0; i < WAVE; i++) {
            ProvisioningSnapshot view = seen.between(ENDS);
            assertThat(view.hasName("ours-" + i)).isFalse();
            assertThat(view.usesColor(4000)).isFalse();
            assertThat(view.live(key(i))).isPresent();
            int label = 24900 + view.labelsInUse("node-" + i).size();
            int preference =
                    view.preferencesBeside(key(i), "ours-" + i, Set.of()).size();
            seen = seen.with(
                    new ConfiguredPolicy("ours-" + i, key(i), SegmentId.label(label), List.of(50 + preference)));
        }
    }

    private static void select(ServiceDirectory services) {
        for (int i = 0; i < WAVE; i++) {
            assertThat(services.called("Service " + i)).isPresent();
            assertThat(services.riding(key(i))).hasSize(1);
        }
    }

    private static NetworkInventory inventory(int size) {
        return new NetworkInventory(
                IntStream.range(0, size)
                        .mapToObj(i -> new ConfiguredPolicy("policy-" + i, key(i), label(i), List.of(100)))
                        .toList(),
                IntStream.range(0, size)
                        .mapToObj(i -> new LivePolicy(
                                key(i), label(i), false, List.of(new LivePath(100, true, true, List.of()))))
                        .toList(),
                Set.of(1));
    }

    private static ServiceDirectory services(int size) {
        return new ServiceDirectory(IntStream.range(0, size)
                .mapToObj(i -> new Service(
                        "service-" + i,
                        "Service " + i,
                        List.of(
                                new ServiceNode("Node-" + i, "node-" + i, null, null),
                                new ServiceNode("End", "end", "customers", 5000 + i))))
                .toList());
    }

    private static SteeringKey key(int i) {
        return new SteeringKey("node-" + i, "end", 5000 + i);
    }

    private static SegmentId label(int i) {
        return SegmentId.label(24000 + i % 900);
    }
}

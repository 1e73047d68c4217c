package io.cemfleet.network.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.network.NetworkFixtures;
import java.util.List;
import org.junit.jupiter.api.Test;

/** 2,000 routers, 10,000 links, 20,000 policies with a service each. */
class LargeCarrierTest {

    private static final int ROUTERS = 2000;
    private static final int LINKS = 10_000;
    private static final int POLICIES = 20_000;
    private static final int CHANGES = 20;

    private final GeneratedCarrier carrier = new GeneratedCarrier(ROUTERS);
    private final SnapshotBuilder builder = new SnapshotBuilder();

    private NetworkSnapshot close(long number) {
        return builder.close(new SnapshotVersion(number, NetworkFixtures.NOW.plusSeconds(number), null, List.of()));
    }

    private long changed(long number, NetworkObject object) {
        long start = System.nanoTime();
        builder.put(object);
        close(number).policiesOn("link-1");
        return System.nanoTime() - start;
    }

    @Test
    void aChangeOfOnePolicyCostsASmallPartOfTheWholeNetworkAndRoutesOnlyIt() {
        // given
        carrier.objects(LINKS, POLICIES).forEach(builder::put);
        long start = System.nanoTime();
        var first = close(1);
        assertThat(first.policies()).hasSize(POLICIES);
        assertThat(first.policiesOn("link-1")).isNotEmpty();
        long whole = System.nanoTime() - start;
        // when
        long changes = 0;
        for (int i = 0; i < CHANGES; i++) {
            changes += changed(i + 2, carrier.policy(i, 200 + i));
        }
        // then
        assertThat(changes / CHANGES).isLessThan(whole / 20);
    }

    @Test
    void manyVersionsWithoutAChangeShareOneNetwork() {
        carrier.objects(LINKS, 100).forEach(builder::put);
        var first = close(1);
        var last = first;
        for (int i = 2; i < 10_000; i++) {
            last = close(i);
        }
        assertThat(last.topology().links()).isSameAs(first.topology().links());
        assertThat(last.measurements()).isSameAs(first.measurements());
    }
}

package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFixtures.COLOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.SidList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SID lists of a change that stopped in the middle do not wait for the next change. */
class UnusedSidListRemovalTest extends TunnelTestBase {
    private static final List<Integer> MUNICH = List.of(16004, 16003);

    @Test
    void aListThatNothingUsesIsRemovedByTheNextLook() {
        // given a list that was written, and a crash before its policy was
        String tunnel = steered();
        cnc.crashes("putPolicy", false);
        orchestrator().send("provision_tunnel", TunnelFixtures.overZurich());
        assertThat(cnc.lists).containsOnlyKeys(tunnel + "-protection", tunnel + "-protection-v2");
        // when
        checkStandingTunnels();
        // then
        assertThat(cnc.lists).containsOnlyKeys(tunnel + "-protection");
        // and the same change again completes
        assertThat(result("provision_tunnel", TunnelFixtures.overZurich())
                        .path("path_version")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void theFormerListThatACrashLeftIsRemoved() {
        String tunnel = steered();
        cnc.crashes("deleteSidList", false);
        orchestrator().send("provision_tunnel", TunnelFixtures.overZurich());
        assertThat(cnc.lists).hasSize(2);
        // when
        checkStandingTunnels();
        // then
        assertThat(cnc.lists).containsOnlyKeys(tunnel + "-protection-v2");
    }

    @Test
    void whatTheNetworkUsesStaysWhateverTheRowSays() {
        // given a switch that was made, and a crash before it was read back
        String tunnel = steered();
        cnc.crashes("putPolicy", true);
        orchestrator().send("provision_tunnel", TunnelFixtures.overZurich());
        // when
        checkStandingTunnels();
        // then
        assertThat(cnc.lists).containsOnlyKeys(tunnel + "-protection", tunnel + "-protection-v2");
    }

    @Test
    void theStopKeepsThemAndOthersListsAreNotTouched() {
        // given
        String tunnel = steered();
        cnc.lists.put(tunnel + "-protection-v9", new SidList(tunnel + "-protection-v9", MUNICH));
        cnc.lists.put("somebody-else-protection", new SidList("somebody-else-protection", MUNICH));
        operator().put("/controls/stop", Map.of("stopped", true, "reason", "because"));
        // when
        checkStandingTunnels();
        // then
        assertThat(cnc.lists).containsKey(tunnel + "-protection-v9");
        // and when it is lifted
        operator().put("/controls/stop", Map.of("stopped", false, "reason", "over"));
        checkStandingTunnels();
        // then
        assertThat(cnc.lists).containsOnlyKeys(tunnel + "-protection", "somebody-else-protection");
    }

    @Test
    void aRemovalThatFailsIsTriedAtTheNextLook() {
        String tunnel = steered();
        cnc.lists.put(tunnel + "-protection-v9", new SidList(tunnel + "-protection-v9", MUNICH));
        cnc.fails("deleteSidList", false, CncResult.unavailable("503", true));
        checkStandingTunnels();
        assertThat(cnc.lists).containsKey(tunnel + "-protection-v9");
        checkStandingTunnels();
        assertThat(cnc.lists).containsOnlyKeys(tunnel + "-protection");
    }

    private String steered() {
        String tunnel = provisioned(COLOR);
        steered(tunnel, "acme");
        return tunnel;
    }
}

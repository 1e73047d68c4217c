package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.WaveFixtures.INCIDENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Approval;
import io.cemfleet.a2a.contract.ProvisionTunnels;
import io.cemfleet.a2a.contract.WaveItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The controls judge each item of a wave by itself, in one transaction. */
class WaveControlsTest extends TunnelTestBase {

    @BeforeEach
    void customersOfEachItem() {
        WaveFixtures.customers(cnc, vpns, 20);
    }

    @Test
    void aCapLetsTheFirstItemsOfAWavePass() {
        // when 5 tunnels of each head-end are requested, and 3 are allowed
        Map<String, Integer> verdicts = verdicts(WaveFixtures.provision(INCIDENT, 20));

        // then
        assertThat(verdicts).isEqualTo(Map.of("provisioned", 12, "cap_exceeded", 8));
        assertThat(jdbc.sql("select count(*) from binding_sid")
                        .query(Long.class)
                        .single())
                .isEqualTo(12);
    }

    @Test
    void aProtectedNodeRefusesItsItemsOnly() {
        operator().put("/controls/protected-nodes", Map.of("nodes", List.of("munich"), "reason", "works"));

        assertThat(verdicts(WaveFixtures.provision(INCIDENT, 8)))
                .isEqualTo(Map.of("provisioned", 6, "protected_node", 2));
    }

    @Test
    void theStopRefusesAllItemsAndNothingIsWritten() {
        operator().put("/controls/stop", Map.of("stopped", true, "reason", "drill"));

        assertThat(verdicts(WaveFixtures.provision(INCIDENT, 8))).isEqualTo(Map.of("automation_stopped", 8));
        assertThat(cnc.writes).isEmpty();
    }

    @Test
    void anItemWithoutItsApprovalLeavesTheWave() {
        // given
        ProvisionTunnels.Request wave = WaveFixtures.provision(INCIDENT, 4);
        var items = new ArrayList<>(wave.items());
        items.set(
                2,
                new WaveItem<>(
                        "unapproved",
                        TunnelFixtures.approved(
                                items.get(2).payload(), new Approval(Approval.Mode.APPROVE, null, null))));

        // then
        assertThat(verdicts(new ProvisionTunnels.Request(INCIDENT, 1, items)))
                .isEqualTo(Map.of("provisioned", 3, "approval_missing", 1));
    }

    @Test
    void anOlderWaveIsStale() {
        ProvisionTunnels.Request wave = WaveFixtures.provision(INCIDENT, 4);
        jdbc.sql("insert into incident_plan (incident_id, plan_revision) values (:incident, 2)")
                .param("incident", INCIDENT)
                .update();

        assertThat(verdicts(wave)).isEqualTo(Map.of("stale_plan", 4));
    }

    private Map<String, Integer> verdicts(ProvisionTunnels.Request wave) {
        var verdicts = new TreeMap<String, Integer>();
        for (JsonNode answer : result("provision_tunnels", wave).path("results")) {
            String verdict = answer.has("error")
                    ? answer.at("/error/code").asText()
                    : answer.at("/result/state").asText();
            verdicts.merge(verdict, 1, Integer::sum);
        }
        return verdicts;
    }
}

package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.WaveFixtures.INCIDENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.nso.RoutePolicy;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Services without a colour get the fleet's in one transaction of their wave, and lose it in one. */
class ColoringWavesTest extends TunnelTestBase {
    private static final int HEAD_ENDS = 4;
    private static final int SERVICES = 5;
    private static final String POLICY = "cem-fleet-color-4000";

    @BeforeEach
    void servicesWithoutAColour() {
        WaveFixtures.plainServices(vpns, HEAD_ENDS, SERVICES);
    }

    @Test
    void allServicesOfAWaveAreColouredInOneTransactionAndUncolouredInOne() {
        // when
        List<String> tunnels = provisioned();
        List<JsonNode> steered = answers("steer_tunnels", WaveFixtures.steerPlain(tunnels, SERVICES));

        // then
        assertThat(steered).hasSize(HEAD_ENDS).allSatisfy(answer -> {
            assertThat(answer.at("/result/traffic_steered").asBoolean()).isTrue();
            assertThat(answer.at("/result/services_steered")).hasSize(SERVICES);
        });
        assertThat(vpns.transactions).isOne();
        assertThat(vpns.routePolicies).containsEntry(POLICY, new RoutePolicy(POLICY, 4000, List.of()));

        // when
        List<JsonNode> deleted = answers("delete_tunnels", WaveFixtures.delete(INCIDENT, tunnels));

        // then
        assertThat(deleted).hasSize(HEAD_ENDS).allSatisfy(answer -> assertThat(answer.has("result"))
                .isTrue());
        assertThat(vpns.transactions).isEqualTo(2);
        assertThat(vpns.routePolicies).doesNotContainKey(POLICY);
        assertThat(WaveFixtures.plainNames(HEAD_ENDS - 1, SERVICES))
                .allSatisfy(service ->
                        assertThat(vpns.routePolicyOf(service, "vienna")).isNull());
        assertThat(jdbc.sql("select count(*) from colored_route")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aTierOfServicesWithoutAColourIsProtectedByTwoTransactions() {
        // given: the fleet's colour has no other path that a tunnel would have to be raised above
        List<String> tunnels = provisioned();
        List<String> written = List.copyOf(cnc.writes);
        // when
        answers("steer_tunnels", WaveFixtures.steerPlain(tunnels, SERVICES));
        // then
        assertThat(written).filteredOn(write -> write.startsWith("transaction")).hasSize(1);
        assertThat(cnc.writes).isEqualTo(written);
        assertThat(vpns.transactions).isOne();
    }

    @Test
    void aLockedServiceIsFoundByHalvesAndTheOthersAreColoured() {
        // given one of twenty services
        vpns.refusing.add("plain-2-3");
        List<String> tunnels = provisioned();

        // when
        List<JsonNode> steered = answers("steer_tunnels", WaveFixtures.steerPlain(tunnels, SERVICES));

        // then
        assertThat(steered.get(2).at("/result/services_steered")).hasSize(SERVICES - 1);
        assertThat(steered.get(2).at("/result/services_not_steered/0/reason").asText())
                .isEqualTo("cnc_refused");
        assertThat(steered)
                .filteredOn(answer -> answer.at("/result/traffic_steered").asBoolean())
                .hasSize(HEAD_ENDS - 1);
        assertThat(vpns.transactions).isLessThanOrEqualTo(1 + 2 * 5);
    }

    @Test
    void aRoutePolicyOfAnotherColourUnderTheFleetsNameIsNotOurs() {
        List<String> tunnels = provisioned();
        vpns.routePolicies.put(POLICY, new RoutePolicy(POLICY, 7, List.of()));

        List<JsonNode> steered = answers("steer_tunnels", WaveFixtures.steerPlain(tunnels, SERVICES));

        assertThat(steered)
                .extracting(answer -> answer.at("/error/code").asText())
                .containsOnly("not_ours");
        assertThat(vpns.transactions).isZero();
    }

    private List<String> provisioned() {
        return answers("provision_tunnels", WaveFixtures.provisionPlain(HEAD_ENDS, SERVICES)).stream()
                .map(answer -> answer.at("/result/tunnel_id").asText())
                .toList();
    }

    private List<JsonNode> answers(String taskType, Object wave) {
        return StreamSupport.stream(result(taskType, wave).path("results").spliterator(), false)
                .toList();
    }
}

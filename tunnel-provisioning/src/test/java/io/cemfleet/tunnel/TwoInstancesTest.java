package io.cemfleet.tunnel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.AgentInstances;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.cnc.FakeController;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.TopologyHolder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two instances on one database and one network: each effect once, also when one of them stops in the middle. */
class TwoInstancesTest {
    private static final int TUNNELS = 6;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PeerStub peers = PeerStub.start();
    private final FakeController controller = new FakeController();
    private final FakeCnc cnc = new FakeCnc(controller);
    private final AgentInstances instances = new AgentInstances(
                    "tunnel_provisioning", peers, TunnelProvisioningApplication.class)
            .with(Map.of(
                    "cem.tunnel.waits.poll", "5ms",
                    "cem.tunnel.waits.lease", "1s",
                    "cem.tunnel.reconciliation.interval", "1h",
                    "cem.cnc.topology.enabled", false,
                    "spring.lifecycle.timeout-per-shutdown-phase", "100ms"));
    private final Map<UUID, ProvisionTunnel.Request> tasks = new LinkedHashMap<>();

    @BeforeEach
    void oneNetworkAndOneDatabase() {
        TunnelFixtures.resetServices(controller.vpnServices);
        var customer = TunnelFixtures.customerPolicy();
        cnc.policies.put(customer.name(), customer);
        IntStream.rangeClosed(1, TUNNELS)
                .forEach(n -> tasks.put(
                        UUID.randomUUID(), TunnelFixtures.request("INC-2026-000" + n, TunnelFixtures.COLOR, 1)));
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        peers.close();
    }

    @Test
    void theSameTasksAtBothInstancesHaveTheirEffectOnce() {
        try (ConfigurableApplicationContext one = start();
                ConfigurableApplicationContext other = start()) {
            // when
            var sent = tasks.keySet().stream()
                    .flatMap(id -> List.of(one, other).stream()
                            .map(instance -> CompletableFuture.runAsync(() -> send(instance, id), threads)))
                    .toList();
            sent.forEach(CompletableFuture::join);

            // then
            assertThatEachTunnelWasMadeOnce(other);
        }
    }

    @Test
    void whatOneInstanceLeftInTheMiddleTheOtherFinishes() {
        ConfigurableApplicationContext one = start();
        try (ConfigurableApplicationContext other = start()) {
            // given an instance that stops while it writes
            tasks.keySet().forEach(id -> CompletableFuture.runAsync(() -> send(one, id), threads));
            await().until(() -> !cnc.writes.isEmpty());
            one.close();

            // when the other one gets the same request
            assertThatEachTunnelWasMadeOnce(other);
        }
    }

    private void assertThatEachTunnelWasMadeOnce(ConfigurableApplicationContext instance) {
        List<String> names = tasks.keySet().stream()
                .map(id -> completed(instance, id).at("/result/tunnel_id").asText())
                .toList();

        assertThat(names).doesNotHaveDuplicates().hasSize(TUNNELS);
        assertThat(names).allSatisfy(name -> assertThat(cnc.creations(name)).isOne());
        assertThat(cnc.policies).hasSize(TUNNELS + 1);
        JdbcClient jdbc = instance.getBean(JdbcClient.class);
        assertThat(jdbc.sql("select count(*) from binding_sid")
                        .query(Long.class)
                        .single())
                .isEqualTo(TUNNELS);
    }

    private JsonNode completed(ConfigurableApplicationContext instance, UUID id) {
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> send(instance, id),
                        answer -> answer.at("/status/state").asText().equals("completed"));
    }

    private JsonNode send(ConfigurableApplicationContext instance, UUID id) {
        return new TestAgentCaller(AgentName.ORCHESTRATOR, AgentName.TUNNEL_PROVISIONING, AgentInstances.port(instance))
                .send("provision_tunnel", id, Objects.requireNonNull(tasks.get(id)))
                .body();
    }

    private ConfigurableApplicationContext start() {
        return instances.start(context -> {
            var beans = (GenericApplicationContext) context;
            beans.registerBean(FakeCnc.class, () -> cnc);
            beans.registerBean(VpnServices.class, () -> controller.vpnServices);
            beans.registerBean(TopologyHolder.class, () -> controller.topologyHolder);
            beans.registerBean(SrPolicyClient.class, () -> controller.policyClient);
        });
    }
}

package io.cemfleet.e2e.secure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.e2e.fleet.ConsoleTickets;
import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.e2e.fleet.LabClient;
import io.cemfleet.e2e.fleet.OperatorHttp;
import io.cemfleet.e2e.ticket.EnhancementReader;
import io.cemfleet.e2e.ticket.SimulatedDeskClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The whole fleet on a Kafka with SASL_SSL and client certificates and a Postgres with {@code verify-full}, with
 * certificates of a private authority and the settings that the operators' documentation names.
 */
@Tag("long")
class SecureFleetTest {
    private static final Set<FleetProcess> SERVERS = EnumSet.of(FleetProcess.POSTGRES, FleetProcess.KAFKA);

    @BeforeAll
    static void theFleetIsUpAndSecured() {
        FleetUnderTest.upSecured();
    }

    @AfterAll
    static void otherTestsStartAFleetOfTheUsualKind() {
        FleetUnderTest.down();
    }

    @Test
    void fromAnAlertToTheClosedTicketWithTunnelsMadeAndRemoved() {
        // given
        Set<String> customersPolicies = LabClient.tunnels();
        String link = LabClient.smallLink(Set.of());
        int services = LabClient.servicesOver(link).values().stream()
                .mapToInt(Set::size)
                .sum();

        // when the link degrades, and heals once its services are protected
        LabClient.degrade(link);
        String incident = ConsoleTickets.awaitOpen(link);
        JsonNode monitored = ConsoleTickets.awaitStatus(incident, "monitoring");
        Set<String> protectedBy = LabClient.tunnels();
        LabClient.heal(link);
        JsonNode ticket = ConsoleTickets.awaitStatus(incident, "closed");

        // then
        assertThat(strings(monitored.path("tunnel_ids"))).isNotEmpty();
        assertThat(protectedBy).hasSizeGreaterThan(customersPolicies.size());
        assertThat(ticket.path("resolution").asText()).isEqualTo("resolved");
        JsonNode closed = ConsoleTickets.payloads(ticket, "ticket_closed").getFirst();
        assertThat(closed.at("/details/close_reason").asText()).isEqualTo("sla_recovered");
        assertThat(closed.at("/details/affected_services_count").asInt()).isEqualTo(services);
        assertThat(LabClient.tunnels()).isEqualTo(customersPolicies);
        theTrailIsWhole(incident);
    }

    @Test
    void aTicketIsAnswered() {
        String ticket = SimulatedDeskClient.freshName();

        SimulatedDeskClient.tell(ticket, "Slow link to Hamburg", "Users report high latency since this morning.");

        EnhancementReader.await(ticket, "completed", Duration.ofMinutes(2));
        assertThat(SimulatedDeskClient.notes(ticket)).hasSize(1);
    }

    @Test
    void everyAgentReachesPostgresByTlsAndChecksItsName() throws Exception {
        List<FleetProcess> agents =
                EnumSet.complementOf(EnumSet.copyOf(SERVERS)).stream().toList();

        assertThat(agents).hasSize(11).allSatisfy(agent -> assertThat(agent.environment())
                .hasEntrySatisfying(
                        "SPRING_DATASOURCE_URL", url -> assertThat(url).contains("sslmode=verify-full", "sslrootcert="))
                .hasEntrySatisfying(
                        "SPRING_FLYWAY_URL", url -> assertThat(url).contains("sslmode=verify-full", "sslrootcert=")));
        assertThat(SecuredServers.rolesConnectedByTls()).hasSize(agents.size()).doesNotContainValue(false);
    }

    @Test
    void postgresRefusesWhoComesWithoutTls() {
        assertThatThrownBy(SecuredServers::connectToPostgresWithoutTls).hasMessageContaining("no encryption");
    }

    @Test
    void kafkaTakesWhoHasCertificateAndLogin() throws Exception {
        assertThat(SecuredServers.topics(SecuredServers.agent())).anyMatch(topic -> topic.startsWith("cem"));
    }

    @Test
    void kafkaRefusesWhoHasNoCertificate() {
        Map<String, Object> client = SecuredServers.withoutCertificate(SecuredServers.agent());

        assertThatThrownBy(() -> SecuredServers.topics(client)).hasCauseInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void kafkaRefusesWhoHasTheWrongPassword() {
        Map<String, Object> client = SecuredServers.agent();
        client.put("sasl.jaas.config", SecuredServers.login("wrong"));

        assertThatThrownBy(() -> SecuredServers.topics(client)).hasCauseInstanceOf(SaslAuthenticationException.class);
    }

    /** Such a client is cut off, and tries until its time is over. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SASL_SSL")
    void kafkaRefusesWhoComesWithoutTlsOrWithoutLogin(SecurityProtocol protocol) {
        Map<String, Object> client = SecuredServers.agent();
        client.put("security.protocol", protocol.name());

        assertThatThrownBy(() -> SecuredServers.topics(client)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void theControllersPortIsClosedToWhoHasNoCertificate() {
        Map<String, Object> client = SecuredServers.withoutCertificate(SecuredServers.atTheController());

        assertThatThrownBy(() -> SecuredServers.cluster(client)).hasCauseInstanceOf(SslAuthenticationException.class);
    }

    private static void theTrailIsWhole(String incident) {
        JsonNode events =
                OperatorHttp.get(8008, "/api/events?incident_id=" + incident).path("items");
        assertThat(events.findValuesAsText("event_type"))
                .contains("incident_created", "tunnel_provisioned", "traffic_steered", "sla_recovered");
        assertThat(OperatorHttp.get(8008, "/api/verify").path("valid").asBoolean())
                .isTrue();
    }

    private static List<String> strings(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}

package io.cemfleet.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.e2e.fleet.ConsoleTickets;
import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.e2e.fleet.GateClient;
import io.cemfleet.e2e.fleet.LabClient;
import io.cemfleet.e2e.fleet.OperatorHttp;
import io.cemfleet.e2e.fleet.PortForward;
import io.cemfleet.e2e.fleet.SecondInstance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Two processes each of the agents that an incident runs through, on one database and one broker, with one of each killed
 * between a policy's creation and CNC's answer.
 */
@Tag("long")
class TwoProcessesTest {
    private static final List<FleetProcess> PARTS =
            List.of(FleetProcess.EVENT_CORRELATOR, FleetProcess.ORCHESTRATOR, FleetProcess.TUNNEL_PROVISIONING);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String ALARM =
            """
            {"alarm_id": "two-processes-%s", "alarm_type": "delay", "severity": "%s", "resource_type": "link",
             "resource_id": "%s", "description": "the same at both", "timestamp": "%s"}
            """;

    private final List<SecondInstance> seconds = new ArrayList<>();
    private final List<PortForward> forwards = new ArrayList<>();

    /** Who dies: the instances to which all calls went so far, or those that only share their duties. */
    enum KilledInstances {
        CALLED,
        BESIDE
    }

    @BeforeEach
    void twoOfEachAreUp() {
        FleetUnderTest.up();
        PARTS.forEach(part -> seconds.add(SecondInstance.beside(part)));
        await("the second instances serve").atMost(PATIENCE).until(() -> seconds.stream()
                .allMatch(SecondInstance::serves));
    }

    @AfterEach
    void oneOfEachIsUp() {
        forwards.forEach(PortForward::close);
        GateClient.openAll();
        seconds.forEach(SecondInstance::close);
        FleetUnderTest.up();
    }

    @ParameterizedTest
    @EnumSource(KilledInstances.class)
    void oneOfEachKilledWhileProtectionIsMadeLosesAndRepeatsNothing(KilledInstances victims) {
        // given
        CustomerConfiguration before = CustomerConfiguration.now();
        String link = CustomerConfiguration.freshLink();
        LabClient.forgetRequests("cnc");
        LabClient.forgetRequests("servicenow");
        IncidentBarrier creation = IncidentBarrier.closed(KillMoment.CREATE_AFTER);
        LabClient.degrade(link);
        sendToBoth(link);
        String incident = ConsoleTickets.awaitOpen(link);
        await("a policy is made").atMost(PATIENCE).until(creation::holds);

        // when
        kill(victims);
        creation.open();
        awaitStatus(incident, "monitoring");
        LabClient.heal(link);
        send(FleetProcess.EVENT_CORRELATOR.port(), alarm("clear", link));
        awaitStatus(incident, "closed");

        // then
        assertThat(new IncidentEndCheck(incident, before).checks())
                .allSatisfy(
                        check -> assertThat(check.trouble()).as(check.name()).isEmpty());
        assertThat(OperatorHttp.get(FleetProcess.IO_AGENT.port(), "/api/tickets?q=" + link)
                        .path("items"))
                .hasSize(1);
    }

    private void kill(KilledInstances victims) {
        if (victims == KilledInstances.BESIDE) {
            seconds.forEach(SecondInstance::kill);
            return;
        }
        PARTS.forEach(FleetProcess::kill);
        for (int i = 0; i < PARTS.size(); i++) {
            forwards.add(PortForward.of(PARTS.get(i).port(), seconds.get(i).port()));
        }
    }

    /** The same alarm at both correlators, as from a source that repeats what it is unsure about. */
    private void sendToBoth(String link) {
        String alarm = alarm("major", link);
        send(FleetProcess.EVENT_CORRELATOR.port(), alarm);
        send(seconds.getFirst().port(), alarm);
    }

    private static String alarm(String severity, String link) {
        return ALARM.formatted(link, severity, link, Instant.now());
    }

    private static void send(int port, String alarm) {
        String secret = Objects.requireNonNull(FleetUnderTest.credentials().get("WEBHOOK_CNC_SECRET"));
        OperatorHttp.HttpReply answer = OperatorHttp.post(
                port, "/webhooks/cnc", alarm.getBytes(StandardCharsets.UTF_8), Map.of("X-Webhook-Secret", secret));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
    }

    private static void awaitStatus(String incident, String status) {
        await(incident + " is " + status)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .until(
                        () -> incident(incident),
                        view -> view.path("status").asText().equals(status));
    }

    private static JsonNode incident(String incident) {
        return OperatorHttp.get(FleetProcess.ORCHESTRATOR.port(), "/api/incidents/" + incident);
    }
}

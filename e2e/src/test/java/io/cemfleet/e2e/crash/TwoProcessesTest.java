package io.cemfleet.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.e2e.fleet.Gates;
import io.cemfleet.e2e.fleet.Lab;
import io.cemfleet.e2e.fleet.Part;
import io.cemfleet.e2e.fleet.PortForward;
import io.cemfleet.e2e.fleet.SecondInstance;
import io.cemfleet.e2e.fleet.Tickets;
import io.cemfleet.e2e.fleet.Web;
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
    private static final List<Part> PARTS = List.of(Part.EVENT_CORRELATOR, Part.ORCHESTRATOR, Part.TUNNEL_PROVISIONING);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String ALARM =
            """
            {"alarm_id": "two-processes-%s", "alarm_type": "delay", "severity": "%s", "resource_type": "link",
             "resource_id": "%s", "description": "the same at both", "timestamp": "%s"}
            """;

    private final List<SecondInstance> seconds = new ArrayList<>();
    private final List<PortForward> forwards = new ArrayList<>();

    /** Who dies: the instances to which all calls went so far, or those that only share their duties. */
    enum Victims {
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
        Gates.openAll();
        seconds.forEach(SecondInstance::close);
        FleetUnderTest.up();
    }

    @ParameterizedTest
    @EnumSource(Victims.class)
    void oneOfEachKilledWhileProtectionIsMadeLosesAndRepeatsNothing(Victims victims) {
        // given
        NetworkBefore before = NetworkBefore.now();
        String link = NetworkBefore.freshLink();
        Lab.forgetRequests("cnc");
        Lab.forgetRequests("servicenow");
        Barrier creation = Barrier.closed(Moment.CREATE_AFTER);
        Lab.degrade(link);
        sendToBoth(link);
        String incident = Tickets.awaitOpen(link);
        await("a policy is made").atMost(PATIENCE).until(creation::holds);

        // when
        kill(victims);
        creation.open();
        awaitStatus(incident, "monitoring");
        Lab.heal(link);
        send(Part.EVENT_CORRELATOR.port(), alarm("clear", link));
        awaitStatus(incident, "closed");

        // then
        assertThat(new Ending(incident, before).checks())
                .allSatisfy(
                        check -> assertThat(check.trouble()).as(check.name()).isEmpty());
        assertThat(Web.get(Part.IO_AGENT.port(), "/api/tickets?q=" + link).path("items"))
                .hasSize(1);
    }

    private void kill(Victims victims) {
        if (victims == Victims.BESIDE) {
            seconds.forEach(SecondInstance::kill);
            return;
        }
        PARTS.forEach(Part::kill);
        for (int i = 0; i < PARTS.size(); i++) {
            forwards.add(PortForward.of(PARTS.get(i).port(), seconds.get(i).port()));
        }
    }

    /** The same alarm at both correlators, as from a source that repeats what it is unsure about. */
    private void sendToBoth(String link) {
        String alarm = alarm("major", link);
        send(Part.EVENT_CORRELATOR.port(), alarm);
        send(seconds.getFirst().port(), alarm);
    }

    private static String alarm(String severity, String link) {
        return ALARM.formatted(link, severity, link, Instant.now());
    }

    private static void send(int port, String alarm) {
        String secret = Objects.requireNonNull(FleetUnderTest.credentials().get("WEBHOOK_CNC_SECRET"));
        Web.Answer answer = Web.post(
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
        return Web.get(Part.ORCHESTRATOR.port(), "/api/incidents/" + incident);
    }
}

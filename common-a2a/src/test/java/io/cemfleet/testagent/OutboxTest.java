package io.cemfleet.testagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.a2a.testing.PeerStub;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** No message blocks its lane for ever, and none is given up because its destination is away. */
class OutboxTest extends RunningOutbox {
    private static final int POISON = 666;

    @Autowired
    private CircuitBreakerRegistry breakers;

    /** The breaker counts in real time: what one test made fail would keep the next one's messages waiting. */
    @BeforeEach
    void empty() {
        PEERS.forget();
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
        jdbc.sql("delete from a2a_outbox").update();
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 403, 404})
    void aMessageThatKeepsFailingWhileOthersPassBecomesADeadLetter(int status) {
        PEERS.on("log_event", poisoned(PeerStub.Reply.http(status)));
        send("poisoned", POISON);
        send("poisoned", 1);

        passMinutes(14, "other");
        assertThat(dead()).isZero();
        assertThat(arrived("poisoned", 1)).isFalse();
        passMinutes(2, "other");

        await().untilAsserted(() -> assertThat(dead()).isEqualTo(1));
        await().untilAsserted(() -> assertThat(arrived("poisoned", 1)).isTrue());
    }

    @Test
    void aDestinationThatFailsForAllIsWaitedFor() {
        PEERS.on("log_event", payload -> PeerStub.Reply.http(500));
        send("one", 1);
        send("two", 2);

        for (int minute = 0; minute < 60; minute++) {
            nextTry();
        }
        assertThat(dead()).isZero();
        PEERS.forget();

        await().untilAsserted(() -> {
            CLOCK.move(Duration.ofSeconds(10));
            assertThat(waiting()).isZero();
        });
        assertThat(dead()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 410, 413, 415, 422})
    void aMessageThatIsRefusedForGoodIsADeadLetterAtOnce(int status) {
        PEERS.on("log_event", poisoned(PeerStub.Reply.http(status)));
        send("poisoned", POISON);
        send("poisoned", 1);

        await().untilAsserted(() -> assertThat(arrived("poisoned", 1)).isTrue());
        assertThat(dead()).isEqualTo(1);
    }

    @Test
    void aRowThatCannotBeReadStopsNeitherItsLaneNorTheDispatcher() {
        PEERS.on("log_event", payload -> PeerStub.Reply.http(503));
        send("broken", 1);
        send("broken", 2);
        send("sound", 3);
        await().untilAsserted(() -> assertThat(underWay()).isZero());
        jdbc.sql("update a2a_outbox set payload = '{' where position = (select min(position) from a2a_outbox)")
                .update();

        PEERS.forget();
        CLOCK.move(Duration.ofMinutes(1));

        await().untilAsserted(() ->
                assertThat(arrived("broken", 2) && arrived("sound", 3)).isTrue());
        assertThat(dead()).isEqualTo(1);
    }

    @Test
    void textThatNoAgentTakesIsSentWithoutItsUnsafeCharacters() {
        LogEvent.Request event = new LogEvent.Request(
                UUID.randomUUID(),
                AuditEventType.ERROR,
                "INC\u0000",
                "orchestrator",
                "orchestrator",
                CLOCK.instant(),
                Map.of("text", "a\u0000b\uD800c", "big", new BigDecimal("1E+400")));

        send("INC\u0000", event);

        await().untilAsserted(() -> assertThat(PEERS.payloads("log_event")).hasSize(1));
        JsonNode payload = PEERS.payloads("log_event").getFirst();
        assertThat(payload.at("/details/text").asText()).isEqualTo("a\uFFFDb\uFFFDc");
        assertThat(payload.path("incident_id").asText()).isEqualTo("INC\uFFFD");
    }

    private static Function<JsonNode, PeerStub.Reply> poisoned(PeerStub.Reply answer) {
        return payload -> payload.at("/details/number").asInt() == POISON
                ? answer
                : PeerStub.Reply.completed(Map.of("sequence", 1));
    }

    /** Minutes in which a message of another lane passes, and the first one of each blocked lane is tried again. */
    private void passMinutes(int minutes, String lane) {
        for (int minute = 0; minute < minutes; minute++) {
            int number = PEERS.received("log_event").size() + 1000;
            send(lane, number);
            await().untilAsserted(() -> assertThat(arrived(lane, number)).isTrue());
            nextTry();
        }
    }

    /** A minute passes, after which the first message of each blocked lane is tried again. */
    private void nextTry() {
        await().untilAsserted(() -> assertThat(underWay()).isZero());
        int tried = attempts();
        CLOCK.move(Duration.ofMinutes(1));
        await().untilAsserted(() -> assertThat(dead() > 0 || attempts() > tried).isTrue());
        await().untilAsserted(() -> assertThat(underWay()).isZero());
    }

    private boolean arrived(String lane, int number) {
        List<JsonNode> payloads = PEERS.payloads("log_event");
        return payloads.stream()
                .anyMatch(payload -> payload.path("incident_id").asText().equals(lane)
                        && payload.at("/details/number").asInt() == number);
    }

    private int attempts() {
        return count("select coalesce(sum(attempts), 0) from a2a_outbox where head and not dead");
    }

    private int underWay() {
        return jdbc.sql(
                        """
                        select count(*) from a2a_outbox
                        where head and not dead and (attempts = 0 or due_at > :soon)""")
                .param("soon", CLOCK.instant().plusSeconds(15).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }
}

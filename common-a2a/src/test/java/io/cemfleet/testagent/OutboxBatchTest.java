package io.cemfleet.testagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.message.TaskBatch;
import io.cemfleet.a2a.testing.PeerStub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits for one destination goes together, and no message suffers from its company. */
class OutboxBatchTest extends RunningOutbox {
    private static final int LANES = 5;
    private static final int EACH = 8;
    private static final int ALL = LANES * EACH;

    /** The former test may have taught the sender to send less at once. */
    @BeforeEach
    void anAgentThatTakesFullBatches() {
        PEERS.forget();
        CLOCK.move(Duration.ofMinutes(2));
        jdbc.sql("delete from a2a_outbox").update();
        for (int size = 1; size < TaskBatch.MOST_TASKS; size *= 2) {
            transactions.executeWithoutResult(status -> send("before", 0));
            await().untilAsserted(() -> assertThat(waiting()).isZero());
        }
        PEERS.forget();
    }

    @Test
    void whatWaitsGoesInOneRequestLaneByLaneInOrder() {
        sendAll();

        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(PEERS.batches()).containsExactly(ALL);
        assertAllArrivedOnceInOrder();
    }

    @Test
    void aMessageThatWaitsAloneGoesAlone() {
        transactions.executeWithoutResult(status -> send("alone", 0));

        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(PEERS.batches()).isEmpty();
        assertThat(PEERS.received("log_event")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 405})
    void anAgentOfAVersionWithoutBatchesGetsMessagesOneByOne(int status) {
        PEERS.onBatches(status);

        sendAll();

        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(PEERS.batches()).hasSize(1);
        assertAllArrivedOnceInOrder();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 422, 500})
    void whatIsRefusedAsAWholeGoesInSmallerRequestsAtOnce(int status) {
        PEERS.onBatches(status);

        sendAll();

        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(PEERS.batches()).startsWith(ALL, ALL / 2, ALL / 4).hasSizeLessThan(10);
        assertThat(dead()).isZero();
        assertAllArrivedOnceInOrder();
    }

    @Test
    void aMessageThatIsRefusedForGoodIsADeadLetterAndItsCompanyArrives() {
        PEERS.on("log_event", bad("lane-1", 3, PeerStub.Reply.http(422)));

        sendAll();

        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(dead()).isEqualTo(1);
        assertThat(PEERS.batches()).containsExactly(ALL);
        assertAllArrivedOnceInOrder();
    }

    @Test
    void aMessageThatFailsHoldsBackItsOwnLaneAlone() {
        PEERS.on("log_event", bad("lane-1", 3, PeerStub.Reply.http(500)));

        sendAll();

        await().untilAsserted(() -> assertThat(waiting()).isEqualTo(EACH - 3));
        assertThat(numbers("lane-1")).containsExactly(0, 1, 2, 3);
        assertThat(numbers("lane-2")).hasSize(EACH);
        PEERS.on("log_event", payload -> PeerStub.Reply.completed(Map.of("sequence", 1)));
        CLOCK.move(Duration.ofMinutes(1));

        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(numbers("lane-1")).containsExactly(0, 1, 2, 3, 3, 4, 5, 6, 7);
        assertThat(PEERS.batches()).containsExactly(ALL, EACH - 3);
    }

    private static java.util.function.Function<JsonNode, PeerStub.Reply> bad(
            String lane, int number, PeerStub.Reply answer) {
        return payload -> payload.path("incident_id").asText().equals(lane)
                        && payload.at("/details/number").asInt() == number
                ? answer
                : PeerStub.Reply.completed(Map.of("sequence", 1));
    }

    private void sendAll() {
        transactions.executeWithoutResult(
                status -> IntStream.range(0, ALL).forEach(i -> send("lane-" + i % LANES, i / LANES)));
    }

    private void assertAllArrivedOnceInOrder() {
        List<Integer> expected = IntStream.range(0, EACH).boxed().toList();
        for (int lane = 0; lane < LANES; lane++) {
            assertThat(numbers("lane-" + lane)).isEqualTo(expected);
        }
    }

    private static List<Integer> numbers(String lane) {
        return PEERS.payloads("log_event").stream()
                .filter(payload -> payload.path("incident_id").asText().equals(lane))
                .map(payload -> payload.at("/details/number").asInt())
                .toList();
    }
}

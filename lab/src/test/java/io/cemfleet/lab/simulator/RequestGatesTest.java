package io.cemfleet.lab.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@SimulatorTest
class RequestGatesTest {
    private static final String MESSAGES = "/webex/v1/messages";
    private static final String HELLO = "{\"roomId\":\"noc\",\"markdown\":\"hello\"}";
    private SimulatorClient calls;
    private int port;

    @BeforeEach
    void connect(@LocalServerPort int port) {
        this.port = port;
        calls = new SimulatorClient(port);
        calls.delete("/lab/faces/webex/requests");
    }

    @AfterEach
    void open() {
        calls.delete("/lab/gates");
        calls.delete("/lab/faults");
    }

    private SimulatorClient.Answer message() {
        return calls.call(
                "POST", MESSAGES, HELLO, "Content-Type", SimulatorClient.JSON, "Authorization", "Bearer token-1");
    }

    private CompletableFuture<SimulatorClient.Answer> sent() {
        return CompletableFuture.supplyAsync(this::message);
    }

    private String gate(String order) {
        return calls.post("/lab/gates", order).json().path("gate_id").asText();
    }

    private JsonNode shown(String gate) {
        for (JsonNode item : calls.get("/lab/gates").json().path("items")) {
            if (item.path("gate_id").asText().equals(gate)) {
                return item;
            }
        }
        throw new AssertionError("no gate " + gate);
    }

    private void awaitHeld(String gate, int count) {
        await().untilAsserted(() -> assertThat(shown(gate).path("held").asInt()).isEqualTo(count));
    }

    @Test
    void aHeldRequestIsNeitherDoneNorAnsweredUntilItsGateOpens() {
        // given
        String gate = gate("{\"face\":\"webex\",\"method\":\"POST\",\"path_contains\":\"/messages\"}");
        // when
        CompletableFuture<SimulatorClient.Answer> answer = sent();
        awaitHeld(gate, 1);
        // then
        assertThat(answer).isNotDone();
        assertThat(calls.requests("webex")).isEmpty();
        assertThat(shown(gate).path("requests").get(0).path("path").asText()).isEqualTo(MESSAGES);
        assertThat(calls.post("/lab/gates/" + gate + "/open", "")
                        .json()
                        .path("released")
                        .asInt())
                .isEqualTo(1);
        assertThat(answer.join().status()).isEqualTo(200);
        assertThat(calls.get("/lab/gates").json().path("items")).isEmpty();
        assertThat(message().status()).isEqualTo(200);
    }

    @Test
    void aGateAfterTheEffectHoldsTheAnswerOnly() {
        // given
        String gate = gate("{\"face\":\"webex\",\"after\":true,\"body_contains\":\"hello\"}");
        // when
        CompletableFuture<SimulatorClient.Answer> answer = sent();
        awaitHeld(gate, 1);
        // then
        assertThat(answer).isNotDone();
        assertThat(calls.requests("webex").get(0).path("status").asInt()).isEqualTo(200);
        calls.delete("/lab/gates/" + gate);
        assertThat(answer.join().status()).isEqualTo(200);
    }

    @Test
    void aHundredHeldRequestsBlockNoOther() {
        // given
        String gate = gate("{\"face\":\"webex\",\"operation\":\"POST /webex\"}");
        var held = java.util.stream.IntStream.range(0, 100)
                .mapToObj(_ -> CompletableFuture.supplyAsync(this::message, Thread::startVirtualThread))
                .toList();
        awaitHeld(gate, 100);
        // then
        assertThat(calls.get("/lab/network").status()).isEqualTo(200);
        assertThat(calls.cncLogin()).startsWith("Bearer");
        calls.post("/lab/gates/" + gate + "/open", "");
        assertThat(held).allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
    }

    @Test
    void aHeldRequestTakesEffectAlthoughItsClientIsGone() throws IOException {
        // given
        String gate = gate("{\"face\":\"webex\"}");
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request = "POST " + MESSAGES + " HTTP/1.1\r\nHost: lab\r\nAuthorization: Bearer t\r\n"
                    + "Content-Type: application/json\r\nContent-Length: " + HELLO.length() + "\r\n\r\n" + HELLO;
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            awaitHeld(gate, 1);
        }
        // when
        calls.post("/lab/gates/" + gate + "/open", "");
        // then
        await().untilAsserted(() -> assertThat(calls.requests("webex")).hasSize(1));
        assertThat(calls.requests("webex").get(0).path("status").asInt()).isEqualTo(200);
    }

    @Test
    void aDroppedRequestTakesNoEffect() {
        // given
        String gate = gate("{\"face\":\"webex\"}");
        CompletableFuture<SimulatorClient.Answer> answer = sent();
        awaitHeld(gate, 1);
        // when
        calls.post("/lab/gates/" + gate + "/drop", "");
        // then
        assertThatThrownBy(answer::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(UncheckedIOException.class);
        assertThat(calls.requests("webex").get(0).path("status").asInt()).isZero();
    }

    @Test
    void otherRequestsPass() {
        gate("{\"face\":\"webex\",\"method\":\"DELETE\"}");
        gate("{\"face\":\"cnc\"}");
        gate("{\"face\":\"webex\",\"body_contains\":\"goodbye\"}");
        assertThat(message().status()).isEqualTo(200);
    }

    @Test
    void anUnknownGateOrSimulatorIsAProblem() {
        assertThat(calls.post("/lab/gates", "{\"face\":\"nobody\"}").status()).isEqualTo(422);
        assertThat(calls.post("/lab/gates/gate-0/open", "").status()).isEqualTo(404);
        assertThat(calls.delete("/lab/gates/gate-0").status()).isEqualTo(404);
    }
}

package io.cemfleet.lab.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SimulatorTest
class SimulatedSystemsTest {
    private static final String MESSAGES = "/webex/v1/messages";
    private static final String HELLO = "{\"roomId\":\"noc\",\"markdown\":\"hello\"}";
    private SimulatorClient calls;

    @BeforeEach
    void connect(@LocalServerPort int port) {
        calls = new SimulatorClient(port);
        calls.delete("/lab/faces/webex/requests");
    }

    @AfterEach
    void forget() {
        calls.delete("/lab/faults");
    }

    private SimulatorClient.Answer message() {
        return calls.call(
                "POST", MESSAGES, HELLO, "Content-Type", SimulatorClient.JSON, "Authorization", "Bearer token-1");
    }

    @Test
    void aRequestIsRecordedWithItsAnswerAndWithoutSecrets() {
        // when
        message();
        // then
        JsonNode items = calls.requests("webex");
        assertThat(items).hasSize(1);
        JsonNode item = items.get(0);
        assertThat(item.path("at").asText()).endsWith("Z");
        assertThat(item.path("method").asText()).isEqualTo("POST");
        assertThat(item.path("path").asText()).isEqualTo(MESSAGES);
        assertThat(item.path("status").asInt()).isEqualTo(200);
        assertThat(item.path("body").path("markdown").asText()).isEqualTo("hello");
        assertThat(item.path("answer").path("id").asText()).isNotEmpty();
        assertThat(item.toString()).contains("Bearer ***").doesNotContain("token-1");
    }

    @ParameterizedTest
    @CsvSource({"http_500,500", "commit_failed,500", "empty_500,500", "forbidden,403", "rate_limited,429"})
    void aFaultIsAnsweredInTheVendorsFormAndOnlySoOften(String kind, int status) {
        // given
        calls.fault("webex", kind, 2, "");
        // then
        SimulatorClient.Answer first = message();
        assertThat(first.status()).isEqualTo(status);
        assertThat(first.headers().containsKey("Retry-After")).isEqualTo(kind.equals("rate_limited"));
        assertThat(first.body().isEmpty()).isEqualTo(kind.equals("empty_500"));
        assertThat(message().status()).isEqualTo(status);
        assertThat(message().status()).isEqualTo(200);
        assertThat(calls.requests("webex").get(0).path("status").asInt()).isEqualTo(status);
    }

    @Test
    void aRefusedRequestGetsNoAnswerAtAll() {
        calls.fault("webex", "refuse", 1, "");
        assertThatThrownBy(this::message)
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(IOException.class);
        assertThat(calls.requests("webex").get(0).path("status").asInt()).isZero();
        assertThat(message().status()).isEqualTo(200);
    }

    @Test
    void aMalformedAnswerLooksGoodUntilItIsRead() {
        calls.fault("webex", "malformed", 1, "");
        SimulatorClient.Answer answer = message();
        assertThat(answer.status()).isEqualTo(200);
        assertThatThrownBy(answer::json).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void aTimeoutHangsUntilItIsForgotten() {
        calls.fault("webex", "timeout", 1, "");
        CompletableFuture<SimulatorClient.Answer> answer = CompletableFuture.supplyAsync(this::message);
        assertThatThrownBy(() -> answer.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        calls.delete("/lab/faults");
        assertThatThrownBy(() -> answer.get(4, TimeUnit.SECONDS)).isInstanceOf(ExecutionException.class);
    }

    @Test
    void aFaultWithAnOperationLeavesOtherRequestsAlone() {
        // given
        calls.fault("webex", "http_500", 1, "DELETE /webex");
        // then
        assertThat(message().status()).isEqualTo(200);
        JsonNode waiting = calls.get("/lab/faults").json().path("items");
        assertThat(waiting).hasSize(1);
        assertThat(waiting.get(0).path("count").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"nobody,http_500,1,face", "cnc,earthquake,1,kind", "cnc,http_500,0,count"})
    void aBadOrderIsAProblemThatNamesTheField(String face, String kind, int count, String field) {
        SimulatorClient.Answer answer = calls.post(
                "/lab/faults", "{\"face\":\"%s\",\"kind\":\"%s\",\"count\":%d}".formatted(face, kind, count));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.headers().get("Content-Type")).contains("problem+json");
        assertThat(answer.json().path("errors").get(0).path("field").asText()).isEqualTo(field);
        assertThat(calls.get("/lab/faults").json().path("items")).isEmpty();
    }

    @Test
    void anUnknownSimulatorHasNoRequests() {
        assertThat(calls.get("/lab/faces/nobody/requests").status()).isEqualTo(422);
        assertThat(calls.delete("/lab/faces/nobody/requests").status()).isEqualTo(422);
    }

    @Test
    void aLongAnswerToAReadIsCut() {
        calls.delete("/lab/faces/cnc/requests");
        String token = calls.cncLogin();
        calls.get("/crosswork/nbi/topology/v3/restconf/data/ietf-network-state:networks", "Authorization", token);
        Awaitility.await().untilAsserted(() -> {
            JsonNode items = calls.requests("cnc");
            assertThat(items).hasSize(3);
            assertThat(items.get(2).path("answer").asText()).hasSize(2048);
            assertThat(items.toString()).doesNotContain("secret").doesNotContain(token.substring(7));
        });
    }
}

package io.cemfleet.lab.webex;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.lab.simulator.SimulatorClient;
import io.cemfleet.lab.simulator.SimulatorTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@SimulatorTest
class WebexSimulatorTest {
    private SimulatorClient calls;

    @BeforeEach
    void connect(@LocalServerPort int port) {
        calls = new SimulatorClient(port);
    }

    private SimulatorClient.Answer post(String body) {
        return calls.call(
                "POST", "/webex/v1/messages", body, "Content-Type", SimulatorClient.JSON, "Authorization", "Bearer t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"markdown\":\"to nobody\"}",
                "{\"roomId\":\"a\",\"toPersonEmail\":\"b@c.d\",\"markdown\":\"to two\"}",
                "{\"roomId\":\"a\"}",
                "{\"roomId\":\"a\",\"text\":\"x\",\"parentId\":\"never-sent\"}",
                "not json"
            })
    void aMessageHasOneTargetAndSomethingToSay(String body) {
        SimulatorClient.Answer answer = post(body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").get(0).path("description").asText())
                .isNotEmpty();
        assertThat(answer.json().path("trackingId").asText()).isNotEmpty();
    }

    @Test
    void markdownIsLimitedInBytes() {
        assertThat(post("{\"roomId\":\"a\",\"markdown\":\"" + "x".repeat(7439) + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(post("{\"roomId\":\"a\",\"markdown\":\"" + "ü".repeat(3720) + "\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aReplyNamesTheMessageItAnswers() {
        String id =
                post("{\"roomId\":\"a\",\"text\":\"first\"}").json().path("id").asText();
        SimulatorClient.Answer reply = post("{\"roomId\":\"a\",\"text\":\"second\",\"parentId\":\"%s\"}".formatted(id));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("parentId").asText()).isEqualTo(id);
    }

    @Test
    void withoutABearerTokenNothingIsAccepted() {
        assertThat(calls.post("/webex/v1/messages", "{\"roomId\":\"a\",\"text\":\"x\"}")
                        .status())
                .isEqualTo(401);
    }
}

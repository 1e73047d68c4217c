package io.cemfleet.e2e.siege;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.message.TaskBatch;
import io.cemfleet.a2a.token.AgentKeys;
import io.cemfleet.a2a.token.AgentTokens;
import io.cemfleet.a2a.token.SignedRequest;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.e2e.fleet.OperatorHttp;
import io.cemfleet.runtime.testing.FleetJson;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What an enemy would try at an agent's endpoint for batches, against agents as they are deployed. */
@Tag("long")
class HostileBatchTest {
    private static final String BATCH = "/a2a/tasks:batch";

    private final AgentTokens tokens =
            new AgentTokens(AgentKeys.read(FleetUnderTest.keys(), AgentName.FLEET_CLI), Clock.systemUTC());

    @BeforeAll
    static void theFleetIsUp() {
        FleetUnderTest.up();
    }

    @Test
    void aBatchThatIsTooLongOrTooLargeIsRefusedAsAWhole() {
        ObjectNode tooLong = batch(Collections.nCopies(TaskBatch.MOST_TASKS + 1, query()));
        ObjectNode tooLarge = batch(List.of(TextNode.valueOf("x".repeat(1 << 20))));

        assertThat(sent(tooLong).status()).isEqualTo(422);
        assertThat(sent(tooLong).json().at("/errors/0/field").asText()).isEqualTo("tasks");
        assertThat(sent(tooLarge).status()).isEqualTo(413);
        assertThat(sent(batch(List.of())).status()).isEqualTo(422);
    }

    @Test
    void aBadTaskIsRefusedByItselfAmongMixedOnes() {
        ObjectNode nul = PublicEndpoints.request("get_incident_status");
        ((ObjectNode) nul.path("payload")).put("incident_id", "INC-\u0000");
        ObjectNode foreign = PublicEndpoints.request("log_event");

        OperatorHttp.HttpReply answer = sent(batch(List.of(query(), nul, TextNode.valueOf("{"), foreign, query())));

        assertThat(answer.status()).isEqualTo(207);
        assertThat(statuses(answer)).hasSize(5).startsWith(200).endsWith(200);
        assertThat(statuses(answer).subList(1, 4)).allMatch(status -> status / 100 == 4);
    }

    @Test
    void aForgedCallerIsRefused() {
        byte[] body = bytes(batch(List.of(query())));
        String[] parts = tokens.sign(AgentName.ORCHESTRATOR, new SignedRequest("POST", BATCH, body))
                .split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String forged = claims.replace(AgentName.FLEET_CLI.wire(), AgentName.EVENT_CORRELATOR.wire());
        parts[1] = Base64.getUrlEncoder().withoutPadding().encodeToString(forged.getBytes(StandardCharsets.UTF_8));

        assertThat(forged).isNotEqualTo(claims);
        assertThat(sent(body, String.join(".", parts)).status()).isEqualTo(401);
        assertThat(sent(body, "").status()).isEqualTo(401);
    }

    @Test
    void aTokenIsGoodForItsBodyAndForOneRoundOfQueries() {
        byte[] body = bytes(batch(List.of(query(), query())));
        byte[] other = bytes(batch(List.of(query())));
        String token = tokens.sign(AgentName.ORCHESTRATOR, new SignedRequest("POST", BATCH, body));

        assertThat(sent(other, token).status()).isEqualTo(401);
        assertThat(statuses(sent(body, token))).containsExactly(200, 200);
        // the second waits for the first, which another token may bring
        assertThat(statuses(sent(body, token))).containsExactly(401, 424);
    }

    private static ObjectNode query() {
        return PublicEndpoints.request("find_incidents");
    }

    private static ObjectNode batch(List<? extends JsonNode> tasks) {
        return PublicEndpoints.batchOf(tasks);
    }

    private static byte[] bytes(ObjectNode batch) {
        return FleetJson.bytes(batch);
    }

    private OperatorHttp.HttpReply sent(ObjectNode batch) {
        byte[] body = bytes(batch);
        return sent(body, tokens.sign(AgentName.ORCHESTRATOR, new SignedRequest("POST", BATCH, body)));
    }

    private static OperatorHttp.HttpReply sent(byte[] body, String token) {
        return OperatorHttp.post(
                AgentName.ORCHESTRATOR.port(), BATCH, body, Map.of("Authorization", "Bearer " + token));
    }

    private static List<Integer> statuses(OperatorHttp.HttpReply answer) {
        return StreamSupport.stream(answer.json().path("answers").spliterator(), false)
                .map(one -> one.path("status").asInt())
                .toList();
    }
}

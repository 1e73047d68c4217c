package io.cemfleet.cnc.session;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.cnc.json.RequestJson;
import io.cemfleet.cnc.json.RestconfKey;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CncClientTest {

    private static final String BASE = "/crosswork/nbi/topology/v3/restconf/data/thing";
    private static final String OPERATION = "/crosswork/nbi/optimization/v3/restconf/operations/do";
    private static final String LOGIN = "/crosswork/sso/v1/tickets";

    private CncWireMock cnc;
    private CncTestContext context;
    private CncClient client;

    @BeforeEach
    void open() {
        cnc = CncWireMock.start();
        context = CncTestContext.at(cnc.url());
        client = context.get(CncClient.class);
    }

    @AfterEach
    void close() {
        context.close();
        cnc.close();
    }

    @Test
    void oneLoginServesAllThreads() {
        answer(CncWireMock.json(200, "{}"));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                threads.submit(this::read);
            }
        }

        cnc.server().verify(1, postRequestedFor(urlEqualTo(LOGIN)));
        cnc.server()
                .verify(
                        20,
                        getRequestedFor(urlEqualTo(BASE))
                                .withHeader("Authorization", equalTo("Bearer header.claims.signature")));
    }

    @Test
    void theSessionIsGivenBackAtShutdown() {
        answer(CncWireMock.json(200, "{}"));
        read();

        context.close();

        cnc.server()
                .verify(deleteRequestedFor(urlEqualTo(LOGIN + "/TGT-1-test"))
                        .withHeader("Authorization", equalTo("Bearer header.claims.signature")));
    }

    @Test
    void anExpiredSessionIsRenewedOnce() {
        answerInTurn(CncWireMock.json(403, "{\"error\":\"Unauthorized request\"}"), CncWireMock.json(200, "{\"a\":1}"));

        assertThat(read().isOk()).isTrue();
        cnc.server().verify(2, postRequestedFor(urlEqualTo(LOGIN)));
    }

    @Test
    void aGarbledTokenIsRenewedToo() {
        answerInTurn(CncWireMock.json(500, "{\"error\":\"Middleware error\"}"), CncWireMock.json(200, "{\"a\":1}"));

        assertThat(read().isOk()).isTrue();
    }

    @Test
    void aSecond403IsForbidden() {
        answer(CncWireMock.json(403, "{\"error\":\"Unauthorized request\"}"));

        assertThat(read()).isInstanceOf(CncResult.Forbidden.class);
        cnc.server().verify(2, postRequestedFor(urlEqualTo(LOGIN)));
        cnc.server().verify(2, getRequestedFor(urlEqualTo(BASE)));
    }

    @Test
    void aRoleThatLacksTheApiCostsNoLogin() {
        answer(CncWireMock.json(403, "{\"error\":\"Access to this API has been disallowed\"}"));

        assertThat(read()).isInstanceOf(CncResult.Forbidden.class);
        cnc.server().verify(1, postRequestedFor(urlEqualTo(LOGIN)));
    }

    @Test
    void theSessionCapCanPass() {
        cnc.server()
                .stubFor(post(LOGIN)
                        .willReturn(CncWireMock.json(503, "{\"error\":\"Per user session limit reached.\"}")));

        assertThat(read()).satisfies(result -> {
            assertThat(result.retryable()).isTrue();
            assertThat(result.reason()).contains("session limit");
        });
    }

    @Test
    void refusedCredentialsAreForbidden() {
        cnc.server().stubFor(post(LOGIN).willReturn(aResponse().withStatus(401)));

        assertThat(read()).isInstanceOf(CncResult.Forbidden.class);
    }

    @Test
    void dataMissingIsNotFound() {
        answer(CncWireMock.json(409, CncWireMock.MISSING));

        assertThat(read()).isInstanceOf(CncResult.NotFound.class);
    }

    @Test
    void anotherConflictIsRefused() {
        answer(CncWireMock.json(409, "{\"errors\":{\"error\":{\"error-tag\":\"in-use\",\"error-message\":\"x\"}}}"));

        assertThat(read()).isEqualTo(CncResult.refused("in-use", "x"));
    }

    @Test
    void onlyNsoSaysNotFoundBy404() {
        var missing = "{\"ietf-restconf:errors\":{\"error\":[{\"error-tag\":\"invalid-value\","
                + "\"error-message\":\"uri keypath not found\"}]}}";
        answer(CncWireMock.json(404, missing));
        cnc.server()
                .stubFor(get(urlEqualTo("/crosswork/proxy/nso/restconf/x")).willReturn(CncWireMock.json(404, missing)));

        assertThat(read()).isInstanceOf(CncResult.Unavailable.class);
        assertThat(client.get(CncApi.NSO, "/x")).isInstanceOf(CncResult.NotFound.class);
    }

    @Test
    void anEmpty500OfAnOperationIsRefused() {
        cnc.server().stubFor(post(OPERATION).willReturn(aResponse().withStatus(500)));

        assertThat(client.query(CncApi.OPTIMIZATION, "/operations/do", RequestJson.object()))
                .isInstanceOfSatisfying(CncResult.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo("empty_500"));
    }

    @Test
    void anEmpty500OfAReadIsUnavailable() {
        answer(aResponse().withStatus(500));

        assertThat(read()).isInstanceOf(CncResult.Unavailable.class);
    }

    @Test
    void garbageInsideA200IsUnavailable() {
        answer(CncWireMock.json(200, "<html>maintenance</html>"));

        assertThat(read()).isInstanceOf(CncResult.Unavailable.class);
    }

    @Test
    void anErrorInsideA200IsRefused() {
        answer(CncWireMock.json(200, "{\"errors\":{\"error\":[{\"error-tag\":\"invalid-value\"}]}}"));

        assertThat(read()).isEqualTo(CncResult.refused("invalid-value", "invalid-value"));
    }

    @Test
    void anAnswerBeyondItsLimitIsAFailureWithoutARetry() {
        answer(CncWireMock.json(200, "{\"a\":\"" + "x".repeat(2000) + "\"}"));

        try (var small = CncTestContext.at(cnc.url(), "cem.cnc.calls.largest-answer=1KB")) {
            var answer = small.get(CncClient.class).get(CncApi.TOPOLOGY, "/data/thing");
            assertThat(answer).isInstanceOf(CncResult.Unavailable.class);
            assertThat(answer.reason()).endsWith("the answer is larger than 1024 bytes");
        }
        cnc.server().verify(1, getRequestedFor(urlEqualTo(BASE)));
        assertThat(read().isOk()).isTrue();
    }

    @Test
    void readsAreRepeatedOn503() {
        answerInTurn(aResponse().withStatus(503), CncWireMock.json(200, "{}"));

        assertThat(read().isOk()).isTrue();
    }

    @Test
    void aRetryAfterBeyondTheDeadlineIsNotWaitedFor() {
        answer(aResponse().withStatus(503).withHeader("Retry-After", "3600"));

        assertThat(read().retryable()).isTrue();
        cnc.server().verify(1, getRequestedFor(urlEqualTo(BASE)));
    }

    @Test
    void idempotentWritesAreRepeatedOnABrokenConnection() {
        var path = "/crosswork/proxy/nso/restconf/x";
        cnc.server()
                .stubFor(put(path)
                        .inScenario("put")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("again")
                        .willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
        cnc.server()
                .stubFor(put(path)
                        .inScenario("put")
                        .whenScenarioStateIs("again")
                        .willReturn(aResponse().withStatus(204)));

        assertThat(client.put(CncApi.NSO, "/x", RequestJson.object()).isOk()).isTrue();
        cnc.server()
                .verify(putRequestedFor(urlEqualTo(path))
                        .withHeader("Content-Type", equalTo("application/yang-data+json")));
    }

    @Test
    void otherWritesAreNeverRepeated() {
        cnc.server().stubFor(post(OPERATION).willReturn(aResponse().withStatus(503)));

        assertThat(client.post(CncApi.OPTIMIZATION, "/operations/do", RequestJson.object())
                        .retryable())
                .isTrue();
        cnc.server().verify(1, postRequestedFor(urlEqualTo(OPERATION)));
    }

    @Test
    void aMissingServerIsUnavailable() {
        answer(CncWireMock.json(200, "{}"));
        cnc.close();

        assertThat(read()).isInstanceOf(CncResult.Unavailable.class).satisfies(r -> assertThat(r.retryable())
                .isTrue());
    }

    @Test
    void keysAreEncodedOnTheWire() {
        cnc.server().stubFor(get(urlMatching(".*")).willReturn(CncWireMock.json(200, "{}")));

        client.get(CncApi.TOPOLOGY, "/data/l=" + RestconfKey.of("P2 : Gi0/0/0/0 : É", 7));

        cnc.server()
                .verify(getRequestedFor(urlEqualTo("/crosswork/nbi/topology/v3/restconf/data/l="
                        + "P2%20%3A%20Gi0%2F0%2F0%2F0%20%3A%20%C3%89,7")));
    }

    private CncResult<?> read() {
        return client.get(CncApi.TOPOLOGY, "/data/thing");
    }

    private void answer(ResponseDefinitionBuilder answer) {
        cnc.server().stubFor(get(urlEqualTo(BASE)).willReturn(answer));
    }

    private void answerInTurn(ResponseDefinitionBuilder first, ResponseDefinitionBuilder then) {
        cnc.server()
                .stubFor(get(urlEqualTo(BASE))
                        .inScenario("turn")
                        .whenScenarioStateIs(Scenario.STARTED)
                        .willSetStateTo("then")
                        .willReturn(first));
        cnc.server()
                .stubFor(get(urlEqualTo(BASE))
                        .inScenario("turn")
                        .whenScenarioStateIs("then")
                        .willReturn(then));
    }
}

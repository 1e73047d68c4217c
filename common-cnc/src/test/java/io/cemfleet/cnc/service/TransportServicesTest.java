package io.cemfleet.cnc.service;

import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.network.NetworkFixtures;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransportServicesTest {

    private static final String RPC = "/crosswork/nbi/cat-inventory/v1/restconf/operations/"
            + "cat-inventory-rpc:get-associated-services-for-transport";

    @ParameterizedTest
    @ValueSource(strings = {"", "cat-inventory-rpc:"})
    void servicesAreReadWithEitherPrefix(String prefix) {
        var body = "{\"cat-inventory-rpc:output\":{\"" + prefix + "get-associated-services-for-transport-response\":"
                + "{\"service-path\":[\"ietf-l3vpn-ntw:l3vpn-ntw/vpn-services/vpn-service=L3VPN%201\"]}}}";

        assertThat(ask(body)).isEqualTo(CncResult.ok(List.of("L3VPN 1")));
    }

    @Test
    void anEmptyObjectMeansNone() {
        assertThat(ask("{}")).isEqualTo(CncResult.ok(List.of()));
        assertThat(ask("{\"cat-inventory-rpc:output\":{}}")).isEqualTo(CncResult.ok(List.of()));
    }

    @Test
    void anAnswerOfAnotherFormIsNotNone() {
        assertThat(ask("{\"cat-inventory-rpc:output\":{\"status\":\"busy\"}}").isOk())
                .isFalse();
        assertThat(ask("{\"error\":\"Unauthorized request\"}").isOk()).isFalse();
        assertThat(ask("").isOk()).isFalse();
    }

    private static CncResult<List<String>> ask(String answer) {
        try (var cnc = CncWireMock.start();
                var context = CncTestContext.at(cnc.url())) {
            cnc.server().stubFor(post(urlEqualTo(RPC)).willReturn(CncWireMock.json(200, answer)));

            var result = context.get(TransportServices.class)
                    .on(NetworkFixtures.topology(), NetworkFixtures.policy().key());

            cnc.server()
                    .verify(
                            postRequestedFor(urlEqualTo(RPC))
                                    .withRequestBody(
                                            equalToJson(
                                                    """
                                    {"cat-inventory-rpc:input":{
                                    "cat-inventory-rpc:get-associated-services-for-transport-request":{
                                    "sr-policy-ref":{"headend":"Frankfurt","color":100,"endpoint":"10.0.0.3"}}}}""")));
            return result;
        }
    }
}

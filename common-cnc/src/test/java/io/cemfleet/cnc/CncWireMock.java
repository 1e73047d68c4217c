package io.cemfleet.cnc;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.cemfleet.cnc.json.RestconfKey;
import io.cemfleet.cnc.nso.RoutePolicy;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A controller that answers over real HTTP with what a test stubs; all other requests get a 409 {@code data-missing},
 * the real controller's answer for missing objects.
 */
public final class CncWireMock implements AutoCloseable {

    public static final String TOPOLOGY = "/crosswork/nbi/topology/v3/restconf/data/ietf-network-state:networks";
    public static final String POLICIES =
            "/crosswork/nbi/topology/v3/restconf/data/cisco-crosswork-segment-routing-policy:sr-policies";
    public static final String NSO = "/crosswork/proxy/nso/restconf/data";
    public static final String MISSING =
            """
            {"errors":{"error":[{"error-type":"protocol","error-tag":"data-missing","error-message":"Request could \
            not be completed because the relevant data model content does not exist"}]}}""";
    /** The route policy that colours the traffic of {@link NetworkFixtures#service()}. */
    public static final RoutePolicy ROUTE_POLICY = new RoutePolicy("color-100", 100, List.of());

    private static final String LINK_PM = "/crosswork/nbi/topology/v3/restconf/data/"
            + "cisco-crosswork-performance-metrics:igp-links-performance-metrics/igp-link-pm=";

    private final WireMockServer server =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());

    private CncWireMock() {
        server.start();
        server.stubFor(any(urlPathMatching(".*")).atPriority(10).willReturn(json(409, MISSING)));
        server.stubFor(post("/crosswork/sso/v1/tickets").willReturn(text(201, "TGT-1-test")));
        server.stubFor(post("/crosswork/sso/v1/tickets/TGT-1-test").willReturn(text(200, "header.claims.signature")));
        server.stubFor(delete(urlPathMatching("/crosswork/sso/v1/tickets/.*")).willReturn(text(200, "")));
    }

    /** A controller to which one can log in, and which knows nothing. */
    public static CncWireMock start() {
        return new CncWireMock();
    }

    /** The small network of {@link NetworkFixtures#topology()}, without policies or services. */
    public static CncWireMock smallNetwork() {
        return start().topology(NetworkFixtures.topology()).inventory(NetworkFixtures.topology());
    }

    public String url() {
        return server.baseUrl();
    }

    /** For stubs and verifications of a test's own. */
    public WireMockServer server() {
        return server;
    }

    public CncWireMock topology(NetworkTopology topology) {
        return answers(get(urlPathEqualTo(TOPOLOGY)), CncJsonAnswers.networks(topology));
    }

    /** All policies as the one page; any further page is empty. */
    public CncWireMock policies(NetworkTopology topology, List<SrPolicy> policies) {
        for (var policy : policies) {
            var key = RestconfKey.of(
                    topology.router(policy.key().headEnd()).orElseThrow().routerId(),
                    topology.router(policy.key().endPoint()).orElseThrow().routerId(),
                    policy.key().color());
            answers(
                    get(urlEqualTo(POLICIES + "/policy=" + key)),
                    CncJsonAnswers.object(
                            "cisco-crosswork-segment-routing-policy:policy",
                            CncJsonAnswers.array(List.of(policy), p -> CncJsonAnswers.policy(topology, p))));
        }
        return answers(get(urlPathEqualTo(POLICIES)), CncJsonAnswers.policies(topology, policies));
    }

    public CncWireMock services(List<VpnService> services, List<RoutePolicy> routePolicies) {
        answers(
                get(urlEqualTo(NSO + "/ietf-l3vpn-ntw:l3vpn-ntw/cisco-l3vpn-ntw:l3vpn-route-policy")),
                CncJsonAnswers.routePolicies(routePolicies));
        return answers(
                get(urlEqualTo(NSO + "/ietf-l3vpn-ntw:l3vpn-ntw/vpn-services")), CncJsonAnswers.services(services));
    }

    /** Devices with the hostname, prefixed {@code uuid-}, as their uuid. */
    public CncWireMock inventory(NetworkTopology topology) {
        var devices = CncJsonAnswers.array(topology.routers(), router -> CncJsonAnswers.object()
                .put("uuid", "uuid-" + router.hostname())
                .put("host_name", router.hostname()));
        return answers(
                post(urlEqualTo("/crosswork/inventory/v1/nodes/query")),
                CncJsonAnswers.object("data", devices).put("total_count", devices.size()));
    }

    /** The samples of one direction, replacing those it had; absent values are left out. */
    public CncWireMock measured(NetworkTopology topology, LinkDirection direction, List<LinkMeasurement> samples) {
        var hostname = topology.router(direction.from()).orElseThrow().hostname();
        history("delays", hostname, direction, CncJsonAnswers.array(samples, sample -> {
            var item = CncJsonAnswers.object().put("tst", stamp(sample));
            if (sample.delayMs() != null) {
                item.put("averageDelay", Math.round(sample.delayMs() * 1000));
            }
            if (sample.jitterMs() != null) {
                item.put("delayVariance", Math.round(sample.jitterMs() * 1000));
            }
            return item;
        }));
        history("loss", hostname, direction, CncJsonAnswers.array(samples, sample -> CncJsonAnswers.object()
                .put("tst", stamp(sample))
                .put("loss", sample.lossPct())));
        var capacity = direction.capacityMbps();
        var used = samples.isEmpty() ? null : samples.getLast().utilisation();
        if (capacity != null && used != null) {
            answers(
                    get(urlEqualTo(LINK_PM + RestconfKey.of(direction.cncLinkId()))),
                    CncJsonAnswers.object(
                            "cisco-crosswork-performance-metrics:igp-link-pm",
                            CncJsonAnswers.array(List.of(direction), d -> CncJsonAnswers.object()
                                    .put("link-id", d.cncLinkId())
                                    .put("max-bandwidth-kbps", String.valueOf(Math.round(capacity * 1000)))
                                    .put(
                                            "bandwidth-utilization-kbps",
                                            String.valueOf(Math.round(capacity * 1000 * used))))));
        }
        return this;
    }

    /** PUT answers 201, PATCH and DELETE 204, for all addresses below NSO; nothing is stored. */
    public CncWireMock takesNsoWrites() {
        server.stubFor(put(urlPathMatching(NSO + "/.*"))
                .atPriority(8)
                .willReturn(aResponse().withStatus(201)));
        server.stubFor(patch(urlPathMatching(NSO + "/.*"))
                .atPriority(8)
                .willReturn(aResponse().withStatus(204)));
        server.stubFor(delete(urlPathMatching(NSO + "/.*"))
                .atPriority(8)
                .willReturn(aResponse().withStatus(204)));
        return this;
    }

    public CncWireMock answers(MappingBuilder request, JsonNode body) {
        server.stubFor(request.willReturn(json(200, body.toString())));
        return this;
    }

    public static ResponseDefinitionBuilder json(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "application/yang-data+json")
                .withBody(body);
    }

    @Override
    public void close() {
        server.stop();
    }

    private void history(String what, String hostname, LinkDirection direction, JsonNode items) {
        answers(
                post(urlEqualTo("/crosswork/optima-analytics/api/v1/interface/" + what))
                        .withRequestBody(matchingJsonPath("$[?(@.device_uuid == 'uuid-" + hostname + "')]"))
                        .withRequestBody(matchingJsonPath("$[?(@.int_name == '" + direction.fromInterface() + "')]")),
                items);
    }

    private static String stamp(LinkMeasurement sample) {
        var at = sample.measuredAt();
        return at == null ? "" : at.atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
    }

    private static ResponseDefinitionBuilder text(int status, String body) {
        return aResponse()
                .withStatus(status)
                .withHeader("Content-Type", "text/plain")
                .withBody(body);
    }
}

package io.cemfleet.tunnel.southbound.cnc;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.cnc.nso.NsoPolicies;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.cnc.optimization.SrPolicyOperations;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.CandidatePathConfig;
import io.cemfleet.tunnel.policy.CandidatePathConfig.WeightedSidList;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.TunnelSegment;
import io.cemfleet.tunnel.southbound.ConfiguredTunnel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The controller's statuses over real HTTP: what they mean to a tunnel. */
class CncQuirksTest {
    private static final SteeringKey KEY = new SteeringKey("frankfurt", "vienna", 100);
    private static final List<TunnelSegment> OVER_MUNICH = List.of(
            new TunnelSegment(false, SegmentId.label(16004), "munich", null),
            new TunnelSegment(false, SegmentId.label(16003), "vienna", null));

    private final CncWireMock cnc = CncWireMock.smallNetwork();
    private final CncTestContext context = CncTestContext.at(cnc.url(), "cem.cnc.password=secret");
    private final FreshTopology topologies = new FreshTopology(context.get(TopologyHolder.class), settings());
    private final CncController controller = new CncController(
            context.get(NsoPolicies.class),
            context.get(SrPolicyClient.class),
            context.get(VpnServices.class),
            topologies);
    private final CncSrMplsTunnels tunnels =
            new CncSrMplsTunnels(context.get(NsoPolicies.class), context.get(SrPolicyOperations.class), topologies);

    @AfterEach
    void close() {
        context.close();
        cnc.close();
    }

    @Test
    void dataMissingMeansThatThePolicyIsNotThere() {
        assertThat(controller.live(KEY)).isEqualTo(StepOutcome.done(Optional.empty()));
    }

    @Test
    void nsosNotFoundMeansThatNothingIsConfigured() {
        cnc.server()
                .stubFor(
                        get(urlPathMatching(CncWireMock.NSO + "/cisco-sr-te-cfp.*"))
                                .willReturn(
                                        CncWireMock.json(
                                                404,
                                                """
                        {"ietf-restconf:errors":{"error":[{"error-tag":"invalid-value",
                        "error-message":"uri keypath not found"}]}}""")));
        assertThat(tunnels.configured("sr-policy-x")).isEqualTo(StepOutcome.done(new ConfiguredTunnel.NotConfigured()));
    }

    @Test
    void anOperationsEmptyErrorIsARefusedDryRun() {
        cnc.server()
                .stubFor(post(urlPathMatching(".*sr-policy-dryrun"))
                        .willReturn(aResponse().withStatus(500)));
        assertThat(codeOf(tunnels.dryRun("frankfurt", "vienna", OVER_MUNICH)))
                .isEqualTo(TunnelFailureCode.DRY_RUN_FAILED);
    }

    @Test
    void aFailureInsideA200IsARefusedDryRun() {
        cnc.server()
                .stubFor(
                        post(urlPathMatching(".*sr-policy-dryrun"))
                                .willReturn(
                                        CncWireMock.json(
                                                200,
                                                """
                        {"cisco-crosswork-optimization-engine-sr-policy-operations:output":
                        {"state":"failure","message":"No path found for the given constraints. "}}""")));
        assertThat(tunnels.dryRun("frankfurt", "vienna", OVER_MUNICH))
                .isInstanceOfSatisfying(
                        StepOutcome.Failed.class,
                        failed -> assertThat(failed.failure().message()).contains("No path found"));
    }

    @Test
    void aControllerThatIsDownIsUnknownAndMayBeAskedAgain() {
        cnc.server().stubFor(any(urlPathEqualTo(CncWireMock.TOPOLOGY)).willReturn(CncWireMock.json(503, "")));
        assertThat(controller.ends("frankfurt", "vienna")).isInstanceOfSatisfying(StepOutcome.Failed.class, failed -> {
            assertThat(failed.failure().code()).isEqualTo(TunnelFailureCode.CNC_UNAVAILABLE);
            assertThat(failed.failure().retryable()).isTrue();
        });
    }

    @Test
    void aWriteThatNsoRefusesIsNotTriedAgain() {
        cnc.takesNsoWrites();
        cnc.server()
                .stubFor(
                        any(urlPathMatching(CncWireMock.NSO + "/.*policy=.*"))
                                .willReturn(
                                        CncWireMock.json(
                                                400,
                                                """
                        {"errors":{"error":[{"error-tag":"invalid-value","error-message":"unique violation"}]}}""")));
        var candidate = new CandidatePathConfig(
                "sr-policy-x",
                KEY,
                SegmentId.label(24000),
                50,
                List.of(new WeightedSidList(
                        "sr-policy-x-protection", 100, List.of(SegmentId.label(16004), SegmentId.label(16003)))));
        assertThat(codeOf(tunnels.write(candidate))).isEqualTo(TunnelFailureCode.CNC_REFUSED);
    }

    @Test
    void anSrv6SidIsNoSegmentOfAnSrMplsTunnel() {
        // given a path with an address among its labels
        List<TunnelSegment> segments =
                List.of(new TunnelSegment(false, new SegmentId.Srv6Sid("fcbb::3e84"), "munich", null));
        // then neither its route nor its dry run exists
        assertThat(codeOf(tunnels.trace("frankfurt", "vienna", segments))).isEqualTo(TunnelFailureCode.PATH_INVALID);
        assertThat(codeOf(tunnels.dryRun("frankfurt", "vienna", segments))).isEqualTo(TunnelFailureCode.PATH_INVALID);
    }

    @Test
    void anOutageIsRetryableAndNoRefusal() {
        cnc.server()
                .stubFor(any(urlPathMatching(CncWireMock.NSO + "/cisco-sr-te-cfp.*"))
                        .willReturn(CncWireMock.json(503, "")));
        for (StepOutcome<?> outcome : List.of(
                tunnels.configured("sr-policy-x"),
                controller.remove(List.of("sr-policy-x")),
                controller.lists("sr-policy-x"))) {
            assertThat(outcome).isInstanceOfSatisfying(StepOutcome.Failed.class, failed -> {
                assertThat(failed.failure().code()).isEqualTo(TunnelFailureCode.CNC_UNAVAILABLE);
                assertThat(failed.failure().retryable()).isTrue();
            });
        }
    }

    private static TunnelFailureCode codeOf(StepOutcome<?> outcome) {
        return ((StepOutcome.Failed<?>) outcome).failure().code();
    }

    private static TunnelSettings settings() {
        return new TunnelSettings(
                5,
                Duration.ofSeconds(10),
                new TunnelSettings.PreferenceSettings(50, 10),
                new TunnelSettings.StepWaitSettings(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(5),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(15)));
    }
}

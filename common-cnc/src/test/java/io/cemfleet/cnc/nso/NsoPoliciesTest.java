package io.cemfleet.cnc.nso;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.putRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncWireMock;
import java.util.List;
import org.junit.jupiter.api.Test;

class NsoPoliciesTest extends RunningNso {

    private static final String POLICY = POLICIES + "/cisco-sr-te-cfp-sr-policies:policy=";
    private static final String MISSING =
            """
            {"ietf-restconf:errors":{"error":[{"error-type":"application","error-tag":"invalid-value",\
            "error-message":"uri keypath not found"}]}}""";

    private final NsoPolicy weighted = new NsoPolicy(
            "sr-policy-frankfurt-vienna-protect-001",
            "frankfurt",
            "vienna",
            100,
            24010,
            List.of(
                    new NsoCandidatePath.Explicit(
                            150,
                            List.of(
                                    new NsoCandidatePath.WeightedSidList("p", 75L),
                                    new NsoCandidatePath.WeightedSidList("o", 25L))),
                    new NsoCandidatePath.Dynamic(100, "latency")));

    @Test
    void aPolicyIsWrittenInTheVendorsForm() {
        cnc.takesNsoWrites();

        assertThat(nso().putPolicy(topology, weighted)).isEqualTo(CncResult.ok(NsoWriteResult.CREATED));

        cnc.server()
                .verify(
                        putRequestedFor(urlEqualTo(POLICY + weighted.name()))
                                .withHeader("Content-Type", equalTo("application/yang-data+json"))
                                .withRequestBody(
                                        equalToJson(
                                                """
                                {"cisco-sr-te-cfp-sr-policies:policy":[{
                                  "name":"sr-policy-frankfurt-vienna-protect-001","head-end":[{"name":"Frankfurt"}],
                                  "tail-end":"10.0.0.3","color":100,"binding-sid":24010,
                                  "path":[
                                    {"preference":150,"explicit":{"sid-list":[
                                       {"name":"p","weight":75},{"name":"o","weight":25}]}},
                                    {"preference":100,"dynamic":{"metric-type":"latency","pce":{}}}]}]}""")));
    }

    @Test
    void whatWasWrittenIsReadBackTheSame() {
        cnc.answers(
                get(urlEqualTo(POLICY + weighted.name())),
                NsoPolicyMapper.write(topology, weighted).optional().orElseThrow());

        assertThat(nso().policy(topology, weighted.name())).isEqualTo(CncResult.ok(weighted));
    }

    @Test
    void anUnknownHeadEndIsRefusedBeforeAnythingIsSent() {
        var stray = new NsoPolicy("x", "atlantis", "vienna", 100, null, List.of());

        assertThat(nso().putPolicy(topology, stray)).isInstanceOf(CncResult.Refused.class);
    }

    @Test
    void aMissingPolicyIsNotFound() {
        cnc.server().stubFor(get(urlEqualTo(POLICY + "x")).willReturn(CncWireMock.json(404, MISSING)));

        assertThat(nso().policy(topology, "x")).isInstanceOf(CncResult.NotFound.class);
    }

    @Test
    void aContainerThatIsNotThereHoldsNothing() {
        cnc.server().stubFor(get(urlEqualTo(POLICIES)).willReturn(CncWireMock.json(404, MISSING)));

        assertThat(nso().policies(topology)).isEqualTo(CncResult.ok(List.of()));
        assertThat(nso().sidLists()).isEqualTo(CncResult.ok(List.of()));
    }

    @Test
    void prefixedMembersAreReadToo() {
        cnc.server()
                .stubFor(
                        get(urlEqualTo(POLICIES + "/cisco-sr-te-cfp-sr-policies:sid-list=s"))
                                .willReturn(
                                        CncWireMock.json(
                                                200,
                                                """
                                {"cisco-sr-te-cfp-sr-policies:sid-list":[{"cisco-sr-te-cfp-sr-policies:name":"s",
                                "cisco-sr-te-cfp-sr-policies:sid":[
                                  {"cisco-sr-te-cfp-sr-policies:index":2,"mpls":{"label":16003}},
                                  {"cisco-sr-te-cfp-sr-policies:index":1,
                                   "cisco-sr-te-cfp-sr-policies:mpls":
                                     {"cisco-sr-te-cfp-sr-policies:label":16002}}]}]}""")));

        assertThat(nso().sidList("s")).isEqualTo(CncResult.ok(new SidList("s", List.of(16002, 16003))));
    }

    @Test
    void aReferenceToNothingIsRefused() {
        cnc.server()
                .stubFor(put(urlEqualTo(POLICY + weighted.name()))
                        .willReturn(CncWireMock.json(
                                400,
                                "{\"errors\":{\"error\":[{\"error-tag\":\"invalid-value\",\"error-message\":\"illegal"
                                        + " reference\"}]}}")));

        assertThat(nso().putPolicy(topology, weighted))
                .isEqualTo(CncResult.refused("invalid-value", "illegal reference"));
    }

    @Test
    void aDeviceOutOfSyncIsNotKnownToHaveFailed() {
        cnc.server()
                .stubFor(put(urlEqualTo(POLICY + weighted.name()))
                        .willReturn(CncWireMock.json(
                                502,
                                "{\"errors\":{\"error\":[{\"error-tag\":\"operation-failed\",\"error-message\":\"out of"
                                        + " sync\"}]}}")));

        assertThat(nso().putPolicy(topology, weighted)).isInstanceOf(CncResult.Unavailable.class);
    }

    @Test
    void planStatesAreReadyOnlyWhenAllComponentsAre() {
        plan("reached", "reached");
        assertThat(nso().plan("x")).isEqualTo(CncResult.ok(new NsoPlanStatus.Ready()));
        plan("reached", "not-reached");
        assertThat(nso().plan("x")).isEqualTo(CncResult.ok(new NsoPlanStatus.NotReady("head")));
        plan("not-reached", "failed");
        assertThat(nso().plan("x").optional()).containsInstanceOf(NsoPlanStatus.Failed.class);
    }

    @Test
    void theDryRunHasTheConfigurationOfEachDevice() {
        cnc.server()
                .stubFor(put(urlEqualTo(POLICY + weighted.name() + "?dry-run=native"))
                        .willReturn(CncWireMock.json(
                                200,
                                "{\"dry-run-result\":{\"native\":{\"device\":{\"name\":\"Frankfurt\",\"data\":\"segment-"
                                        + "routing\"}}}}")));

        assertThat(nso().dryRun(topology, weighted).optional().orElseThrow())
                .containsExactly(new DeviceConfigChange("Frankfurt", "segment-routing"));
    }

    @Test
    void deletionsSayWhatWasThere() {
        cnc.takesNsoWrites();
        assertThat(nso().deletePolicy("x")).isEqualTo(CncResult.ok(NsoWriteResult.DELETED));

        cnc.server()
                .stubFor(com.github.tomakehurst.wiremock.client.WireMock.delete(urlEqualTo(POLICY + "y"))
                        .willReturn(CncWireMock.json(404, MISSING)));
        assertThat(nso().deletePolicy("y")).isInstanceOf(CncResult.NotFound.class);
    }

    private void plan(String self, String head) {
        cnc.server()
                .stubFor(get(urlEqualTo(POLICIES + "/cisco-sr-te-cfp-sr-policies:policy-plan=x"))
                        .willReturn(aResponse()
                                .withBody(
                                        """
                                        {"cisco-sr-te-cfp-sr-policies:policy-plan":[{"name":"x","plan":{"component":[
                                          {"type":"ncs:self","name":"self","state":[
                                            {"name":"ncs:init","status":"reached"},
                                            {"name":"ncs:ready","status":"%s"}]},
                                          {"name":"head","state":{"name":"ncs:ready","status":"%s"}}]}}]}"""
                                                .formatted(self, head))));
    }
}

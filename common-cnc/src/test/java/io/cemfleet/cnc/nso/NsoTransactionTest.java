package io.cemfleet.cnc.nso;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.runtime.testing.FleetJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Several policies and SID lists in one request. */
class NsoTransactionTest extends RunningNso {
    @Test
    void aTransactionIsAYangPatchWithTheListsBeforeTheirPolicies() {
        cnc.takesNsoWrites();
        var policy = new NsoPolicy("p 1", "frankfurt", "vienna", 7, null, List.of(NsoCandidatePath.explicit(50, "s")));

        assertThat(nso().commit(
                                topology,
                                new NsoTransaction(
                                        List.of(new SidList("s", List.of(16004))),
                                        List.of(policy),
                                        List.of(),
                                        List.of("old"),
                                        List.of("l"))))
                .isEqualTo(CncResult.ok(NsoWriteResult.CHANGED));

        cnc.server()
                .verify(
                        patchRequestedFor(urlEqualTo(POLICIES))
                                .withHeader("Content-Type", equalTo("application/yang-patch+json"))
                                .withRequestBody(
                                        equalToJson(
                                                """
                {"ietf-yang-patch:yang-patch":{"patch-id":"${json-unit.any-string}","edit":[
                  {"edit-id":"edit-1","operation":"replace","target":"/cisco-sr-te-cfp-sr-policies:sid-list=s",
                   "value":{"cisco-sr-te-cfp-sr-policies:sid-list":[
                     {"name":"s","sid":[{"index":1,"mpls":{"label":16004}}]}]}},
                  {"edit-id":"edit-2","operation":"create","target":"/cisco-sr-te-cfp-sr-policies:policy=p%201",
                   "value":{"cisco-sr-te-cfp-sr-policies:policy":[
                     {"name":"p 1","head-end":[{"name":"Frankfurt"}],"tail-end":"10.0.0.3","color":7,
                      "path":[{"preference":50,"explicit":{"sid-list":[{"name":"s"}]}}]}]}},
                  {"edit-id":"edit-3","operation":"remove","target":"/cisco-sr-te-cfp-sr-policies:policy=old"},
                  {"edit-id":"edit-4","operation":"remove","target":"/cisco-sr-te-cfp-sr-policies:sid-list=l"}]}}""")));
    }

    @Test
    void aRefusedTransactionNamesThePathAtFault() {
        refuses(
                400,
                """
                {"ietf-yang-patch:yang-patch-status":{"patch-id":"x","edit-status":{"edit":[{"edit-id":"edit-2",
                "ietf-restconf:errors":{"error":[{"error-type":"application","error-tag":"invalid-value",
                "error-path":"/policies/policy[name='p']","error-message":"unique violation"}]}}]}}}""");

        assertThat(nso().commit(topology, NsoTransaction.removingPolicies(List.of("p", "q"))))
                .isEqualTo(CncResult.refused("invalid-value", "/policies/policy[name='p']: unique violation"));
    }

    @Test
    void anErrorOfTheWholePatchIsARefusalToo() {
        refuses(
                400,
                """
                {"ietf-yang-patch:yang-patch-status":{"patch-id":"x","errors":{"error":[
                {"error-tag":"access-denied","error-message":"the datastore is locked"}]}}}""");

        assertThat(nso().commit(topology, NsoTransaction.removingLists(List.of("a"))))
                .isEqualTo(CncResult.refused("access-denied", "the datastore is locked"));
    }

    @Test
    void aTransactionThatMayHaveArrivedIsNotSentAgain() {
        refuses(503, "");

        assertThat(nso().commit(topology, NsoTransaction.removingLists(List.of("a", "b")))
                        .retryable())
                .isTrue();

        cnc.server().verify(1, patchRequestedFor(urlEqualTo(POLICIES)));
    }

    @Test
    void onlyThePoliciesOfTheNamesAreReadWithTheirLists() {
        // given a container that holds a customer's policy towards an unknown router, too
        cnc.answers(
                get(urlEqualTo(POLICIES)),
                FleetJson.parse(
                        """
                {"cisco-sr-te-cfp-sr-policies:policies":{"policy":[
                  {"name":"p","head-end":[{"name":"Frankfurt"}],"tail-end":"10.0.0.3","color":7,
                   "path":[{"preference":50,"explicit":{"sid-list":[{"name":"s"}]}}]},
                  {"name":"theirs","head-end":[{"name":"Atlantis"}],"tail-end":"10.9.9.9","color":8}],
                 "sid-list":[{"name":"s","sid":[{"index":1,"mpls":{"label":16004}}]},
                  {"name":"theirs","sid":[{"index":1,"srv6":{}}]}]}}"""));

        // then
        assertThat(nso().configuration(topology, List.of("p", "missing")))
                .isEqualTo(CncResult.ok(new NsoConfiguration(
                        Map.of(
                                "p",
                                new NsoPolicy(
                                        "p",
                                        "frankfurt",
                                        "vienna",
                                        7,
                                        null,
                                        List.of(NsoCandidatePath.explicit(50, "s")))),
                        Map.of("s", new SidList("s", List.of(16004))))));
    }

    @Test
    void plansOfSeveralPoliciesAreOneRead() {
        cnc.answers(
                get(urlEqualTo(POLICIES + "/cisco-sr-te-cfp-sr-policies:policy-plan")),
                FleetJson.parse(
                        """
                {"cisco-sr-te-cfp-sr-policies:policy-plan":[
                  {"name":"p","plan":{"component":[{"name":"self","state":[{"name":"ncs:ready","status":"reached"}]}]}},
                  {"name":"q","plan":{"component":[{"name":"self","state":[{"name":"ncs:ready","status":"failed"}]}]}},
                  {"name":"theirs","plan":{}}]}"""));

        assertThat(nso().plans(Set.of("p", "q", "missing")).optional().orElseThrow())
                .hasSize(2)
                .containsEntry("p", new NsoPlanStatus.Ready())
                .hasEntrySatisfying("q", plan -> assertThat(plan).isInstanceOf(NsoPlanStatus.Failed.class));
    }

    private void refuses(int status, String body) {
        cnc.server().stubFor(any(urlEqualTo(POLICIES)).willReturn(CncWireMock.json(status, body)));
    }
}

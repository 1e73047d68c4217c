package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFixtures.COLOR;
import static io.cemfleet.tunnel.TunnelFixtures.FIRST_TUNNEL;
import static io.cemfleet.tunnel.TunnelFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.NsoCandidatePath;
import io.cemfleet.cnc.nso.NsoPlanStatus;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.network.policy.PolicyType;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TunnelProvisioningTest extends TunnelTestBase {
    private static final String PROVISION = "provision_tunnel";

    @Test
    void aTunnelStandsBelowTheActivePathBeforeTrafficMoves() {
        // when
        JsonNode result = result(PROVISION, request("INC-2026-0001", COLOR, 1));

        // then
        assertThat(result.path("tunnel_id").asText()).isEqualTo(FIRST_TUNNEL);
        assertThat(result.path("binding_sid").isInt()).isTrue();
        assertThat(result.path("te_type").asText()).isEqualTo("sr-mpls");
        assertThat(result.path("state").asText()).isEqualTo("provisioned");
        assertThat(result.path("dry_run").path("state").asText()).isEqualTo("success");
        assertThat(preferenceOf(FIRST_TUNNEL)).isEqualTo(50);
        assertThat(cnc.listNamed(FIRST_TUNNEL + "-protection").labels()).containsExactly(16004, 16003);
        assertThat(cnc.policies.get("acme-gold")).isEqualTo(TunnelFixtures.customerPolicy());
        assertThat(audited("tunnel_provisioned").path("details").path("created").asBoolean())
                .isTrue();
    }

    @Test
    void theSameProtectionAskedAgainIsReadBackAndNotCreatedTwice() {
        provisioned(COLOR);
        // when
        JsonNode again = result(PROVISION, request("INC-2026-0001", COLOR, 2));
        // then
        assertThat(again.path("tunnel_id").asText()).isEqualTo(FIRST_TUNNEL);
        assertThat(cnc.writes).containsExactly("list " + FIRST_TUNNEL + "-protection", "created " + FIRST_TUNNEL);
    }

    @Test
    void theSameTaskIsAnsweredFromMemory() {
        UUID taskId = UUID.randomUUID();
        var first = orchestrator().send(PROVISION, taskId, request("INC-2026-0001", COLOR, 1));
        var second = orchestrator().send(PROVISION, taskId, request("INC-2026-0001", COLOR, 1));
        assertThat(second.result()).isEqualTo(first.result());
    }

    @Test
    void anotherPathForTheSameProtectionModifiesItsTunnel() {
        provisioned(COLOR);
        var other = TunnelFixtures.path(
                List.of("frankfurt-zurich", "munich-zurich", "munich-vienna"),
                TunnelFixtures.segment(16005, "zurich"),
                TunnelFixtures.segment(16003, "vienna"));
        // when
        result(PROVISION, request("INC-2026-0001", COLOR, 2, other, null));
        // then
        assertThat(cnc.listNamed(FIRST_TUNNEL + "-protection-v2").labels()).containsExactly(16005, 16003);
        assertThat(cnc.creations(FIRST_TUNNEL)).isEqualTo(1);
    }

    @Test
    void aLostAnswerIsReadBackInsteadOfWrittenAgain() {
        cnc.fails("putPolicy", true, CncResult.unavailable("timeout", true));
        result(PROVISION, request("INC-2026-0001", COLOR, 1));
        assertThat(cnc.creations(FIRST_TUNNEL)).isEqualTo(1);
    }

    @Test
    void aReadBackThatFailsForAMomentIsLookedAtAgain() {
        cnc.fails("plan", false, CncResult.unavailable("503", true));
        result(PROVISION, request("INC-2026-0001", COLOR, 1));
        assertThat(cnc.creations(FIRST_TUNNEL)).isEqualTo(1);
    }

    @Test
    void aReadBackThatIsRefusedIsNotLookedAtAgain() {
        cnc.fails("plan", false, CncResult.refused("access-denied", "no"));
        JsonNode error = failure(PROVISION, request("INC-2026-0001", COLOR, 1));
        assertThat(error.path("code").asText()).isEqualTo("cnc_refused");
        assertThat(error.path("retryable").asBoolean()).isFalse();
    }

    @Test
    void aWriteThatNeverArrivedFailsAndTheNextAttemptCreatesOnce() {
        cnc.fails("putPolicy", false, CncResult.unavailable("timeout", true));
        JsonNode error = failure(PROVISION, request("INC-2026-0001", COLOR, 1));
        assertThat(error.path("code").asText()).isEqualTo("cnc_unavailable");
        assertThat(error.path("retryable").asBoolean()).isTrue();
        assertThat(listed(FIRST_TUNNEL).path("state").asText()).isEqualTo("failed");

        result(PROVISION, request("INC-2026-0001", COLOR, 1));
        assertThat(cnc.creations(FIRST_TUNNEL)).isEqualTo(1);
    }

    @Test
    void aFailedPlanIsAFailureThatStillHoldsResources() {
        cnc.plans.put("*", new NsoPlanStatus.Failed("device Frankfurt: out of sync"));
        JsonNode error = failure(PROVISION, request("INC-2026-0001", COLOR, 1));
        assertThat(error.path("code").asText()).isEqualTo("plan_failed");
        assertThat(error.path("message").asText()).contains("out of sync");
        assertThat(listed(FIRST_TUNNEL).path("state").asText()).isEqualTo("failed");
        // and it can be cleaned up
        assertThat(result("delete_tunnel", delete(FIRST_TUNNEL)).path("deleted").asBoolean())
                .isTrue();
        assertThat(cnc.policies).containsOnlyKeys("acme-gold");
        assertThat(cnc.lists).isEmpty();
    }

    @Test
    void aPlanThatIsNotReadyInTimeIsATimeout() {
        cnc.plans.put("*", new NsoPlanStatus.NotReady("self"));
        assertThat(failure(PROVISION, request("INC-2026-0001", COLOR, 1))
                        .path("code")
                        .asText())
                .isEqualTo("plan_timeout");
    }

    @Test
    void anOlderPlanIsRefusedAndAudited() {
        result(PROVISION, request("INC-2026-0001", COLOR, 7));
        JsonNode error = failure(PROVISION, request("INC-2026-0001", COLOR, 6));
        assertThat(error.path("code").asText()).isEqualTo("stale_plan");
        assertThat(error.path("retryable").asBoolean()).isFalse();
        assertThat(audited("write_refused").path("details").path("code").asText())
                .isEqualTo("stale_plan");
    }

    @ParameterizedTest
    @EnumSource(
            value = TeType.class,
            names = {"SRV6", "RSVP_TE"})
    void otherKindsOfTrafficEngineeringAreRefusedInWords(TeType teType) {
        var request = request("INC-2026-0001", COLOR, 1, TunnelFixtures.overMunich(), teType);
        assertThat(failure(PROVISION, request).path("code").asText()).isEqualTo("te_type_unsupported");
        assertThat(cnc.writes).isEmpty();
    }

    @Test
    void bindingSidsInUseInTheNetworkAreSkipped() {
        cnc.policies.put(
                "other",
                new NsoPolicy(
                        "other", "frankfurt", "prague", 7, 24000, List.of(new NsoCandidatePath.Dynamic(100, null))));
        assertThat(result(PROVISION, request("INC-2026-0001", COLOR, 1))
                        .path("binding_sid")
                        .asInt())
                .isEqualTo(24001);
    }

    @Test
    void exhaustedBindingSidsAreAnErrorAndNeverAReuse() {
        cnc.topology(TunnelFixtures.frankfurtWith(24000, 24000, 10));
        result(PROVISION, request("INC-2026-0001", COLOR, 1));
        JsonNode error = failure(PROVISION, request("INC-2026-0002", COLOR, 1));
        assertThat(error.path("code").asText()).isEqualTo("binding_sid_exhausted");
        // and a label is free again only after its tunnel was seen to be gone
        result("delete_tunnel", delete(FIRST_TUNNEL));
        assertThat(result(PROVISION, request("INC-2026-0002", COLOR, 1))
                        .path("binding_sid")
                        .asInt())
                .isEqualTo(24000);
    }

    @Test
    void aPathThatCrossesADegradedLinkIsNotWritten() {
        var request = request("INC-2026-0001", COLOR, 1, TunnelFixtures.overPrague(), null);
        JsonNode error = failure(PROVISION, request);
        assertThat(error.path("code").asText()).isEqualTo("dry_run_failed");
        assertThat(error.path("message").asText()).contains("frankfurt-prague");
        assertThat(cnc.writes).isEmpty();
    }

    @Test
    void aDryRunThatCrossesADegradedLinkIsAFailureWithItsEvidence() {
        cnc.dryRunLinks = List.of("frankfurt-zurich", "munich-zurich");
        JsonNode error = failure(PROVISION, TunnelFixtures.straight("INC-2026-0001", "frankfurt"));
        assertThat(error.path("code").asText()).isEqualTo("dry_run_failed");
        assertThat(error.path("message").asText()).contains("dry run crosses frankfurt-zurich");
    }

    @Test
    void segmentsWithoutAChoiceOfLinksNeedNoDryRun() {
        // given a path by Munich, on which no router has a second link of equal cost
        cnc.fails("dryRun", false, CncResult.refused("empty_500", "bad input"));

        // when
        JsonNode dryRun = result(PROVISION, request("INC-2026-0001", COLOR, 1)).path("dry_run");

        // then the topology predicts it
        assertThat(cnc.calls).doesNotContainKey("dryRun");
        assertThat(dryRun.path("predicted_by").asText()).isEqualTo("topology");
        assertThat(dryRun.path("links"))
                .extracting(JsonNode::asText)
                .containsExactly("frankfurt-munich", "munich-vienna");
        assertThat(dryRun.path("segment_list")).extracting(JsonNode::asInt).containsExactly(16004, 16003);
    }

    @Test
    void aDryRunThatTheEngineRefusesIsAFailure() {
        cnc.fails("dryRun", false, CncResult.refused("empty_500", "bad input"));
        assertThat(failure(PROVISION, TunnelFixtures.straight("INC-2026-0001", "frankfurt"))
                        .path("code")
                        .asText())
                .isEqualTo("dry_run_failed");
    }

    @Test
    void aFailedReadIsNeverAnEmptyNetwork() {
        cnc.fails("policies", false, CncResult.unavailable("503", true));
        JsonNode error = failure(PROVISION, request("INC-2026-0001", COLOR, 1));
        assertThat(error.path("code").asText()).isEqualTo("cnc_unavailable");
        assertThat(cnc.writes).isEmpty();
    }

    @Test
    void moreSegmentsThanTheHeadEndCanPushAreRefused() {
        cnc.topology(TunnelFixtures.frankfurtWith(24000, 24999, 1));
        assertThat(failure(PROVISION, request("INC-2026-0001", COLOR, 1))
                        .path("code")
                        .asText())
                .isEqualTo("sid_depth_exceeded");
    }

    @Test
    void aLabelThatTheTopologyDoesNotHaveIsRefused() {
        var path = TunnelFixtures.path(
                List.of("frankfurt-munich"), new PathSegment[] {TunnelFixtures.segment(16999, "vienna")});
        assertThat(failure(PROVISION, request("INC-2026-0001", COLOR, 1, path, null))
                        .path("code")
                        .asText())
                .isEqualTo("path_invalid");
    }

    @Test
    void theControllersOwnAutomationIsNeverTouched() {
        cnc.type = PolicyType.BANDWIDTH_ON_DEMAND;
        assertThat(failure(PROVISION, request("INC-2026-0001", COLOR, 1))
                        .path("code")
                        .asText())
                .isEqualTo("automation_owned");
        assertThat(cnc.writes).isEmpty();
    }

    @Test
    void aNameThatTheNetworkHasAlreadyIsNotTaken() {
        cnc.policies.put(
                FIRST_TUNNEL,
                new NsoPolicy(
                        FIRST_TUNNEL,
                        "frankfurt",
                        "vienna",
                        9,
                        null,
                        List.of(new NsoCandidatePath.Dynamic(100, null))));
        assertThat(provisioned(COLOR)).isEqualTo("sr-policy-frankfurt-vienna-protect-002");
    }

    @Test
    void theCapIsJudgedWhereThePlaceIsTakenAndTheVerdictIsKept() {
        for (int i = 1; i <= 3; i++) {
            result(PROVISION, request("INC-2026-000" + i, COLOR, 1));
        }
        JsonNode error = failure(PROVISION, request("INC-2026-0004", COLOR, 1));
        assertThat(error.path("code").asText()).isEqualTo("cap_exceeded");
        String verdict = jdbc.sql("select verdict from tunnel where incident_id = 'INC-2026-0004'")
                .query(String.class)
                .single();
        assertThat(verdict).startsWith("refused by cap_exceeded: frankfurt has 3 tunnels");
        // and it may have its place once there is one
        result("delete_tunnel", delete(FIRST_TUNNEL));
        result(PROVISION, request("INC-2026-0004", COLOR, 1));
    }

    @Test
    void twoIncidentsOnOnePolicyHaveDifferentPreferences() {
        provisioned(COLOR);
        String second = result(PROVISION, request("INC-2026-0002", COLOR, 1))
                .path("tunnel_id")
                .asText();
        assertThat(preferenceOf(second)).isEqualTo(49);
    }
}

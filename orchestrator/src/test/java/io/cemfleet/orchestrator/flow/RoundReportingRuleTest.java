package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.BEGIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.PLAIN;
import static io.cemfleet.orchestrator.OrchestratorFixtures.declined;
import static io.cemfleet.orchestrator.OrchestratorFixtures.flow;
import static io.cemfleet.orchestrator.OrchestratorFixtures.impact;
import static io.cemfleet.orchestrator.OrchestratorFixtures.service;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.IncidentView.WithdrawnPath;
import io.cemfleet.a2a.contract.PlacementDecline;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionRecord;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A round that only looks again tells people what changed, and nothing else. */
class RoundReportingRuleTest {
    private static final AssessImpact.AffectedService PLATINUM =
            service("L3VPN-1", SlaTier.PLATINUM, flow("frankfurt", "prague", 100));
    private static final AssessImpact.AffectedService GOLD =
            service("L3VPN-3", SlaTier.GOLD, flow("berlin", "prague", null));

    private final InMemoryKeyRegistry keys = new InMemoryKeyRegistry();

    /** One protection stands and is watched, another one was declined. */
    private IncidentWorkUnit partlyProtected() {
        Incident watched = WorkUnitFixtures.watched(new IncidentStage.Computing());
        IncidentWorkUnit scene = WorkUnitFixtures.at(
                watched, keys, WorkUnitFixtures.steered(), WorkUnitFixtures.of("berlin", ProtectionState.Wanted.NEW));
        planned(scene, declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));
        scene.become(scene.progress().with(scene.progress().watch().taken(1)));
        return scene;
    }

    private static void planned(IncidentWorkUnit scene, ComputePlan.PlacementResult... placed) {
        AgentCall call = new AgentCall(
                UUID.randomUUID(),
                WorkUnitFixtures.ID,
                AgentCall.WHOLE,
                CallStep.COMPUTE,
                1,
                1,
                "payload",
                scene.now(),
                0);
        IncidentPhases.answered(scene, call, new CallOutcome.Done(new ComputePlan.Result(List.of(placed))));
        IncidentPhases.advance(scene);
    }

    /** A minute later: one assessment, one plan. */
    private IncidentWorkUnit again(
            IncidentWorkUnit before, AssessImpact.Result suffering, ComputePlan.PlacementResult... placed) {
        IncidentWorkUnit scene = WorkUnitFixtures.later(before, before.now().plusSeconds(60), keys);
        IncidentPhases.advance(scene);
        IncidentPhases.answered(scene, WorkUnitFixtures.call(CallStep.ASSESS), new CallOutcome.Done(suffering));
        IncidentPhases.advance(scene);
        planned(scene, placed);
        return scene;
    }

    private static List<String> told(IncidentWorkUnit scene) {
        return WorkUnitFixtures.sent(scene, StatusUpdate.Request.class).stream()
                .map(StatusUpdate.Request::message)
                .toList();
    }

    @Test
    void roundsThatFindTheSameAreAuditedAndNotTold() {
        IncidentWorkUnit scene = again(
                partlyProtected(),
                impact(PLATINUM, GOLD),
                declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));

        for (int round = 0; round < 5; round++) {
            scene = again(scene, impact(PLATINUM, GOLD), declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));

            assertThat(told(scene)).isEmpty();
            assertThat(scene.calls()).extracting("step").containsExactly(CallStep.ASSESS, CallStep.COMPUTE);
            assertThat(scene.audits())
                    .extracting("type")
                    .contains(AuditEventType.SERVICE_IMPACT_ASSESSED, AuditEventType.PATH_COMPUTED);
        }
        assertThat(scene.stage()).isEqualTo(new IncidentStage.Monitoring());
    }

    @Test
    void moreServicesAreToldAndWhatBecomesOfThem() {
        IncidentWorkUnit scene = again(
                partlyProtected(),
                impact(PLATINUM, GOLD),
                declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));

        IncidentWorkUnit more = again(
                scene,
                impact(PLATINUM, GOLD, service("L3VPN-4", SlaTier.GOLD, flow("berlin", "prague", null))),
                declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));

        assertThat(told(more))
                .containsExactly(
                        "3 services affected, computing alternate path",
                        "Traffic of 1 of 3 services protected, monitoring original path for recovery");
    }

    @Test
    void anotherReasonOrAnotherFullLinkIsTold() {
        IncidentWorkUnit scene = again(
                partlyProtected(),
                impact(PLATINUM, GOLD),
                declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));

        IncidentWorkUnit otherLink =
                again(scene, impact(PLATINUM, GOLD), declined(PLAIN, PlacementDecline.Reason.NO_ROOM, "berlin-prague"));
        assertThat(told(otherLink))
                .containsExactly("Traffic of 1 of 2 services protected, monitoring original path for recovery");

        IncidentWorkUnit otherReason = again(
                otherLink,
                impact(PLATINUM, GOLD),
                declined(PLAIN, PlacementDecline.Reason.NOT_BETTER, "berlin-prague"));
        assertThat(told(otherReason)).hasSize(2).last().asString().startsWith("Traffic of 1 of 2 services protected");
    }

    @Test
    void anIncidentThatProtectsNothingSaysSoOnce() {
        // given
        IncidentWorkUnit scene = WorkUnitFixtures.at(
                WorkUnitFixtures.incident(new IncidentStage.Computing(), true),
                keys,
                WorkUnitFixtures.protection(ProtectionState.Wanted.NEW));
        planned(scene, declined(COLOURED, PlacementDecline.Reason.NOT_BETTER, OTHER_LINK));
        assertThat(told(scene)).last().isEqualTo("Services are not protected, traffic stays where it is");
        IncidentWorkUnit first =
                again(scene, impact(PLATINUM), declined(COLOURED, PlacementDecline.Reason.NOT_BETTER, OTHER_LINK));

        // when
        IncidentWorkUnit second =
                again(first, impact(PLATINUM), declined(COLOURED, PlacementDecline.Reason.NOT_BETTER, OTHER_LINK));

        // then
        assertThat(told(second)).isEmpty();
        assertThat(second.stage()).isEqualTo(new IncidentStage.Monitoring());
    }

    @Test
    void whatDidHarmTooOftenIsLookedAtWithoutAWord() {
        // given
        PlacementDecline why = new PlacementDecline(PlacementDecline.Reason.NOT_BETTER, List.of(), "it did harm");
        WithdrawnPath tried = new WithdrawnPath(List.of("a-b"), "made_worse", null, null, null, List.of(), BEGIN);
        Protection left = WorkUnitFixtures.protection(new ProtectionState.NoPath(List.of(), true, false))
                .declined(new ProtectionRecord.PlanDecline(why, BEGIN))
                .tried(tried)
                .tried(tried)
                .tried(tried);
        IncidentWorkUnit scene =
                WorkUnitFixtures.at(WorkUnitFixtures.incident(new IncidentStage.Monitoring(), true), keys, left);
        IncidentPhases.advance(scene);

        // when
        IncidentWorkUnit first = assessedOnly(scene);
        IncidentWorkUnit second = assessedOnly(first);

        // then
        assertThat(told(first)).isNotEmpty();
        assertThat(told(second)).isEmpty();
    }

    private IncidentWorkUnit assessedOnly(IncidentWorkUnit before) {
        IncidentWorkUnit scene = WorkUnitFixtures.later(before, before.now().plusSeconds(60), keys);
        IncidentPhases.advance(scene);
        IncidentPhases.answered(scene, WorkUnitFixtures.call(CallStep.ASSESS), new CallOutcome.Done(impact(PLATINUM)));
        IncidentPhases.advance(scene);
        IncidentWorkUnit settled = WorkUnitFixtures.later(scene, scene.now(), keys);
        IncidentPhases.advance(settled);
        assertThat(settled.stage()).isEqualTo(new IncidentStage.Monitoring());
        return scene;
    }
}

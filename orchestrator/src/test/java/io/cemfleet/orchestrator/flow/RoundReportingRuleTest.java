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
import io.cemfleet.a2a.contract.WithdrawalReason;
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
        IncidentWorkUnit work = WorkUnitFixtures.at(
                watched, keys, WorkUnitFixtures.steered(), WorkUnitFixtures.of("berlin", ProtectionState.Wanted.NEW));
        planned(work, declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));
        work.update(work.progress().with(work.progress().monitoring().accepted(1)));
        return work;
    }

    private static void planned(IncidentWorkUnit work, ComputePlan.PlacementResult... placed) {
        AgentCall call = new AgentCall(
                UUID.randomUUID(),
                WorkUnitFixtures.ID,
                AgentCall.WHOLE,
                CallStep.COMPUTE,
                1,
                1,
                "payload",
                work.now(),
                0);
        IncidentPhases.answered(work, call, new CallOutcome.Done(new ComputePlan.Result(List.of(placed))));
        IncidentPhases.advance(work);
    }

    /** A minute later: one assessment, one plan. */
    private IncidentWorkUnit again(
            IncidentWorkUnit before, AssessImpact.Result suffering, ComputePlan.PlacementResult... placed) {
        IncidentWorkUnit work = WorkUnitFixtures.later(before, before.now().plusSeconds(60), keys);
        IncidentPhases.advance(work);
        IncidentPhases.answered(work, WorkUnitFixtures.call(CallStep.ASSESS), new CallOutcome.Done(suffering));
        IncidentPhases.advance(work);
        planned(work, placed);
        return work;
    }

    private static List<String> reports(IncidentWorkUnit work) {
        return WorkUnitFixtures.sent(work, StatusUpdate.Request.class).stream()
                .map(StatusUpdate.Request::message)
                .toList();
    }

    @Test
    void roundsThatFindTheSameAreAuditedAndNotReported() {
        IncidentWorkUnit work = again(
                partlyProtected(),
                impact(PLATINUM, GOLD),
                declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));

        for (int round = 0; round < 5; round++) {
            work = again(work, impact(PLATINUM, GOLD), declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));

            assertThat(reports(work)).isEmpty();
            assertThat(work.calls()).extracting("step").containsExactly(CallStep.ASSESS, CallStep.COMPUTE);
            assertThat(work.audits())
                    .extracting("type")
                    .contains(AuditEventType.SERVICE_IMPACT_ASSESSED, AuditEventType.PATH_COMPUTED);
        }
        assertThat(work.stage()).isEqualTo(new IncidentStage.Monitoring());
    }

    @Test
    void moreAffectedServicesAreReportedWithTheirProtection() {
        IncidentWorkUnit work = again(
                partlyProtected(),
                impact(PLATINUM, GOLD),
                declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));

        IncidentWorkUnit more = again(
                work,
                impact(PLATINUM, GOLD, service("L3VPN-4", SlaTier.GOLD, flow("berlin", "prague", null))),
                declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));

        assertThat(reports(more))
                .containsExactly(
                        "3 services affected, computing alternate path",
                        "Traffic of 1 of 3 services protected, monitoring original path for recovery");
    }

    @Test
    void anotherReasonOrAnotherFullLinkIsReported() {
        IncidentWorkUnit work = again(
                partlyProtected(),
                impact(PLATINUM, GOLD),
                declined(PLAIN, PlacementDecline.Reason.NO_ROOM, OTHER_LINK));

        IncidentWorkUnit otherLink =
                again(work, impact(PLATINUM, GOLD), declined(PLAIN, PlacementDecline.Reason.NO_ROOM, "berlin-prague"));
        assertThat(reports(otherLink))
                .containsExactly("Traffic of 1 of 2 services protected, monitoring original path for recovery");

        IncidentWorkUnit otherReason = again(
                otherLink,
                impact(PLATINUM, GOLD),
                declined(PLAIN, PlacementDecline.Reason.NOT_BETTER, "berlin-prague"));
        assertThat(reports(otherReason))
                .hasSize(2)
                .last()
                .asString()
                .startsWith("Traffic of 1 of 2 services protected");
    }

    @Test
    void anIncidentThatProtectsNothingSaysSoOnce() {
        // given
        IncidentWorkUnit work = WorkUnitFixtures.at(
                WorkUnitFixtures.incident(new IncidentStage.Computing(), true),
                keys,
                WorkUnitFixtures.protection(ProtectionState.Wanted.NEW));
        planned(work, declined(COLOURED, PlacementDecline.Reason.NOT_BETTER, OTHER_LINK));
        assertThat(reports(work)).last().isEqualTo("Services are not protected, traffic stays where it is");
        IncidentWorkUnit first =
                again(work, impact(PLATINUM), declined(COLOURED, PlacementDecline.Reason.NOT_BETTER, OTHER_LINK));

        // when
        IncidentWorkUnit second =
                again(first, impact(PLATINUM), declined(COLOURED, PlacementDecline.Reason.NOT_BETTER, OTHER_LINK));

        // then
        assertThat(reports(second)).isEmpty();
        assertThat(second.stage()).isEqualTo(new IncidentStage.Monitoring());
    }

    @Test
    void aPathThatDidHarmTooOftenIsReevaluatedWithoutAReport() {
        // given
        PlacementDecline why = new PlacementDecline(PlacementDecline.Reason.NOT_BETTER, List.of(), "it did harm");
        WithdrawnPath tried =
                new WithdrawnPath(List.of("a-b"), WithdrawalReason.MADE_WORSE, null, null, null, List.of(), BEGIN);
        Protection left = WorkUnitFixtures.protection(new ProtectionState.NoPath(List.of(), true, false))
                .declined(new ProtectionRecord.PlanDecline(why, BEGIN))
                .withdrawn(tried)
                .withdrawn(tried)
                .withdrawn(tried);
        IncidentWorkUnit work =
                WorkUnitFixtures.at(WorkUnitFixtures.incident(new IncidentStage.Monitoring(), true), keys, left);
        IncidentPhases.advance(work);

        // when
        IncidentWorkUnit first = assessedOnly(work);
        IncidentWorkUnit second = assessedOnly(first);

        // then
        assertThat(reports(first)).isNotEmpty();
        assertThat(reports(second)).isEmpty();
    }

    private IncidentWorkUnit assessedOnly(IncidentWorkUnit before) {
        IncidentWorkUnit work = WorkUnitFixtures.later(before, before.now().plusSeconds(60), keys);
        IncidentPhases.advance(work);
        IncidentPhases.answered(work, WorkUnitFixtures.call(CallStep.ASSESS), new CallOutcome.Done(impact(PLATINUM)));
        IncidentPhases.advance(work);
        IncidentWorkUnit settled = WorkUnitFixtures.later(work, work.now(), keys);
        IncidentPhases.advance(settled);
        assertThat(settled.stage()).isEqualTo(new IncidentStage.Monitoring());
        return work;
    }
}

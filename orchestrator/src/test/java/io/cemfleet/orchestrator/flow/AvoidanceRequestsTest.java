package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.COLOURED;
import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ID;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.KEY;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.ROUTE;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.at;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.entered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.messages;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.other;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.protection;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.sent;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.steered;
import static io.cemfleet.orchestrator.flow.WorkUnitFixtures.watched;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentState;
import io.cemfleet.a2a.contract.StatusUpdate;
import io.cemfleet.orchestrator.incident.AgentCall;
import io.cemfleet.orchestrator.incident.Autonomy;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Escalation;
import io.cemfleet.orchestrator.incident.IncidentFact;
import io.cemfleet.orchestrator.incident.IncidentStage;
import io.cemfleet.orchestrator.incident.Protection;
import io.cemfleet.orchestrator.incident.ProtectionState;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What operators and other incidents learn where incidents share traffic. */
class AvoidanceRequestsTest {
    private static final String OWNER = "INC-2026-0777";
    private static final String CROSSED = "munich-prague";

    private final InMemoryKeyRegistry keys = new InMemoryKeyRegistry();

    private IncidentWorkUnit in(IncidentStage stage, Protection... protections) {
        return at(watched(stage), keys, protections);
    }

    private static String avoid(IncidentWorkUnit work) {
        return IncidentPhases.fold(work, new IncidentFact.AvoidanceRequested(OWNER, List.of(CROSSED)));
    }

    @Test
    void coveredTrafficIsReportedAuditedAndItsOwnerIsAskedOnce() {
        // given
        keys.owners.put(KEY.traffic(), OWNER);
        IncidentWorkUnit work = in(
                new IncidentStage.Computing(),
                protection(ProtectionState.Wanted.NEW),
                WorkUnitFixtures.of("berlin", ProtectionState.Wanted.NEW));

        // when
        IncidentPhases.advance(work);

        // then
        List<Map<String, Object>> covered = List.of(Map.of("protection_key", COLOURED, "incident_id", OWNER));
        assertThat(sent(work, StatusUpdate.Request.class))
                .singleElement()
                .returns("Another incident protects 1 of the protections", StatusUpdate.Request::message)
                .returns(covered, update -> update.details().get("covered_by"));
        assertThat(work.audits()).singleElement().returns(covered, entry -> entry.details()
                .get("covered_by"));
        assertThat(work.crossIncidentFacts()).hasSize(1);
    }

    @Test
    void coveredTrafficFollowsItsOwner() {
        keys.owners.put(KEY.traffic(), "INC-2026-0999");
        IncidentWorkUnit work =
                in(new IncidentStage.Monitoring(), protection(new ProtectionState.Covered(OWNER, false)));

        IncidentPhases.advance(work);

        assertThat(work.protections().getFirst().state())
                .isEqualTo(new ProtectionState.Covered("INC-2026-0999", false));
        assertThat(work.crossIncidentFacts())
                .containsExactly(new IncidentWorkUnit.CrossIncidentFact(
                        "INC-2026-0999", new IncidentFact.AvoidanceRequested(ID, List.of(LINK))));
    }

    @Test
    void coveredTrafficThatStaysWithItsOwnerIsNotStoredAgain() {
        keys.owners.put(KEY.traffic(), OWNER);
        keys.avoided.add(LINK);
        IncidentWorkUnit work =
                in(new IncidentStage.Monitoring(), protection(new ProtectionState.Covered(OWNER, false)));

        IncidentPhases.advance(work);

        assertThat(work.changed()).isEmpty();
        assertThat(work.crossIncidentFacts()).isEmpty();
    }

    @Test
    void whereAutomationStoppedOnAKeyItsProtectionIsLeftAndTheRestIsPlanned() {
        // given one that has a tunnel and one that has none, on keys where nothing helped
        Protection second = WorkUnitFixtures.of("berlin", ProtectionState.Wanted.NEW);
        keys.notHelped.put(KEY, 2);
        keys.notHelped.put(second.key(), 2);
        IncidentWorkUnit work = in(
                new IncidentStage.Computing(),
                steered(),
                second,
                WorkUnitFixtures.of("vienna", ProtectionState.Wanted.NEW));

        // when
        IncidentPhases.advance(work);

        // then
        assertThat(work.protections())
                .extracting(protection -> protection.state().label())
                .containsExactly("steered", "failed", "wanted");
        assertThat(work.progress().escalation()).isNotNull().returns(EscalationReason.DID_NOT_HELP, Escalation::reason);
    }

    @Test
    void theOwnerReportsThatItsPathDegradedAndSeeksAnother() {
        // given
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), steered());
        long revision = work.progress().planRevision();

        // when
        String result = avoid(work);

        // then
        assertThat(result).isEqualTo("folded");
        assertThat(work.progress().planRevision()).isEqualTo(revision + 1);
        assertThat(entered(work)).containsExactly(IncidentState.COMPUTING);
        assertThat(sent(work, StatusUpdate.Request.class))
                .singleElement()
                .returns(
                        "Protection path degraded on munich-prague, computing another path",
                        StatusUpdate.Request::message)
                .returns(OWNER, update -> update.details().get("incident_id"));
    }

    @Test
    void aRequestThatTouchesNoPathIsANewPlanWithoutARound() {
        IncidentWorkUnit work = in(new IncidentStage.Monitoring(), other());
        long revision = work.progress().planRevision();

        IncidentPhases.fold(work, new IncidentFact.AvoidanceRequested(OWNER, List.of(OTHER_LINK)));

        assertThat(work.progress().planRevision()).isEqualTo(revision + 1);
        assertThat(messages(work)).isEmpty();
    }

    @Test
    void aPlanUnderWayIsRequestedAgainForTheProtectionWhosePathDegraded() {
        // given a plan is requested for one, while another waits for approval
        IncidentWorkUnit work = in(
                new IncidentStage.Computing(),
                protection(new ProtectionState.Proposed(ROUTE, null, null, Autonomy.Mode.APPROVE)),
                WorkUnitFixtures.of("berlin", ProtectionState.Wanted.NEW));
        IncidentPhases.advance(work);

        // when
        avoid(work);
        IncidentPhases.advance(work);

        // then
        assertThat(work.superseded()).extracting(AgentCall::step).containsExactly(CallStep.COMPUTE);
        assertThat(((ComputePlan.Request) work.calls().getLast().payload()).protections())
                .hasSize(2);
    }
}

package io.cemfleet.orchestrator.flow;

import static io.cemfleet.orchestrator.OrchestratorFixtures.LINK;
import static io.cemfleet.orchestrator.OrchestratorFixtures.OTHER_LINK;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.TicketClosed;
import io.cemfleet.orchestrator.OrchestratorFixtures;
import io.cemfleet.orchestrator.incident.CallOutcome;
import io.cemfleet.orchestrator.incident.CallStep;
import io.cemfleet.orchestrator.incident.Incident;
import io.cemfleet.orchestrator.incident.IncidentLinks;
import io.cemfleet.orchestrator.incident.IncidentStage;
import java.util.List;
import org.junit.jupiter.api.Test;

class AssessmentPhaseTest {

    @Test
    void trafficOfOnlyTheLinkThatClearedMeanwhileIsNoImpact() {
        // given two degraded links, one of which clears while the impact is assessed
        Incident incident = WorkUnitFixtures.incident(new IncidentStage.Assessing(), false);
        IncidentLinks links = IncidentLinks.of(List.of(LINK, OTHER_LINK), List.of());
        IncidentWorkUnit work =
                WorkUnitFixtures.at(incident.with(incident.context().with(links.clearing(List.of(LINK)))));

        // when all affected traffic crosses that one
        IncidentPhases.answered(
                work, WorkUnitFixtures.call(CallStep.ASSESS), new CallOutcome.Done(OrchestratorFixtures.impact()));

        // then
        assertThat(WorkUnitFixtures.sent(work)).doesNotContain("error");
        assertThat(WorkUnitFixtures.sent(work, TicketClosed.Request.class))
                .extracting(closed -> closed.details().closeReason())
                .containsExactly(CloseReason.NO_SERVICES_AFFECTED);
    }
}

package io.cemfleet.enhancement.synthesis;

import static io.cemfleet.enhancement.StageFixtures.context;
import static io.cemfleet.enhancement.StageFixtures.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.enhancement.privacy.PersonalDataMasker;
import io.cemfleet.enhancement.stage.SimilarTicket;
import io.cemfleet.enhancement.stage.SourceError;
import io.cemfleet.enhancement.stage.TicketContext;
import java.util.List;
import org.junit.jupiter.api.Test;

class FallbackRendererTest {

    @Test
    void fallbackContextFormattingStandalone() {
        assertThat(FallbackRenderer.of(context(), new PersonalDataMasker()))
                .isEqualTo(
                        """
                        ## Enhancement Context (Generated Without AI)

                        ### Similar Tickets (2)
                        - **TKT-11111**: Previous server slowness issue
                        - **TKT-22222**: Performance degradation

                        ### IP Cross-Reference (1)
                        - server-prod-01 (10.0.1.100) [web-server role]

                        ### Knowledge Base Articles (1)
                        - **Slow web servers** (KB 42)

                        ### Network Incidents (1)
                        - **INC-2026-0001** (steering, high): pe1-pe2 is degraded. Traffic moves to a protection path.""");
    }

    @Test
    void nothingFoundIsSaidAndErrorsAreTold() {
        assertThat(FallbackRenderer.of(
                        nothing(new SourceError("kb_search", "Timeout after 10s")), new PersonalDataMasker()))
                .isEqualTo(
                        """
                        ## Enhancement Context (Generated Without AI)

                        Nothing related was found.

                        ### Errors (1)
                        - kb_search: Timeout after 10s""");
    }

    @Test
    void dataOfAnotherTicketStaysThereAndTheTicketsOwnIsShown() {
        PersonalDataMasker masks = new PersonalDataMasker();
        masks.maskOwn("I am ann@example.com");
        TicketContext context = new TicketContext(
                List.of(new SimilarTicket("TKT-1", "Mail of bob@example.com to ann@example.com", "", 1, null)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                4,
                0);

        assertThat(FallbackRenderer.of(context, masks)).contains("**TKT-1**: Mail of [removed] to ann@example.com");
    }
}

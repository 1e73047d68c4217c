package io.cemfleet.enhancement.synthesis;

import static io.cemfleet.enhancement.StageFixtures.context;
import static io.cemfleet.enhancement.StageFixtures.nothing;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.enhancement.pipeline.NodeError;
import org.junit.jupiter.api.Test;

class FallbackTextTest {

    @Test
    void fallbackContextFormattingStandalone() {
        assertThat(FallbackText.of(context()))
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
        assertThat(FallbackText.of(nothing(new NodeError("kb_search", "Timeout after 10s"))))
                .isEqualTo(
                        """
                        ## Enhancement Context (Generated Without AI)

                        Nothing related was found.

                        ### Errors (1)
                        - kb_search: Timeout after 10s""");
    }
}

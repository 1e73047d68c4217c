package io.cemfleet.launcher.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnhancedTicketResultTest {
    private static final Instant ANNOUNCED = Instant.parse("2026-03-01T10:00:00Z");
    private static final String NOTE =
            "### Network Incidents<br>\n- Loss &gt; 4 % [KB 7, INC-1].<br>\nCorrelation ID: c-1";

    @Test
    void aTicketWithOneNoteOfItsOwnEnhancementHasNothingWrong() {
        EnhancedTicketResult answered = answered(202, entry("completed"), NOTE);

        assertThat(answered.complaints()).isEmpty();
        assertThat(answered.note()).contains("\n- Loss > 4 % ");
        assertThat(answered.line()).contains("completed", "1.50 s", "openai/gpt-4.1-mini");
    }

    @Test
    void aSourceIsCitedWhereverItStandsInTheBrackets() {
        EnhancedTicketResult answered = answered(202, entry("completed"), NOTE);

        assertThat(answered.cites("INC-1")).isTrue();
        assertThat(answered.cites("KB 7")).isTrue();
        assertThat(answered.cites("INC-2")).isFalse();
    }

    @Test
    void noNoteTwoNotesAStrangersNoteAndAnyOtherStatusAreWrong() {
        assertThat(answered(202, entry("completed")).complaints()).containsExactly("40001 carries 0 notes");
        assertThat(answered(202, entry("completed"), NOTE, NOTE).complaints()).containsExactly("40001 carries 2 notes");
        assertThat(answered(202, entry("completed"), NOTE.replace("c-1", "c-2")).complaints())
                .containsExactly("40001 carries a note of another enhancement");
        assertThat(answered(202, entry("pending"), NOTE).complaints())
                .containsExactly("40001 is pending: no reason given");
        assertThat(answered(503, MissingNode.getInstance()).complaints())
                .containsExactly(
                        "40001: the webhook was answered 503",
                        "40001 is unknown: no reason given",
                        "40001 carries 0 notes");
    }

    private static EnhancedTicketResult answered(int webhook, JsonNode entry, String... notes) {
        SampleTicket sample = new SampleTicket("kind", "high", "subject", "description");
        return new EnhancedTicketResult(
                new LabServiceDesk.OpenedTicket(sample, "40001", "184", ANNOUNCED, webhook), entry, List.of(notes));
    }

    private static JsonNode entry(String status) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("status", status)
                .put("correlation_id", "c-1")
                .put("completed_at", ANNOUNCED.plusMillis(1500).toString())
                .put("by_ai", true)
                .put("llm_model", "openai/gpt-4.1-mini");
    }
}

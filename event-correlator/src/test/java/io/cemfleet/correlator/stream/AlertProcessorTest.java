package io.cemfleet.correlator.stream;

import static io.cemfleet.correlator.CorrelatorFixtures.cncAlarm;
import static io.cemfleet.correlator.CorrelatorFixtures.normalised;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.source.cnc.CncSource;
import org.junit.jupiter.api.Test;

/** A record that fails half-way goes to the dead letters and leaves nothing behind. */
@org.jspecify.annotations.NullUnmarked
class AlertProcessorTest extends StreamTest {
    private static final int LARGEST = 1_000_000;

    /** An alarm whose record has this many bytes; its verdict has more. */
    private static AlertRecord alarm(int bytes) {
        AlertRecord alarm = normalised(CncSource.ID, cncAlarm(1, "Alfa", "Bravo", "major"), T0).toBuilder()
                .raw(TextNode.valueOf(""))
                .build();
        int rest = bytes - AlertJson.bytes(alarm).length;
        return alarm.toBuilder().raw(TextNode.valueOf("x".repeat(rest))).build();
    }

    @Test
    void aResultThatIsTooLargeForARecordIsADeadLetterWithItsAlert() {
        // when
        assertThat(send(alarm(LARGEST))).isEmpty();
        // then
        var letter = dead.readRecord();
        assertThat(letter.value()).hasSize(LARGEST);
        assertThat(letter.headers().lastHeader("reason")).isNotNull();
        assertThat(verdict).isNull();
        // and the same alarm is news
        assertThat(cnc("Alfa", "Bravo", "major", 1))
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.OPENED);
    }

    @Test
    void anAlertThatIsTooLargeItselfIsADeadLetterWithoutIt() {
        send(alarm(LARGEST + 1));

        assertThat(dead.readRecord().value()).isNull();
    }
}

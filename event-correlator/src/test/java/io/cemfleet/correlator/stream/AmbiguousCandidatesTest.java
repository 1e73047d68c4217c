package io.cemfleet.correlator.stream;

import static io.cemfleet.correlator.CorrelatorFixtures.normalised;
import static io.cemfleet.correlator.CorrelatorFixtures.pcaAlert;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.source.pca.PcaSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Links of which one must be degraded, as long as a session in alarm says so. */
@org.jspecify.annotations.NullUnmarked
class AmbiguousCandidatesTest extends StreamTest {
    private static final List<String> CANDIDATES = List.of("alfa1-bravo1", "bravo1-charlie1");

    /** A session from Alfa to Charlie whose link could not be identified. */
    private static AlertRecord session(String color, AlertKind kind, long second) {
        return normalised(PcaSource.ID, pcaAlert(1, 0, 2, color, "raised"), T0.plusSeconds(second)).toBuilder()
                .origin(AlertOrigin.AMBIGUOUS)
                .kind(kind)
                .at(T0.plusSeconds(second), T0.plusSeconds(second))
                .build();
    }

    @Test
    void aSecondSessionOverTheSameCandidatesIsCountedAndNoNews() {
        // given
        IncidentDecision opened = send(session("", AlertKind.RAISE, 0)).getFirst();
        assertThat(opened.links().cleared()).isEmpty();
        // when
        assertThat(send(session("100", AlertKind.RAISE, 5))).isEmpty();
        // then
        assertThat(cnc("Alfa", "Bravo", "major", 10)).singleElement().satisfies(d -> {
            assertThat(d.incidentKey()).isEqualTo(opened.incidentKey());
            assertThat(d.correlated().count()).isEqualTo(3);
        });
    }

    @Test
    void candidatesAreClearedWithTheLastSessionThatNamesThem() {
        // given
        send(session("", AlertKind.RAISE, 0));
        send(session("100", AlertKind.RAISE, 5));
        // when
        assertThat(send(session("", AlertKind.CLEAR, 10))).isEmpty();
        // then
        assertThat(send(session("100", AlertKind.CLEAR, 15))).singleElement().satisfies(d -> {
            assertThat(d.decision()).isEqualTo(IncidentDecision.DecisionType.CLEARED);
            assertThat(d.links().ambiguous()).isEmpty();
            assertThat(d.links().cleared()).containsExactlyElementsOf(CANDIDATES);
        });
    }

    @Test
    void candidatesAreClearedInTheIncidentThatHasThem() {
        cnc("Echo", "Foxtrot", "major", 0);
        IncidentDecision suspected = send(session("", AlertKind.RAISE, 200)).getFirst();

        assertThat(send(session("", AlertKind.CLEAR, 210))).singleElement().satisfies(d -> assertThat(d.incidentKey())
                .isEqualTo(suspected.incidentKey()));
    }

    @Test
    void aConfirmedLinkStaysWhenTheSessionIsOver() {
        send(session("", AlertKind.RAISE, 0));
        cnc("Alfa", "Bravo", "major", 5);

        assertThat(send(session("", AlertKind.CLEAR, 10))).singleElement().satisfies(d -> {
            assertThat(d.links().degraded()).containsExactly("alfa1-bravo1");
            assertThat(d.links().cleared()).containsExactly("bravo1-charlie1");
        });
    }
}

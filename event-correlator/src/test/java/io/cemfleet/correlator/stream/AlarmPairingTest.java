package io.cemfleet.correlator.stream;

import static io.cemfleet.correlator.CorrelatorFixtures.normalised;
import static io.cemfleet.correlator.CorrelatorFixtures.shortCnc;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.source.cnc.CncSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Raise and clear are paired by source, resource and alarm id, and by the source's own time. */
@org.jspecify.annotations.NullUnmarked
class AlarmPairingTest extends StreamTest {
    private static final String A = "alfa1-bravo1";
    private static final String B = "delta1-echo1";

    /** The alarm {@code los} on a link, of a second by its source's clock, as it arrives in another second. */
    private static AlertRecord message(String link, String severity, long second, long arrives) {
        ObjectNode alarm = (ObjectNode) shortCnc("los", link, severity);
        alarm.put("timestamp", T0.plusSeconds(second).toString());
        return normalised(CncSource.ID, alarm, T0.plusSeconds(arrives).plusMillis(1));
    }

    private AlertVerdict verdictOf(AlertRecord alert) {
        send(alert);
        return verdict.verdict();
    }

    @Test
    void oneIdOnTwoResourcesIsTwoAlarms() {
        // given
        send(message(A, "minor", 0, 0));
        send(message(B, "minor", 1, 1));
        // when
        List<IncidentDecision> decisions = send(message(A, "clear", 2, 2));
        // then
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.PASSED);
        assertThat(verdict.alert().linkId()).isEqualTo(A);
        assertThat(decisions).singleElement().satisfies(d -> {
            assertThat(d.links().cleared()).contains(A).doesNotContain(B);
        });
        assertThat(verdictOf(message(B, "clear", 3, 3))).isEqualTo(AlertVerdict.PASSED);
        assertThat(verdict.alert().linkId()).isEqualTo(B);
    }

    @Test
    void aRepeatedBatchIsAllDuplicatesAndNoFlap() {
        // given
        List<AlertRecord> batch = List.of(message(A, "minor", 0, 30), message(A, "clear", 10, 30));
        batch.forEach(this::send);
        // when it is delivered again, twice
        List<IncidentDecision> decisions = new ArrayList<>();
        List<AlertVerdict> verdicts = new ArrayList<>();
        for (int again = 40; again < 60; again += 10) {
            for (AlertRecord alert : List.of(message(A, "minor", 0, again), message(A, "clear", 10, again))) {
                decisions.addAll(send(alert));
                verdicts.add(verdict.verdict());
            }
        }
        // then
        assertThat(decisions).isEmpty();
        assertThat(verdicts).containsOnly(AlertVerdict.DUPLICATE);
        assertThat(verdict.rule()).isEqualTo("redelivered");
    }

    @Test
    void aRaiseThatIsDeliveredAgainLongAfterIsNoNews() {
        send(message(A, "minor", 0, 0));

        assertThat(send(message(A, "minor", 0, 3_000))).isEmpty();
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.DUPLICATE);
    }

    @Test
    void aClearThatIsOlderThanTheRaiseDoesNotClear() {
        send(message(A, "minor", 10, 10));

        assertThat(send(message(A, "clear", 5, 20))).isEmpty();

        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.DISCARDED);
        assertThat(verdict.rule()).isEqualTo("older_than_raise");
    }

    @Test
    void aRaiseThatIsOlderThanTheClearDoesNotRaise() {
        // given the clear overtook its raise
        assertThat(verdictOf(message(A, "clear", 10, 10))).isEqualTo(AlertVerdict.DISCARDED);
        // when
        assertThat(send(message(A, "minor", 5, 11))).isEmpty();
        // then
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.DISCARDED);
        assertThat(verdict.rule()).isEqualTo("older_than_clear");
    }

    @Test
    void withinOneSecondOfTheSourcesClockTheOrderOfArrivalCounts() {
        send(message(A, "minor", 0, 0));

        assertThat(send(message(A, "clear", 0, 1)))
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.CLEARED);
        assertThat(verdictOf(message(A, "major", 0, 2))).isEqualTo(AlertVerdict.PASSED);
    }

    @Test
    void anAlarmThatWasRaisedBeforeResourcesWereKnownIsClearedByItsClear() {
        // given a record of the former version, as it lies on Kafka
        ObjectNode former = (ObjectNode) AlertJson.tree(message(A, "minor", 0, 0));
        former.remove("resource");
        alerts.pipeInput("1", AlertJson.bytes(former), T0);
        assertThat(readVerdict().alert().alarm().resource()).isNull();
        readDecisions();
        // when
        List<IncidentDecision> decisions = send(message(A, "clear", 10, 10));
        // then
        assertThat(verdict.verdict()).isEqualTo(AlertVerdict.PASSED);
        assertThat(decisions)
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.CLEARED);
    }

    @Test
    void theAlarmOfAnotherResourceIsNotTakenForOneFromBeforeResources() {
        // given a record of the former version, without a resource
        ObjectNode former = (ObjectNode) AlertJson.tree(message(A, "minor", 0, 0));
        former.remove("resource");
        alerts.pipeInput("1", AlertJson.bytes(former), T0);
        readVerdict();
        readDecisions();
        // when
        List<IncidentDecision> decisions = send(message(B, "minor", 10, 10));
        // then
        assertThat(decisions)
                .extracting(IncidentDecision::decision)
                .containsExactly(IncidentDecision.DecisionType.OPENED);
        assertThat(decisions.getFirst().links().degraded()).containsExactly(B);
    }

    @Test
    void aClearThatIsDeliveredAgainAfterTheNextRaiseIsADuplicate() {
        send(message(A, "minor", 0, 0));
        send(message(A, "clear", 10, 10));
        send(message(A, "minor", 20, 20));

        assertThat(verdictOf(message(A, "clear", 10, 30))).isEqualTo(AlertVerdict.DUPLICATE);
        assertThat(verdictOf(message(A, "major", 5, 31))).isEqualTo(AlertVerdict.DISCARDED);
        assertThat(verdict.rule()).isEqualTo("older_than_clear");
    }

    @Test
    void aSecondClearIsARepeatSoonAfterTheFirstAndLaterWithoutARaise() {
        send(message(A, "minor", 0, 0));
        send(message(A, "clear", 10, 10));

        assertThat(verdictOf(message(A, "clear", 11, 20))).isEqualTo(AlertVerdict.DUPLICATE);
        assertThat(verdict.rule()).isEqualTo("repeat");
        assertThat(verdictOf(message(A, "clear", 12, 1_000))).isEqualTo(AlertVerdict.DISCARDED);
        assertThat(verdict.rule()).isEqualTo("clear_without_raise");
    }

    @Test
    void aRaiseThatIsOlderThanTheLastOfSeveralClearsDoesNotRaise() {
        send(message(A, "minor", 0, 0));
        send(message(A, "clear", 10, 10));
        send(message(A, "clear", 20, 20));
        send(message(A, "clear", 12, 25));

        assertThat(verdictOf(message(A, "minor", 15, 30))).isEqualTo(AlertVerdict.DISCARDED);
        assertThat(verdict.rule()).isEqualTo("older_than_clear");
    }

    @Test
    void aClearedAlarmIsRememberedForAnHour() {
        // given, and ten minutes after each other the sweeps of the store
        send(message(A, "minor", 0, 0));
        send(message(A, "clear", 10, 10));
        send(message(B, "minor", 3_000, 3_000));
        assertThat(verdictOf(message(A, "clear", 10, 3_001))).isEqualTo(AlertVerdict.DUPLICATE);
        // when
        send(message(B, "minor", 4_300, 4_300));
        // then
        assertThat(verdictOf(message(A, "clear", 10, 4_301))).isEqualTo(AlertVerdict.DISCARDED);
        assertThat(verdictOf(message(B, "clear", 4_302, 4_302))).isEqualTo(AlertVerdict.PASSED);
    }

    /** The newest message by the source's clock decides, in any order and number of arrivals. */
    @Tag("many-rounds")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void anyOrderAndRepetitionLeavesTheStateOfTheOrderlyDelivery(long seed) {
        // given a history of two alarms with one id
        Random random = new Random(seed);
        List<AlertRecord> history = new ArrayList<>();
        for (int second = 0; second < 12; second++) {
            String link = random.nextBoolean() ? A : B;
            history.add(message(link, random.nextBoolean() ? "minor" : "clear", second, 0));
        }
        List<AlertRecord> delivered = new ArrayList<>(history);
        for (int repeats = 0; repeats < 10; repeats++) {
            delivered.add(history.get(random.nextInt(history.size())));
        }
        Collections.shuffle(delivered, random);
        Set<String> degraded = new LinkedHashSet<>();
        // when
        long arrives = 20;
        for (AlertRecord alert : delivered) {
            arrives += 5;
            send(alert.toBuilder()
                    .alertId(alert.alertId() + '-' + arrives)
                    .at(alert.occurredAt(), T0.plusSeconds(arrives).plusMillis(1))
                    .build());
            if (verdict.link() != null && verdict.link().degraded()) {
                degraded.add(verdict.link().linkId());
            } else if (verdict.link() != null) {
                degraded.remove(verdict.link().linkId());
            }
        }
        // then
        for (String link : List.of(A, B)) {
            boolean raised = history.stream()
                    .filter(alert -> link.equals(alert.linkId()))
                    .max(Comparator.comparing(AlertRecord::occurredAt))
                    .filter(newest -> newest.kind() == AlertKind.RAISE)
                    .isPresent();
            assertThat(degraded.contains(link)).as(link).isEqualTo(raised);
        }
    }
}

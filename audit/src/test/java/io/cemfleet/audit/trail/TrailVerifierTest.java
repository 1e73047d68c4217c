package io.cemfleet.audit.trail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailVerifierTest {
    private static final int ROWS = 35;
    private final InMemoryTrail trail = new InMemoryTrail(ROWS);

    @Test
    void anUntouchedTrailIsValid() {
        assertThat(trail.check())
                .isEqualTo(new TrailVerifier.TrailVerdict(true, ROWS, null, null, 3, (long) ROWS, 0, List.of()));
    }

    @RepeatedTest(300)
    void oneRowChangedRemovedOrPutInIsNamedWhereverItIs(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int at = 1 + random.nextInt(ROWS);
        String done = tamper(random, at);

        TrailVerifier.TrailVerdict verdict = trail.check();

        assertThat(verdict.valid()).as(done).isFalse();
        assertThat(verdict.brokenAt()).as(done + ": " + verdict.reason()).isEqualTo(at);
    }

    private String tamper(Random random, int at) {
        return switch (random.nextInt(6)) {
            case 0 -> {
                trail.change(at, false);
                yield "changed";
            }
            case 1 -> {
                int before = Math.min(at, ROWS - 1);
                trail.change(at, at == before);
                yield "changed, and its hash";
            }
            case 2 -> {
                trail.remove(at);
                yield "removed";
            }
            case 3 -> {
                trail.remove(at);
                trail.renumber();
                yield "removed and renumbered";
            }
            case 4 -> {
                trail.insert(at, true);
                yield "put in";
            }
            default -> {
                trail.insert(at, false);
                yield "put in, its hash made up";
            }
        };
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 11, 34, 35})
    void aTailThatIsCutIsMissed(int from) {
        trail.rows.subList(from - 1, ROWS).clear();

        assertThat(trail.check().brokenAt()).isEqualTo(from);
        assertThat(trail.check().reason()).contains("missing", "signed up to 35");
    }

    @Test
    void aDayThatIsRewrittenWithHashesThatFitIsNotWhatItsRootSays() {
        trail.change(13, true);
        trail.rechain(13);

        assertThat(trail.check().brokenAt()).isEqualTo(11);
        assertThat(trail.check().reason()).contains("rows 11 to 20 were rewritten", "2026-01-02");
    }

    @Test
    void theOpenDayThatIsRewrittenIsNotWhatTheHeadSays() {
        trail.change(33, true);
        trail.rechain(33);

        assertThat(trail.check().brokenAt()).isEqualTo(31);
        assertThat(trail.check().reason()).contains("rewritten", "a signed head");
    }

    @Test
    void aRowBehindTheSignedEndIsFound() {
        trail.rows.add(InMemoryTrail.row(36, "put in", trail.rows.getLast().hash()));

        assertThat(trail.check().brokenAt()).isEqualTo(36);
    }

    @Test
    void aRowBeforeTheFirstIsFound() {
        trail.rows.addFirst(InMemoryTrail.row(0, "put in", HashChain.GENESIS));

        assertThat(trail.check().brokenAt()).isZero();
    }

    @Test
    void aTrailThatWasPutBackAsAWholeShowsAgainstAHeadThatWasKept() {
        TrailHead kept = trail.head;
        InMemoryTrail older = new InMemoryTrail(32);

        assertThat(older.check().valid()).isTrue();
        assertThat(older.check(kept).brokenAt()).isEqualTo(33);
    }

    @Test
    void aSignatureOfAnotherTextIsNotTaken() {
        TrailHead head = InMemoryTrail.head(trail.rows.getLast());
        trail.head = new TrailHead(34, trail.rows.get(33).hash(), head.signedAt(), head.seal());

        assertThat(trail.check().valid()).isFalse();
        assertThat(trail.check().reason()).contains("does not bear its signature");
    }

    @Test
    void aRootThatIsTakenAwayIsMissed() {
        trail.segments.remove(1);

        assertThat(trail.check().brokenAt()).isEqualTo(11);
    }

    @Test
    void withoutAHeadTheEndOfTheTrailIsUnknown() {
        trail.head = null;

        assertThat(trail.check().valid()).isFalse();
    }

    @Test
    void droppedDaysLeaveAValidTrailIfTheAgentSignedTheDrop() {
        trail.drop(true);
        trail.drop(true);

        assertThat(trail.check().valid()).isTrue();
        assertThat(trail.check().events()).isEqualTo(15);
    }

    @Test
    void rowsThatSomebodyElseCallsDroppedAreMissed() {
        trail.drop(false);

        assertThat(trail.check().brokenAt()).isEqualTo(1);
        assertThat(trail.check().reason()).contains("not dropped by retention");
    }
}

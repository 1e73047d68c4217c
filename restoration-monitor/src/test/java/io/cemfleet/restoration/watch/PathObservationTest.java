package io.cemfleet.restoration.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.restoration.RestorationFixtures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What one sample says of several tunnels. */
class PathObservationTest {
    private static final Instant NOW = RestorationFixtures.NOW;
    private static final PathSample.Missing MISSING = new PathSample.Missing("no measurement");
    private static final PathSample BAD = new PathSample.Bad(List.of("prague-vienna", "frankfurt-prague"));
    private static final PathSample GOOD = new PathSample.Good(NOW);

    @Test
    void aPathIsGoodOnlyByAGoodSample() {
        var observation = new PathObservation(Map.of("good", GOOD, "bad", BAD, "missing", MISSING));

        assertThat(observation.good()).containsExactly("good");
    }

    @Test
    void aSampleOfTheMomentItselfWasNotTakenSince() {
        var observation = new PathObservation(Map.of("good", GOOD, "bad", BAD));

        assertThat(observation.goodSince(NOW)).isEmpty();
        assertThat(observation.goodSince(NOW.minusMillis(1))).containsExactly("good");
    }

    @Test
    void badLinksAreThoseOfTheTunnelsInQuestion() {
        var other = new PathSample.Bad(List.of("prague-vienna", "a-b"));
        var observation = new PathObservation(Map.of("one", BAD, "two", other, "good", GOOD));

        assertThat(observation.bad(List.of("one", "good"))).containsExactly("frankfurt-prague", "prague-vienna");
        assertThat(observation.bad(List.of("one", "two"))).containsExactly("a-b", "frankfurt-prague", "prague-vienna");
    }

    @Test
    void nothingIsMissingWhereAPathIsKnownToBeBad() {
        assertThat(new PathObservation(Map.of("good", GOOD, "missing", MISSING)).missing())
                .contains(MISSING);
        assertThat(new PathObservation(Map.of("bad", BAD, "missing", MISSING)).missing())
                .isEmpty();
        assertThat(new PathObservation(Map.of("good", GOOD)).missing()).isEmpty();
    }
}

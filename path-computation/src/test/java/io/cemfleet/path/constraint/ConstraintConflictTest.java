package io.cemfleet.path.constraint;

import static io.cemfleet.path.PathFixtures.ConstraintSpec.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.path.PathFixtures;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConstraintConflictTest {

    private final PathFinder finder = new PathFinder(PathFixtures.smallNetwork(), 10);
    private final PathConstraints tooFast =
            NOTHING.avoidingNodes("prague").within(3, 1).between("frankfurt", "vienna");

    @Test
    void theSmallestConflictIsFoundInTime() {
        var unsolved = new ConstraintConflict(finder, tooFast).explain();

        assertThat(unsolved.conflicting()).containsExactly(ConstraintKind.MAX_DELAY_MS);
        assertThat(unsolved.cheapestRelaxation()).startsWith("max_delay_ms=");
    }

    @Test
    void withoutTimeAllConstraintsAreNamedAndNoRelaxation() {
        var unsolved = new ConstraintConflict(finder, tooFast, Duration.ZERO).explain();

        assertThat(unsolved.conflicting())
                .containsExactly(
                        ConstraintKind.MAX_HOPS, ConstraintKind.MAX_DELAY_MS, ConstraintKind.NODES, ConstraintKind.MSD);
        assertThat(unsolved.cheapestRelaxation()).isNull();
    }
}

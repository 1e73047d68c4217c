package io.cemfleet.tunnel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeFreezeTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant UNTIL = FROM.plusSeconds(60);

    private static ChangeFreeze of(Set<String> nodes) {
        return new ChangeFreeze(UUID.randomUUID(), FROM, UNTIL, nodes, "works", "anna");
    }

    @Test
    void aFreezeIncludesItsBeginAndExcludesItsEnd() {
        ChangeFreeze freeze = of(Set.of("munich"));

        assertThat(freeze.covers(FROM.minusNanos(1), Set.of("munich"))).isFalse();
        assertThat(freeze.covers(FROM, Set.of("munich"))).isTrue();
        assertThat(freeze.covers(UNTIL.minusNanos(1), Set.of("munich"))).isTrue();
        assertThat(freeze.covers(UNTIL, Set.of("munich"))).isFalse();
    }

    @Test
    void aFreezeOfNodesCoversOnlyWritesThatTouchThem() {
        assertThat(of(Set.of("munich")).covers(FROM, Set.of("berlin", "munich")))
                .isTrue();
        assertThat(of(Set.of("munich")).covers(FROM, Set.of("berlin"))).isFalse();
    }

    @Test
    void aFreezeWithoutNodesCoversTheWholeNetwork() {
        assertThat(of(Set.of()).covers(FROM, Set.of("berlin"))).isTrue();
    }
}

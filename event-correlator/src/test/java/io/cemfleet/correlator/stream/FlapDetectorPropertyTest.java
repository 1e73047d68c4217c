package io.cemfleet.correlator.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertRecordBuilder;
import io.cemfleet.correlator.source.cnc.CncSource;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Flap damping against the rules written down plainly, over random histories of one link. */
class FlapDetectorPropertyTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");
    private static final String LINK = "a-z";

    private final Map<String, LinkState> states = new HashMap<>();
    private final FlapDetector watch = new FlapDetector(
            new StateTable<>() {
                @Override
                public @Nullable LinkState get(String key) {
                    return states.get(key);
                }

                @Override
                public void put(String key, LinkState state) {
                    states.put(key, state);
                }

                @Override
                public void delete(String key) {
                    states.remove(key);
                }
            },
            CorrelationRules.defaults());

    /** The rules in seconds, with every change of the link kept. */
    private static final class ReferenceFlapRules {
        private final List<Double> counted = new ArrayList<>();
        private double penalty;
        private double penaltyAt;
        private int doubled;
        private double heldFrom = Double.NaN;
        private double heldUntil = Double.NaN;

        double penalty(double now) {
            return penalty * Math.pow(2, -(now - penaltyAt) / 900);
        }

        private long within300(double now) {
            return counted.stream().filter(at -> at > now - 300).count();
        }

        private void hold(double now) {
            heldFrom = now;
            heldUntil = now + Math.min(3600, 60 * Math.pow(2, doubled++));
        }

        void change(double now) {
            if (now >= heldUntil) {
                release();
            }
            if (Double.isNaN(heldUntil) && penalty(now) < 750) {
                doubled = 0;
            }
            penalty = Math.min(12_000, penalty(now) + 1000);
            penaltyAt = now;
            counted.add(now);
            if (Double.isNaN(heldUntil) && within300(now) >= 3) {
                hold(now);
            }
        }

        void end(double now) {
            if (!(now >= heldUntil)) {
                return;
            }
            double from = heldFrom;
            if (counted.stream().filter(at -> at > from && at > now - 300).count() >= 3) {
                hold(now);
            } else {
                release();
            }
        }

        private void release() {
            heldUntil = Double.NaN;
            counted.clear();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyHistoryIsDampenedAsTheRulesSay(long seed) {
        // given
        Random random = new Random(seed);
        ReferenceFlapRules plain = new ReferenceFlapRules();
        boolean degraded = false;
        double pace = 10 + 200 * random.nextDouble();
        long now = 0;
        for (int step = 0; step < 400; step++) {
            // when
            now += 1 + (long) (-pace * Math.log(1 - random.nextDouble()));
            if (random.nextInt(50) == 0) {
                now += random.nextInt(5000);
            }
            Instant at = T0.plusSeconds(now);
            if (random.nextInt(4) == 0) {
                plain.end(now);
                watch.dampeningEnded("1", LINK, at);
            } else {
                plain.change(now);
                degraded = !degraded;
                AlertRecord alert = alert(at);
                var outcome = degraded ? watch.raised(alert, LINK) : watch.cleared(alert, LINK);
                assertThat(outcome.link().isDegraded()).isEqualTo(degraded);
            }
            // then
            LinkState state = watch.find("1", LINK);
            if (state != null) {
                Instant until = Double.isNaN(plain.heldUntil) ? null : T0.plusSeconds((long) plain.heldUntil);
                assertThat(state.dampenUntil()).as("step " + step).isEqualTo(until);
                assertThat(watch.status(state, at).penalty()).isCloseTo(plain.penalty(now), within(1e-6));
            }
        }
    }

    private static AlertRecord alert(Instant at) {
        return new AlertRecordBuilder("x", new AlarmIdentity(CncSource.ID, "x", null), AlertKind.RAISE, at)
                .location(AlertLocation.ofDomain("1").withLink(LINK))
                .build();
    }
}

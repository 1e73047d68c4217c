package io.cemfleet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cemfleet.bench.LinkPicker.PickedLink;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchRunTest {
    @Test
    void percentilesAreValuesThatWereMeasured() {
        var random = RandomGenerator.of("L64X128MixRandom");
        for (int round = 0; round < 50; round++) {
            double[] values = random.doubles(random.nextInt(1, 300)).toArray();
            var samples = new TimingSamples();
            DoubleStream.of(values).forEach(samples::add);

            for (int percent : new int[] {1, 50, 90, 99, 100}) {
                double found = samples.percentile(percent);
                double notAbove =
                        DoubleStream.of(values).filter(value -> value <= found).count();
                double below =
                        DoubleStream.of(values).filter(value -> value < found).count();
                assertThat(values).contains(found);
                assertThat(notAbove / values.length).isGreaterThanOrEqualTo(percent / 100.0 - 1e-9);
                assertThat(below / values.length).isLessThan(percent / 100.0);
            }
        }
        assertThat(new TimingSamples().percentile(50)).isNaN();
    }

    @Test
    void theFloorIsTheSumOfWhatCannotBeLeftOut() {
        var floor = new LatencyFloor(2, 0.5);

        assertThat(floor.ms()).isCloseTo(19 * 2 + 22 * 0.5, within(1e-9));
    }

    @Test
    void everyPieceOfWorkIsDoneOnce() {
        Set<Integer> done = ConcurrentHashMap.newKeySet();

        ConcurrentCallers.run(7, 1000, number -> assertThat(done.add(number)).isTrue());

        assertThat(done).hasSize(1000);
    }

    @Test
    void linksThatShareANodeOrAServiceAreNotDegradedTogether() {
        var one = new PickedLink("a-b", Set.of("a", "b"), Set.of("s1"));

        assertThat(one.apart(new PickedLink("c-d", Set.of("c", "d"), Set.of("s2"))))
                .isTrue();
        assertThat(one.apart(new PickedLink("b-c", Set.of("b", "c"), Set.of("s2"))))
                .isFalse();
        assertThat(one.apart(new PickedLink("c-d", Set.of("c", "d"), Set.of("s1"))))
                .isFalse();
    }

    @Test
    void fsyncsAreMeasuredOnTheDiskThatHoldsTheData(@TempDir Path directory) {
        TimingSamples fsyncs = new MachineInfo(directory).fsyncs();

        assertThat(fsyncs.count()).isPositive();
        assertThat(fsyncs.mean()).isPositive();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aRequestsKindIsItsPathWithoutNamesKeysAndNumbers() {
        assertThat(IdleMeasure.kind("GET", "/crosswork/nbi/networks/network=n1/node=r%201/tp"))
                .isEqualTo("GET /crosswork/nbi/networks/network=*/node=*/tp");
        assertThat(IdleMeasure.kind("POST", "/crosswork/sso/v1/tickets/TGT-42-abc"))
                .isEqualTo("POST /crosswork/sso/v1/tickets/TGT-*");
        assertThat(IdleMeasure.kind("GET", "/api/v2/jobs/17/result")).isEqualTo("GET /api/v2/jobs/*/result");
    }

    @Test
    void measuresAreFoundByName() {
        assertThat(BenchMeasure.named("protect")).contains(BenchMeasure.PROTECT);
        assertThat(BenchMeasure.named("all")).isEmpty();
        assertThat(BenchMeasure.names())
                .isEqualTo("start, idle, audit, intake, steps, protect, return, open, tickets, similar, path, carrier,"
                        + " kernel, ledger");
    }
}

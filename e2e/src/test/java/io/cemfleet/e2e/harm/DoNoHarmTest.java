package io.cemfleet.e2e.harm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cemfleet.lab.carrier.CarrierLoader;
import io.cemfleet.lab.network.CarrierNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * No protection fills a link beyond its threshold or leaves a service worse than without automation, for any
 * degradation in any network. The property {@code cem.topologies} names a directory of GraphML files, {@code harm.seed}
 * and {@code harm.degradations} what happens to them.
 */
class DoNoHarmTest {
    private static final long SEED = Long.getLong("harm.seed", 2026);
    private static final int DEGRADATIONS = Integer.getInteger("harm.degradations", 30);
    private static final List<Double> FILLS = List.of(0.3, 0.6, 0.8);

    @Test
    void noProtectionHarmsAnybodyInTheDefaultCarrier() {
        // when
        List<HarmRow> rows = rows(CarrierLoader.defaultCarrier(), 5);

        // then
        assertHarmless(rows);
        assertThat(rows).allSatisfy(row -> assertThat(row.totals().placed()).isPositive());
    }

    @Test
    @Tag("long")
    void noProtectionHarmsAnybodyInThePublicTopologies() throws IOException {
        // given
        String folder = System.getProperty("cem.topologies");
        assumeTrue(folder != null, "set -Dcem.topologies to a folder of GraphML files");
        List<Path> files;
        try (Stream<Path> all = Files.list(Path.of(folder))) {
            files = all.filter(file -> file.toString().endsWith(".graphml"))
                    .sorted()
                    .toList();
        }

        // when
        List<HarmRow> rows = files.stream()
                .flatMap(file -> rows(CarrierLoader.load(file), DEGRADATIONS).stream())
                .toList();

        // then
        assertHarmless(rows);
    }

    private static List<HarmRow> rows(CarrierNetwork carrier, int degradations) {
        System.out.println(HarmRow.HEAD);
        return FILLS.stream()
                .map(fill -> new HarmRun(carrier, fill).run(degradations, SEED))
                .peek(System.out::println)
                .toList();
    }

    private static void assertHarmless(List<HarmRow> rows) {
        assertThat(rows).isNotEmpty();
        assertThat(rows)
                .allSatisfy(
                        row -> assertThat(row.totals().faults()).as("%s", row).isEmpty());
    }
}

package io.cemfleet.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("long")
class CrashSuiteTest {
    private static final CrashMatrix MATRIX = new CrashMatrix(Path.of("target/crash-matrix.txt"));

    @BeforeAll
    static void theFleetIsUp() {
        FleetUnderTest.up();
    }

    @AfterAll
    static void theMatrixIsPrinted() {
        System.out.println(MATRIX.text());
    }

    /** All processes that an incident needs, or those that the property {@code crash.processes} names, separated by commas. */
    static Stream<FleetProcess> processes() {
        String named = System.getProperty("crash.processes", "");
        if (named.isEmpty()) {
            return Arrays.stream(FleetProcess.values()).filter(part -> part != FleetProcess.ENHANCEMENT_PIPELINE);
        }
        List<String> names = List.of(named.split(",", -1));
        return Arrays.stream(FleetProcess.values()).filter(part -> names.contains(part.wire()));
    }

    /** All moments, or those that the property {@code crash.moments} names, separated by commas. */
    private static Set<KillMoment> moments() {
        String named = System.getProperty("crash.moments", "");
        return named.isEmpty()
                ? EnumSet.allOf(KillMoment.class)
                : Arrays.stream(named.split(",", -1))
                        .map(KillMoment::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(KillMoment.class)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("processes")
    void aProcessKilledInAnyPhaseLosesAndRepeatsNothing(FleetProcess process) {
        Set<KillMoment> moments = moments();
        if (!CrashMatrix.takesAlerts(process)) {
            moments.remove(KillMoment.ALERT);
        }

        CrashRow row = CrashRun.of(process, moments);

        MATRIX.add(row);
        assertThat(row.troubles()).as(MATRIX.text()).isEmpty();
        assertThat(row.cells().keySet()).containsAll(moments);
    }
}

package io.cemfleet.restoration.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.restoration.RestorationFixtures;
import io.cemfleet.restoration.watch.CallTrouble;
import io.cemfleet.restoration.watch.PendingCall;
import io.cemfleet.restoration.watch.WatchStage;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.runtime.testing.FleetJson;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows in watches/ were written when a watch was one record with the members of all stages. */
class WatchDocumentTest {
    private static final long VERSION = 1;
    private static final String TUNNEL = RestorationFixtures.TUNNEL;
    private final WatchDocument document = new WatchDocument(FleetJson.MAPPER);

    @ParameterizedTest
    @ValueSource(strings = {"watching", "holding", "cutting-over", "bringing-back", "cleaning-up"})
    void anActiveWatchIsWrittenAsEarlierVersionsWroteIt(String name) throws IOException {
        // given
        JsonNode earlier = stored(name);
        // when
        WatchState read = document.read(earlier.toString());
        // then
        assertThat(FleetJson.parse(document.write(read, VERSION))).isEqualTo(earlier);
    }

    @ParameterizedTest
    @CsvSource({"cleanup-failed,CLEANUP_FAILED", "restored,RESTORED", "canceled,CANCELED"})
    void anEndedWatchTellsTheNextOneWhereItsTrafficIs(String name, WatchStage stage) throws IOException {
        // given
        JsonNode earlier = stored(name);
        // when
        WatchState read = document.read(earlier.toString());
        JsonNode now = FleetJson.parse(document.write(read, VERSION));
        // then
        assertThat(read).isInstanceOf(WatchState.Ended.class);
        assertThat(read.stage()).isEqualTo(stage);
        for (String member : List.of("incident_id", "task_id", "protections", "traffic", "relapses", "carried")) {
            assertThat(now.get(member)).isEqualTo(earlier.get(member));
        }
        // and an earlier version, which expects all members of a stage, can read it
        assertThat(names(now))
                .containsAll(List.of(
                        "recoveries",
                        "counts_after",
                        "known_at",
                        "cutover_stage",
                        "relapsed_on",
                        "deferred_links",
                        "attempts",
                        "telemetry_told",
                        "held_told",
                        "load_caused",
                        "degraded_links",
                        "version"));
    }

    @Test
    void theStateTellsWhichPartsOfARowCount() throws IOException {
        assertThat(read("bringing-back")).isInstanceOfSatisfying(WatchState.BringingBack.class, back -> {
            assertThat(back.relapsedOn()).containsExactly("prague-vienna");
            assertThat(back.cutoverStage()).isEqualTo(1);
            assertThat(back.pending()).containsExactly(TUNNEL);
        });
        assertThat(read("cutting-over"))
                .isInstanceOfSatisfying(WatchState.CuttingOver.class, cutting -> assertThat(cutting.call())
                        .isEqualTo(new PendingCall(1, RestorationFixtures.NOW.plusSeconds(50), true)));
        assertThat(read("cleanup-failed"))
                .isInstanceOfSatisfying(WatchState.CleanupFailed.class, failed -> assertThat(failed.cutoverStage())
                        .isEqualTo(1));
    }

    @Test
    void betweenTwoWavesARowTellsWhatWasTriedInVain() {
        // given
        WatchState.CuttingOver moving = RestorationFixtures.cuttingOver(RestorationFixtures.watchOver(TUNNEL, "second"))
                .moving(Map.of(TUNNEL, 75, "second", 75));
        CallTrouble trouble = new CallTrouble(CallTrouble.TroubleKind.REFUSED, "change_freeze", "frozen");
        WatchState between = moving.with(moving.call().troubled("second", trouble));
        // when
        WatchState read = document.read(document.write(between, VERSION));
        // then
        assertThat(read).isEqualTo(between);
        assertThat(((WatchState.CuttingOver) read).nextWave()).containsExactly(TUNNEL);
    }

    @Test
    void aHoldWithoutATimerStartsAgain() throws IOException {
        // given
        ObjectNode lost = (ObjectNode) stored("holding");
        lost.remove("hold_until");
        // then
        assertThat(document.read(lost.toString()))
                .isInstanceOfSatisfying(
                        WatchState.Watching.class,
                        watching -> assertThat(watching.paths().recoveries()).isEmpty());
    }

    @Test
    void aPartThatAWatchingRowStillNamesIsNotChosen() throws IOException {
        // given
        ObjectNode waiting = (ObjectNode) stored("watching");
        ((ObjectNode) waiting.get("traffic")).putArray("returning").add(TUNNEL);
        // then
        assertThat(document.read(waiting.toString()).traffic().returning()).isEmpty();
    }

    @Test
    void trafficThatLeftItsTunnelUnrequestedIsBroughtBack() throws IOException {
        // given
        ObjectNode away = (ObjectNode) stored("watching");
        ((ObjectNode) away.at("/traffic/weights")).put(TUNNEL, 75);
        // then
        assertThat(document.read(away.toString()).traffic().moving()).isEqualTo(Map.of(TUNNEL, 100));
    }

    private WatchState read(String name) throws IOException {
        return document.read(stored(name).toString());
    }

    private static JsonNode stored(String name) throws IOException {
        try (InputStream json = WatchDocumentTest.class.getResourceAsStream("/watches/" + name + ".json")) {
            return FleetJson.MAPPER.readTree(Objects.requireNonNull(json));
        }
    }

    private static TreeSet<String> names(JsonNode object) {
        TreeSet<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

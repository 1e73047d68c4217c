package io.cemfleet.restoration.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.restoration.watch.OriginalPathStatus;
import io.cemfleet.restoration.watch.PathObservation;
import io.cemfleet.restoration.watch.PathSample;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Watches that an earlier version stored, with one weight for all tunnels, go on. */
class WatchMigrationTest {
    private static final Instant HOLD_UNTIL = Instant.parse("2026-03-01T12:01:00Z");
    private static final Map<String, String> PROPERTIES = new HashMap<>();
    private static WatchStore store;

    @BeforeAll
    static void storedByAnEarlierVersion() {
        FleetPostgres.register(
                (name, value) -> PROPERTIES.put(name, String.valueOf(value.get())), "restoration_monitor");
        var database = new DriverManagerDataSource(
                PROPERTIES.get("spring.datasource.url"),
                PROPERTIES.get("spring.datasource.username"),
                PROPERTIES.get("spring.datasource.password"));
        var flyway = Flyway.configure()
                .dataSource(database)
                .defaultSchema("restoration_monitor")
                .locations("classpath:db/migration");
        flyway.target("3").load().migrate();
        JdbcClient jdbc = JdbcClient.create(database);
        stored(jdbc, "WATCHING", 100);
        stored(jdbc, "HOLDING", 100);
        stored(jdbc, "CUTTING_OVER", 75);
        stored(jdbc, "CLEANING_UP", 0);
        stored(jdbc, "CLEANUP_FAILED", 50);
        stored(jdbc, "RESTORED", 0);
        flyway.target("latest").load().migrate();
        store = new WatchStore(jdbc, FleetJson.MAPPER, Clock.systemUTC());
    }

    @Test
    void whatWasWatchedIsWatched() {
        WatchState.Watching watch = stored("WATCHING", WatchState.Watching.class);
        assertThat(watch.tunnels().allProtected()).isTrue();
        assertThat(watch.core().task().loadCaused()).isTrue();
        assertThat(watch.paths().recoveries()).isEmpty();
        assertThat(watch.core().task().begunAt()).isEqualTo(watch.paths().knownAt());
    }

    @Test
    void aHoldGoesOnFromWhereItWas() {
        // given
        WatchState.Holding watch = stored("HOLDING", WatchState.Holding.class);
        assertThat(watch.tunnels().allProtected()).isTrue();
        assertThat(watch.paths().firstHold()).isEqualTo(HOLD_UNTIL);
        // when both are good before its end, and one after it
        OriginalPathStatus before = seen(watch.paths(), HOLD_UNTIL.minusSeconds(1), "t-1", "t-2");
        OriginalPathStatus after = seen(before, HOLD_UNTIL.plusSeconds(1), "t-1");
        // then
        assertThat(before.held()).isEmpty();
        assertThat(before.recovered()).containsExactly("t-1", "t-2");
        assertThat(after.held()).containsExactly("t-1");
        assertThat(after.recovered()).containsExactly("t-1");
    }

    private static OriginalPathStatus seen(OriginalPathStatus status, Instant measuredAt, String... good) {
        List<String> tunnels = List.of("t-1", "t-2");
        Map<String, PathSample> paths = new HashMap<>();
        tunnels.forEach(tunnel -> paths.put(tunnel, new PathSample.Bad(List.of("frankfurt-prague"))));
        List.of(good).forEach(tunnel -> paths.put(tunnel, new PathSample.Good(measuredAt)));
        return status.observed(tunnels, new PathObservation(paths), 3, measuredAt.plusSeconds(600));
    }

    @Test
    void aShiftThatMayHaveBeenUnderWayIsRepeated() {
        WatchState.CuttingOver watch = stored("CUTTING_OVER", WatchState.CuttingOver.class);
        assertThat(watch.tunnels().weight("t-1")).isEqualTo(75);
        assertThat(watch.traffic().moving()).isEqualTo(Map.of("t-1", 75, "t-2", 75));
        assertThat(watch.traffic().returning()).isEqualTo(Set.of("t-1", "t-2"));
    }

    @Test
    void whatHadReturnedIsCleanedUp() {
        WatchState.CleaningUp watch = stored("CLEANING_UP", WatchState.CleaningUp.class);
        assertThat(watch.traffic().partReturned()).isTrue();
        assertThat(watch.traffic().moving()).isEmpty();
    }

    @Test
    void whatEndedIsKnownToTheNextWatch() {
        assertThat(stored("CLEANUP_FAILED", WatchState.CleanupFailed.class)
                        .traffic()
                        .moving())
                .hasSize(2);
        assertThat(stored("RESTORED", WatchState.Restored.class).traffic().weights())
                .isEmpty();
    }

    private static <S extends WatchState> S stored(String incident, Class<S> state) {
        return state.cast(store.find(incident).orElseThrow());
    }

    private static void stored(JdbcClient jdbc, String stage, int weight) {
        jdbc.sql(
                        """
                        insert into restoration_monitor.watch
                            (incident_id, plan_revision, stage, document, version, updated_at)
                        values (:stage, 1, :stage, :document::jsonb, 4, now())""")
                .param("stage", stage)
                .param(
                        "document",
                        """
                        {"incident_id":"%s","task_id":"00000000-0000-4000-8000-000000000001","plan_revision":1,
                         "protections":[%s,%s],"degraded_links":["frankfurt-prague"],"sla_tier":"gold",
                         "cutover_mode":"gradual","stage":"%s","good_samples":2,"counts_after":"2026-03-01T12:00:00Z","hold_until":%s,
                         "known_at":"2026-03-01T12:00:00Z","cutover_stage":1,"protection_weight":%d,"relapses":0,
                         "attempts":0,"telemetry_told":false,"load_caused":true,"deferred_told":false,
                         "unanswered_told":false,"version":4}"""
                                .formatted(
                                        stage,
                                        tunnel("t-1"),
                                        tunnel("t-2"),
                                        stage,
                                        stage.equals("HOLDING") ? '"' + HOLD_UNTIL.toString() + '"' : null,
                                        weight))
                .update();
    }

    private static String tunnel(String id) {
        return """
                {"tunnel_id":"%s","original_path":{"links":["frankfurt-prague"]},
                 "protection_path":{"nodes":["frankfurt","munich"],"links":["frankfurt-munich"],"segment_list":[],
                 "hop_count":1,"delay_ms":3.0,"igp_metric":10,"te_metric":10,"path_type":"sr-mpls"},
                 "services":[],"sla_limits":{"latency_ms":12,"jitter_ms":10,"loss_pct":0.1}}"""
                .formatted(id);
    }
}

package io.cemfleet.restoration.watch;

import static io.cemfleet.restoration.RestorationFixtures.INCIDENT;
import static io.cemfleet.restoration.RestorationFixtures.NOW;
import static io.cemfleet.restoration.RestorationFixtures.TASK;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.restoration.RestorationFixtures;
import io.cemfleet.restoration.WatchedProtectionBuilder;
import io.cemfleet.restoration.watch.CallTrouble.TroubleKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which tunnels of a move or a removal are written together next. */
class NextWaveTest {
    private static final CallTrouble SILENCE = new CallTrouble(TroubleKind.UNANSWERED, "unreachable", "no answer");
    private static final CallTrouble FAILURE = new CallTrouble(TroubleKind.FAILED, "plan_failed", "timeout");

    /** A move of tunnels to 75, each named by its tier. */
    private static WatchState.CuttingOver moving(String... tunnels) {
        MonitorRestoration.Request request = RestorationFixtures.with(
                RestorationFixtures.request(INCIDENT, 1, tunnels), watched -> WatchedProtectionBuilder.like(watched)
                        .tier(tier(watched.tunnelId()))
                        .build());
        WatchState.Watching watch = (WatchState.Watching) WatchState.begin(request, TASK, NOW, null);
        Map<String, Integer> targets = new TreeMap<>();
        List.of(tunnels).forEach(tunnel -> targets.put(tunnel, 75));
        return watch.hold(NOW).cutOver(targets.keySet()).moving(targets);
    }

    private static SlaTier tier(String tunnel) {
        return SlaTier.valueOf(tunnel.substring(0, tunnel.indexOf('-')).toUpperCase(java.util.Locale.ROOT));
    }

    @Test
    void theTiersFollowEachOtherHighestFirst() {
        // given
        WatchState.CuttingOver watch = moving("bronze-1", "gold-2", "unknown-3", "platinum-4", "platinum-5");
        // when
        List<List<String>> waves = new ArrayList<>();
        while (!watch.nextWave().isEmpty()) {
            List<String> wave = watch.nextWave();
            waves.add(wave);
            for (String tunnel : wave) {
                watch = watch.succeeded(tunnel, 75);
            }
        }
        // then a tunnel of an unknown tier is gold
        assertThat(waves)
                .containsExactly(
                        List.of("platinum-4", "platinum-5"), List.of("gold-2", "unknown-3"), List.of("bronze-1"));
    }

    @Test
    void whatWasTriedInVainIsNotTriedAgainInItsRound() {
        // given
        WatchState.CuttingOver watch = moving("gold-1", "platinum-2", "platinum-3");
        // when
        watch = watch.with(watch.call().troubled("platinum-2", SILENCE).troubled("platinum-3", FAILURE));
        // then
        assertThat(watch.nextWave()).containsExactly("gold-1");
        watch = watch.with(watch.call().troubled("gold-1", FAILURE));
        assertThat(watch.nextWave()).isEmpty();
        // and the next round has all of them; a missing answer counts before a failure
        assertThat(watch.call().trouble()).contains(SILENCE);
        assertThat(watch.with(watch.call().unanswered(NOW)).nextWave()).containsExactly("platinum-2", "platinum-3");
    }

    @Test
    void aWaveHasAtMostTwoHundredTunnelsAndAnUnansweredOneIsRepeatedAsItWas() {
        // given
        String[] tunnels =
                IntStream.range(0, 450).mapToObj("gold-%03d"::formatted).toArray(String[]::new);
        WatchState.CuttingOver watch = moving(tunnels);
        // when the first wave stays unanswered and the others succeed
        List<String> first = watch.nextWave();
        for (String tunnel : first) {
            watch = watch.with(watch.call().troubled(tunnel, SILENCE));
        }
        List<Integer> sizes = new ArrayList<>(List.of(first.size()));
        while (!watch.nextWave().isEmpty()) {
            List<String> wave = watch.nextWave();
            sizes.add(wave.size());
            for (String tunnel : wave) {
                watch = watch.succeeded(tunnel, 75);
            }
        }
        // then
        assertThat(sizes).containsExactly(200, 200, 50);
        assertThat(watch.with(watch.call().unanswered(NOW)).nextWave()).isEqualTo(first);
    }

    @Test
    void whatWasSetAsideComesAfterAllOthersHoweverHighItsTier() {
        // given
        WatchState.CuttingOver watch = moving("gold-1", "platinum-2");
        watch = watch.aside(Set.of("platinum-2"), NOW).moving(Map.of("gold-1", 75, "platinum-2", 75));
        // then
        assertThat(watch.nextWave()).containsExactly("gold-1");
        assertThat(watch.succeeded("gold-1", 75).nextWave()).containsExactly("platinum-2");
    }

    @Test
    void wavesThatStayUnansweredTooLongAreTriedTunnelByTunnel() {
        // given
        WatchState.CuttingOver watch = moving("gold-1", "gold-2");
        // when
        WatchState.CuttingOver silent = watch.with(watch.call().unanswered(NOW).reportedStuck());
        WatchState.CuttingOver refused = watch.with(watch.call().failedOnce().reportedStuck());
        // then
        assertThat(silent.nextWave()).containsExactly("gold-1");
        assertThat(refused.nextWave()).containsExactly("gold-1", "gold-2");
    }
}

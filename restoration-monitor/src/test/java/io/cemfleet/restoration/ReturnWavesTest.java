package io.cemfleet.restoration;

import static io.cemfleet.restoration.RestorationFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is due together is shifted, put back and removed together: one task a tier and step, however many tunnels. */
class ReturnWavesTest extends RestorationTestBase {
    private final String gold = "gold-" + tunnel;

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 40})
    void aReturnTakesOneTaskAStepWhateverItsSize(int tunnels) {
        // when
        begin(many(tunnels));
        awaitEvent("restored");
        // then
        assertThat(events()).isEqualTo(WHOLE_WAY);
        assertThat(waves("shift_tunnels")).extracting(this::weights).containsExactly("75", "50", "25", "0");
        assertThat(waves("shift_tunnels"))
                .allSatisfy(wave -> assertThat(wave.at("/payload/items")).hasSize(tunnels));
        assertThat(waves("delete_tunnels")).singleElement().satisfies(wave -> assertThat(wave.at("/payload/items"))
                .hasSize(tunnels));
        assertThat(stage()).isEqualTo("RESTORED");
    }

    @Test
    void oneBadItemHoldsNoneOfTheOthersOfItsWave() {
        // given
        AtomicBoolean hindered = new AtomicBoolean(true);
        String bad = "t-17-" + tunnel;
        PEERS.on(
                "shift_traffic",
                payload -> hindered.get() && is(payload, bad) && weight(payload) == 50
                        ? Reply.failed("cap_exceeded", false)
                        : shifted(payload));
        // when
        begin(many(40));
        awaitEvent("restored");
        // then
        assertThat(tunnelsOf("restored")).hasSize(39).doesNotContain(bad);
        assertThat(tunnelsOf("cutover_held")).containsExactly(bad);
        assertThat(details("cutover_held").path("code").asText()).isEqualTo("cap_exceeded");
        assertThat(waves("shift_tunnels").stream()
                        .filter(wave -> wave.at("/payload/items").size() > 1))
                .extracting(this::weights)
                .containsExactly("75", "50", "25", "0");
        assertThat(waves("delete_tunnels")).hasSize(1);
        // and it follows alone
        hindered.set(false);
        await().atMost(Duration.ofSeconds(20)).until(() -> stage().equals("RESTORED"));
        assertThat(waves("delete_tunnels")).hasSize(2);
    }

    @Test
    void theHighestTierGoesFirstAndWhatItsWaveDidIsStoredBeforeTheNext() {
        // given a gold wave that is not answered twice
        AtomicInteger silences = new AtomicInteger(2);
        Set<String> stored = new HashSet<>();
        PEERS.on("shift_traffic", payload -> {
            if (is(payload, gold) && weight(payload) == 75) {
                stored.add(jdbc.sql("select document #>> array['traffic', 'weights', :tunnel] from watch "
                                + "where incident_id = :id")
                        .param("tunnel", tunnel)
                        .param("id", id)
                        .query(String.class)
                        .single());
                if (silences.getAndDecrement() > 0) {
                    return Reply.http(503);
                }
            }
            return shifted(payload);
        });
        // when
        begin(platinumAndGold(1));
        awaitEvent("restored");
        // then
        assertThat(stored).containsExactly("75");
        assertThat(shifts()).containsExactly(75, 50, 25, 0);
        List<JsonNode> firstStep = waves("shift_tunnels").stream()
                .filter(wave -> weights(wave).equals("75"))
                .toList();
        assertThat(firstStep.stream().map(ReturnWavesTest::firstTunnel)).containsExactly(tunnel, gold, gold, gold);
        assertThat(firstStep.stream().skip(1).map(wave -> wave.path("task_id").asText()))
                .containsOnly(firstStep.getLast().path("task_id").asText());
        assertThat(events().stream().filter("cutover_stage"::equals)).hasSize(4);
    }

    @Test
    void aNewRequestBetweenTwoWavesDropsTheSecond() {
        // given a newer plan that is requested while the first tier's wave is under way
        AtomicBoolean once = new AtomicBoolean();
        PEERS.on("shift_traffic", payload -> {
            if (is(payload, tunnel) && once.compareAndSet(false, true)) {
                begin(platinumAndGold(2));
            }
            return shifted(payload);
        });
        // when
        begin(platinumAndGold(1));
        await().atMost(Duration.ofSeconds(30)).until(() -> stage().equals("RESTORED"));
        // then the older plan's second wave never left, and what may have moved came back first
        assertThat(payloads(wave -> wave.at("/payload/plan_revision").asLong() == 1))
                .allSatisfy(payload -> assertThat(is(payload, tunnel)).isTrue());
        assertThat(payloads(wave -> wave.at("/payload/plan_revision").asLong() == 2)
                        .subList(0, 2))
                .allSatisfy(payload -> assertThat(weight(payload)).isEqualTo(100));
    }

    @Test
    void aRelapsePutsAllTunnelsBackTogether() {
        // given
        AtomicBoolean once = new AtomicBoolean();
        onShift(weight -> {
            if (weight == 50 && once.compareAndSet(false, true)) {
                links.set("prague-vienna", "prague", LinkConditions.LinkCondition.BAD);
            } else if (weight == 100) {
                links.heal();
            }
        });
        // when
        begin(many(4));
        awaitEvent("restored");
        // then
        assertThat(waves("shift_tunnels"))
                .extracting(this::weights)
                .containsExactly("75", "50", "100", "75", "50", "25", "0");
    }

    private MonitorRestoration.Request many(int tunnels) {
        List<String> names = new ArrayList<>(List.of(tunnel));
        IntStream.range(1, tunnels).forEach(number -> names.add("t-" + number + "-" + tunnel));
        return RestorationFixtures.with(
                request(id, 1, names.toArray(String[]::new)),
                watched ->
                        WatchedProtectionBuilder.like(watched).demandMbps(50.0).build());
    }

    private MonitorRestoration.Request platinumAndGold(long plan) {
        return RestorationFixtures.with(
                request(id, plan, gold, tunnel), watched -> WatchedProtectionBuilder.like(watched)
                        .tier(watched.tunnelId().equals(gold) ? SlaTier.GOLD : SlaTier.PLATINUM)
                        .build());
    }

    private List<JsonNode> waves(String type) {
        return PEERS.received(type).stream()
                .filter(wave -> wave.path("incident_id").asText().equals(id))
                .toList();
    }

    private List<JsonNode> payloads(Predicate<JsonNode> which) {
        return waves("shift_tunnels").stream()
                .filter(which)
                .flatMap(wave -> items(wave))
                .toList();
    }

    private static Stream<JsonNode> items(JsonNode wave) {
        return IntStream.range(0, wave.at("/payload/items").size())
                .mapToObj(place -> wave.at("/payload/items/" + place + "/payload"));
    }

    private String weights(JsonNode wave) {
        return String.join(
                "/",
                items(wave)
                        .map(item -> Integer.toString(weight(item)))
                        .distinct()
                        .toList());
    }

    private static String firstTunnel(JsonNode wave) {
        return wave.at("/payload/items/0/payload/tunnel_id").asText();
    }

    private List<String> tunnelsOf(String event) {
        return updates().stream()
                .filter(update -> update.path("event").asText().equals(event))
                .flatMap(update -> IntStream.range(0, update.path("tunnel_ids").size())
                        .mapToObj(place -> update.path("tunnel_ids").path(place).asText()))
                .toList();
    }

    private static boolean is(JsonNode payload, String tunnel) {
        return payload.path("tunnel_id").asText().equals(tunnel);
    }

    private static int weight(JsonNode payload) {
        return payload.path("protection_weight").asInt();
    }
}

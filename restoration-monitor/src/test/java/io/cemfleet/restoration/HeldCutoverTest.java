package io.cemfleet.restoration;

import static io.cemfleet.restoration.RestorationFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.testing.PeerStub.Reply;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A cutover in which a write is refused or fails is never abandoned, and its weights are known at every moment. */
class HeldCutoverTest extends RestorationTestBase {
    private final String second = "second-" + tunnel;
    private final AtomicBoolean hindered = new AtomicBoolean(true);

    @BeforeEach
    void hindered() {
        hindered.set(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"automation_stopped", "change_freeze", "protected_node", "cap_exceeded", "cnc_refused"})
    void whatIsRefusedInTheMiddleHoldsThereAndResumes(String code) {
        // given
        onShift(tunnel, weight -> weight == 50 && hindered.get() ? Reply.failed(code, false) : null);
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("cutover_held");
        // then
        assertThat(details("cutover_held").path("code").asText()).isEqualTo(code);
        assertThat(held()).isEqualTo(tunnel + " 75/25");
        assertThat(stage()).isEqualTo("CUTTING_OVER");
        int before = shifts().size();
        await().until(() -> shifts().size() > before + 3);
        assertThat(events()).containsOnlyOnce("cutover_held").doesNotContain("cleanup_failed");
        // and
        hindered.set(false);
        awaitEvent("restored");
        assertThat(shifts().stream().distinct()).containsExactly(75, 50, 25, 0);
        assertThat(taskIds("shift_traffic")).doesNotHaveDuplicates();
    }

    @Test
    void aFailureThatMayPassIsReportedAfterSomeAttemptsAndTriedOn() {
        // given
        onShift(tunnel, weight -> weight == 25 && hindered.get() ? Reply.failed("plan_failed", true) : null);
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("cutover_held");
        // then
        assertThat(shifts().stream().filter(weight -> weight == 25)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(held()).isEqualTo(tunnel + " 50/50");
        hindered.set(false);
        awaitEvent("restored");
        assertThat(events()).containsOnlyOnce("cutover_held");
    }

    @Test
    void whenThePathDegradesMeanwhileTrafficGoesBackToTheTunnels() {
        // given a cutover that is held at 75/25
        onShift(tunnel, weight -> hindered.get() && weight != 75 ? Reply.failed("automation_stopped", false) : null);
        begin(request(id, 1, tunnel));
        awaitEvent("cutover_held");
        // when
        links.set("prague-vienna", "prague", LinkConditions.LinkCondition.BAD);
        await().until(() -> shifts().contains(100));
        // then it is tried for as long as it is refused
        assertThat(stage()).isEqualTo("WATCHING");
        assertThat(events()).doesNotContain("sla_relapsed");
        hindered.set(false);
        awaitEvent("sla_relapsed");
        links.heal();
        awaitEvent("restored");
        assertThat(events()).doesNotContain("cleanup_failed");
    }

    @Test
    void oneTunnelThatFailsForGoodIsReportedAloneAndTheOthersGoOn() {
        // given
        onShift(second, weight -> weight == 50 ? Reply.failed("unknown_tunnel", false) : null);
        // when
        begin(request(id, 1, tunnel, second));
        awaitEvent("restored");
        // then
        JsonNode failed = updates().stream()
                .filter(update -> update.path("event").asText().equals("cleanup_failed"))
                .findFirst()
                .orElseThrow();
        assertThat(failed.path("tunnel_ids").toString()).isEqualTo("[\"" + second + "\"]");
        assertThat(failed.at("/details/during").asText()).isEqualTo("cutover");
        assertThat(shifts()).containsExactly(75, 50, 25, 0);
        assertThat(details("restored").path("tunnel_ids").toString()).isEqualTo("[\"" + tunnel + "\"]");
        assertThat(stage()).isEqualTo("CLEANUP_FAILED");
    }

    @Test
    void anotherPathAtTunnelProvisioningEndsThatTunnelsPartAlone() {
        // given
        onShift(second, weight -> Reply.failed("path_version_mismatch", false));
        // when
        begin(RestorationFixtures.with(request(id, 1, tunnel, second), watched -> WatchedProtectionBuilder.like(watched)
                .tier(SlaTier.GOLD)
                .pathVersion(7L)
                .build()));
        awaitEvent("restored");
        // then
        assertThat(events()).doesNotContain("cleanup_failed").containsOnlyOnce("cutover_held");
        assertThat(details("cutover_held").path("code").asText()).isEqualTo("path_version_mismatch");
        assertThat(held()).isEqualTo(second + " 100/0");
        assertThat(details("restored").path("tunnel_ids").toString()).isEqualTo("[\"" + tunnel + "\"]");
        assertThat(PEERS.payloads("shift_traffic").stream()
                        .filter(this::ours)
                        .map(payload -> payload.path("path_version").asLong()))
                .containsOnly(7L);
        assertThat(stage()).isEqualTo("RESTORED");
    }

    @Test
    void weightsOtherThanRequestedAreNoSuccess() {
        // given
        onShift(
                tunnel,
                weight -> weight == 75 && hindered.get() ? Reply.completed(RestorationFixtures.shifted(100)) : null);
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("cutover_held");
        // then
        assertThat(details("cutover_held").path("code").asText()).isEqualTo("weights_differ");
        assertThat(held()).isEqualTo(tunnel + " 100/0");
        assertThat(events()).doesNotContain("cutover_stage");
        hindered.set(false);
        awaitEvent("restored");
    }

    @Test
    void aRelapseThatIsRefusedIsReportedAndTriedOn() {
        // given
        onShift(tunnel, weight -> {
            if (weight == 50) {
                links.set("prague-vienna", "prague", LinkConditions.LinkCondition.BAD);
            }
            return weight == 100 && hindered.get() ? Reply.failed("automation_stopped", false) : null;
        });
        // when
        begin(request(id, 1, tunnel));
        awaitEvent("cutover_held");
        // then
        assertThat(details("cutover_held").path("during").asText()).isEqualTo("relapse");
        assertThat(events()).doesNotContain("sla_relapsed");
        hindered.set(false);
        awaitEvent("sla_relapsed");
    }

    @Test
    void aRepeatedRequestBringsBackFirstWhatHadMoved() {
        // given a cutover that is held at 75/25
        onShift(tunnel, weight -> weight == 50 && hindered.get() ? Reply.failed("change_freeze", false) : null);
        begin(request(id, 1, tunnel));
        awaitEvent("cutover_held");
        // when
        hindered.set(false);
        begin(request(id, 2, tunnel));
        awaitEvent("restored");
        // then
        assertThat(shifts().subList(shifts().indexOf(100), shifts().size())).containsExactly(100, 75, 50, 25, 0);
    }

    private String held() {
        JsonNode first = details("cutover_held").at("/tunnels/0");
        return first.path("tunnel_id").asText()
                + ' '
                + first.path("protection_weight").asInt()
                + '/'
                + first.path("original_weight").asInt();
    }

    /** What is null is carried out. */
    private void onShift(String which, Function<Integer, Reply> answer) {
        PEERS.on("shift_traffic", payload -> {
            Reply special = payload.path("tunnel_id").asText().equals(which)
                    ? answer.apply(payload.path("protection_weight").asInt())
                    : null;
            return special == null ? shifted(payload) : special;
        });
    }
}

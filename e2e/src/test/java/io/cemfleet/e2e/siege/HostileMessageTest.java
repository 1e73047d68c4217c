package io.cemfleet.e2e.siege;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.FleetUnderTest;
import io.cemfleet.e2e.fleet.OperatorHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Hostile messages at all public endpoints of a whole fleet: none breaks an agent, each accepted one is stored or
 * quarantined with a reason, and an ordinary alert afterwards is as fast as before. The property {@code siege.messages}
 * says how many, {@code siege.seed} which.
 */
@Tag("long")
class HostileMessageTest {
    private static final int MESSAGES = Integer.getInteger("siege.messages", 100_000);
    private static final long SEED = Long.getLong("siege.seed", 2026);
    private static final int AT_ONCE = 16;
    private static final Duration WHILE_SETTLING = Duration.ofMinutes(15);

    private final HostileMessageReport report = new HostileMessageReport();

    @BeforeAll
    static void theFleetIsUp() {
        FleetUnderTest.up();
    }

    @Test
    void hostileMessagesBreakNothingAndWhatWasAcceptedIsAccountedFor() {
        // when
        besiege();
        System.out.println(report);

        // then
        assertThat(report.faults()).isEmpty();
        assertThat(report.alertIds()).isNotEmpty();
        assertThatEachIsFound(report.alertIds(), into -> {
            collect(FleetProcess.EVENT_CORRELATOR, "/api/alerts?limit=200", "alert_id", into);
            collectText(FleetProcess.EVENT_CORRELATOR, "/api/dead-letters", into);
        });
        assertThatEachIsFound(report.jobIds(), into -> {
            collect(FleetProcess.ENHANCEMENT_PIPELINE, "/api/enhancements?limit=200", "job_id", into);
            collect(FleetProcess.ENHANCEMENT_PIPELINE, "/api/dead-letters", "job_id", into);
        });
        everyAgentIsUp();
        anOrdinaryAlertIsProcessedWithinTwoSeconds();
    }

    private void besiege() {
        List<PublicEndpoint> doors = new PublicEndpoints().all();
        Semaphore places = new Semaphore(AT_ONCE);
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MESSAGES; i++) {
                Random random = new Random(SEED + i);
                PublicEndpoint door = doors.get(random.nextInt(doors.size()));
                places.acquireUninterruptibly();
                senders.execute(() -> {
                    try {
                        send(door, random);
                    } finally {
                        places.release();
                    }
                });
            }
        }
    }

    private void send(PublicEndpoint door, Random random) {
        HostileJson hostile = new HostileJson(random);
        var sent = new PublicEndpoint.SentRequest(
                hostile.path(door.path()), hostile.spoiled(door.sound().get()));
        try {
            report.answered(
                    door,
                    sent,
                    OperatorHttp.send(
                            door.method(),
                            door.port(),
                            sent.path(),
                            sent.body(),
                            door.headers().apply(sent)));
        } catch (IllegalStateException e) {
            report.cutOff(door, sent, String.valueOf(e.getMessage()));
        }
    }

    private static void assertThatEachIsFound(Set<String> accepted, Consumer<Set<String>> list) {
        await().atMost(WHILE_SETTLING).pollInterval(Duration.ofSeconds(5)).untilAsserted(() -> {
            Set<String> lost = new HashSet<>(accepted);
            Set<String> found = new HashSet<>();
            list.accept(found);
            lost.removeAll(found);
            assertThat(lost).as("accepted and neither stored nor put aside").isEmpty();
        });
    }

    /** The values of a field over all pages of a list. */
    private static void collect(FleetProcess part, String path, String field, Set<String> into) {
        pages(part, path, page -> page.path("items")
                .forEach(item -> into.add(item.path(field).asText())));
    }

    /** Every id that stands anywhere in the pages of a list. */
    private static void collectText(FleetProcess part, String path, Set<String> into) {
        pages(part, path, page -> into.addAll(Arrays.asList(page.toString().split("[^A-Za-z0-9-]+", -1))));
    }

    private static void pages(FleetProcess part, String path, Consumer<JsonNode> take) {
        String cursor = "";
        do {
            JsonNode page = OperatorHttp.get(
                    part.port(),
                    cursor.isEmpty() ? path : path + (path.contains("?") ? "&" : "?") + "cursor=" + cursor);
            take.accept(page);
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
    }

    private static void everyAgentIsUp() {
        for (FleetProcess part : FleetProcess.values()) {
            if (part != FleetProcess.POSTGRES && part != FleetProcess.KAFKA) {
                assertThat(OperatorHttp.send("GET", part.port(), "/health", new byte[0], Map.of())
                                .status())
                        .as("health of %s", part)
                        .isEqualTo(200);
            }
        }
    }

    private static void anOrdinaryAlertIsProcessedWithinTwoSeconds() {
        String link = io.cemfleet.e2e.fleet.LabClient.network()
                .path("links")
                .get(0)
                .path("id")
                .asText();
        var alarm = PublicEndpoints.cncShort().put("resource_id", link).put("severity", "warning");
        OperatorHttp.HttpReply taken = OperatorHttp.post(
                FleetProcess.EVENT_CORRELATOR.port(),
                "/webhooks/cnc",
                alarm.toString().getBytes(StandardCharsets.UTF_8),
                Map.of("X-Webhook-Secret", FleetUnderTest.credentials().getOrDefault("WEBHOOK_CNC_SECRET", "")));
        assertThat(taken.status()).isEqualTo(202);
        String id = taken.json().path("alert_ids").get(0).asText();
        await().atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> OperatorHttp.get(FleetProcess.EVENT_CORRELATOR.port(), "/api/alerts?link_id=" + link)
                        .toString()
                        .contains(id));
        OperatorHttp.post(
                FleetProcess.EVENT_CORRELATOR.port(),
                "/webhooks/cnc",
                alarm.put("severity", "clear")
                        .put("timestamp", java.time.Instant.now().toString())
                        .toString()
                        .getBytes(StandardCharsets.UTF_8),
                Map.of("X-Webhook-Secret", FleetUnderTest.credentials().getOrDefault("WEBHOOK_CNC_SECRET", "")));
    }
}

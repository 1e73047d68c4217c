package io.cemfleet.bench;

import static io.cemfleet.bench.MachineInfo.rounded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.agents.FleetRoster;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.client.LabControl;
import io.cemfleet.launcher.client.LabNetworkResponse;
import io.cemfleet.launcher.kafka.KafkaServer;
import io.cemfleet.launcher.postgres.PostgresServer;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.state.FleetCredentials;
import io.cemfleet.launcher.state.FleetFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Measures tickets from the webhook to the note, with third parties as slow as real ones. */
final class TicketsMeasure {
    static final double PER_SECOND = 20;
    static final double AIM_TOTAL_MS = 3_000;
    static final double AIM_OWN_MS = 100;
    private static final String LAB = "http://127.0.0.1:8090";
    private static final String PIPELINE = "http://127.0.0.1:8010";
    private static final String METRICS = "http://127.0.0.1:9010";
    private static final Set<String> INVOLVED = Set.of(
            "enhancement-pipeline", "orchestrator", "audit", FleetRoster.LAB, KafkaServer.PART, PostgresServer.PART);
    private static final Duration HISTORY = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int FIRST = 10;
    private static final double FIRST_PER_SECOND = 2;
    private static final int WARM_UP = 3_000;
    private static final int UNHURRIED = 200;
    private static final double UNHURRIED_PER_SECOND = 5;
    private static final int READERS = 4;
    private static final int REFERENCE = 16;

    private final BenchFleet fleet;
    private final Consumer<String> out;
    private final ThirdPartyPace pace = new ThirdPartyPace();
    private final Random random = new Random(20);

    TicketsMeasure(BenchFleet fleet, Consumer<String> out) {
        this.fleet = fleet;
        this.out = out;
    }

    void run(ObjectNode found, int count) {
        fleet.ensure(FleetProfile.CALM);
        fleet.keepOnly(INVOLVED);
        JsonHttpClient http = fleet.http();
        String tenant = fleet.credentials().get(FleetCredentials.SERVICEDESK_TENANT);
        String settings = PIPELINE + "/api/tenants/" + tenant;
        http.put(settings, Map.of("rate_per_minute", 100_000));
        http.post(LAB + "/lab/tickets/history", Map.of(), HISTORY);
        try (SlowDeskProxy desk = new SlowDeskProxy(LAB, pace);
                BenchDatabase database = fleet.database()) {
            http.put(settings, Map.of("service_desk_url", desk.url() + "/servicedesk/api/v3"));
            behaviour(http, Map.of("mode", "slow", "delay_ms", ThirdPartyPace.MODEL.toMillis()));
            sent(http, tenant, FIRST, FIRST_PER_SECOND);
            sent(http, tenant, WARM_UP, PER_SECOND);
            Map<String, StageTimes.StageTime> before = StageTimes.read(METRICS);
            List<TicketRun> tickets = sent(http, tenant, count, PER_SECOND);
            check(database, tickets, found);
            tell(found, tickets, StageTimes.since(before, StageTimes.read(METRICS)));
            tellUnhurried(found, sent(http, tenant, UNHURRIED, UNHURRIED_PER_SECOND));
        } finally {
            behaviour(http, Map.of("mode", "normal"));
            http.put(settings, Map.of("service_desk_url", LAB + "/servicedesk/api/v3"));
        }
    }

    private static void behaviour(JsonHttpClient http, Map<String, ?> order) {
        http.post(LAB + "/lab/openrouter/behaviour", order);
    }

    /** Creates tickets at the lab's desk, sends their webhooks, and waits until each has its note. */
    private List<TicketRun> sent(JsonHttpClient http, String tenant, int count, double perSecond) {
        List<TicketRun> tickets = made(http, count);
        pace.watch(tickets);
        long refused = new TicketStream(tenant, fleet.credentials().get(FleetCredentials.SERVICEDESK_SECRET))
                .send(tickets, perSecond);
        if (refused > 0) {
            throw new FleetFailure(refused + " of " + count + " webhooks were not accepted");
        }
        if (!PollingWait.until(
                LIMIT, Duration.ofMillis(50), () -> tickets.stream().allMatch(TicketRun::isNoted))) {
            throw new FleetFailure(
                    tickets.stream().filter(ticket -> !ticket.isNoted()).count() + " tickets have no note");
        }
        return tickets;
    }

    private List<TicketRun> made(JsonHttpClient http, int count) {
        List<LabNetworkResponse.Service> services =
                new LabControl(http, LAB).network().services();
        String prefix = "BENCH-" + Instant.now().getEpochSecond() + "-";
        List<TicketRun> tickets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String service = services.get(random.nextInt(services.size())).id();
            String reference = reference();
            // Each ticket has a unique word, twice, so that no two tickets search for the same articles, which the
            // pipeline caches.
            String text =
                    "Users report slow applications on %s since this morning. Round trips have risen. Our reference is %s, please name %s in your answer."
                            .formatted(service, reference, reference);
            tickets.add(new TicketRun(prefix + i, text));
        }
        ConcurrentCallers.run(READERS, count, number -> {
            TicketRun ticket = tickets.get(number);
            http.post(
                    LAB + "/lab/tickets",
                    Map.of(
                            "ticket_id",
                            ticket.ticketId(),
                            "subject",
                            "Slow applications",
                            "description",
                            ticket.description()));
        });
        return tickets;
    }

    private String reference() {
        return random.ints(REFERENCE, 'a', 'z' + 1)
                .mapToObj(letter -> String.valueOf((char) letter))
                .collect(Collectors.joining());
    }

    /** Checks that every ticket was processed completely and once. */
    private void check(BenchDatabase database, List<TicketRun> tickets, ObjectNode found) {
        String these = tickets.stream()
                .map(ticket -> "'" + ticket.correlationId() + "'")
                .collect(Collectors.joining(","));
        String completed =
                "select count(*) from enhancement.enhancement_history where status = 'completed' and correlation_id in (%s)"
                        .formatted(these);
        boolean over = PollingWait.until(
                Duration.ofSeconds(15), Duration.ofMillis(200), () -> database.number(completed) == tickets.size());
        long byAi = database.number(
                """
                select count(*) from enhancement.enhancement_history history
                join enhancement.enhancement_result result on result.job_id = history.job_id
                where by_ai and history.correlation_id in (%s)"""
                        .formatted(these));
        long once = once(fleet.http(), tickets);
        long searched =
                tickets.stream().filter(ticket -> ticket.searches() == 1).count();
        found.put("tickets", tickets.size())
                .put("completed", database.number(completed))
                .put("with_one_note", once)
                .put("by_ai", byAi);
        if (!over || once != tickets.size() || byAi != tickets.size() || searched != tickets.size()) {
            throw new FleetFailure("not every ticket was processed completely and once: " + found + ", " + searched
                    + " searched the knowledge base once");
        }
    }

    /** The number of tickets with exactly one note at the lab's desk. */
    private static long once(JsonHttpClient http, List<TicketRun> tickets) {
        var counts = new int[tickets.size()];
        ConcurrentCallers.run(
                READERS,
                tickets.size(),
                number -> counts[number] = http.get(LAB + "/servicedesk/api/v3/requests/"
                                + tickets.get(number).ticketId() + "/notes")
                        .path("notes")
                        .size());
        return Arrays.stream(counts).filter(notes -> notes == 1).count();
    }

    private void tell(ObjectNode found, List<TicketRun> tickets, Map<String, StageTimes.StageTime> stages) {
        double simulated = ThirdPartyPace.simulatedMs();
        TimingSamples total = samples(tickets, TicketRun::totalMs);
        TimingSamples own = own(tickets);
        TimingSamples desk =
                samples(tickets, ticket -> ticket.inDeskMs() - simulated + ThirdPartyPace.MODEL.toMillis());
        double seconds = (tickets.stream().mapToLong(TicketRun::notedAt).max().orElseThrow()
                        - tickets.stream().mapToLong(TicketRun::sentAt).min().orElseThrow())
                / 1e9;
        found.put("sent_per_second", PER_SECOND)
                .put("done_per_second", rounded(tickets.size() / seconds))
                .put("simulated_ms", simulated)
                .put("aim_p95_ms", AIM_TOTAL_MS)
                .put("aim_own_p95_ms", AIM_OWN_MS);
        put(found.putObject("total_ms"), total);
        put(found.putObject("own_ms"), own);
        put(found.putObject("of_which_at_the_desk_ms"), desk);
        ObjectNode means = found.putObject("stage_mean_ms");
        stages.forEach((stage, spent) -> means.put(stage, rounded(spent.meanMs())));
        out.accept(String.format(
                Locale.ROOT,
                "   %d tickets at %.0f/s, %.1f/s done, all completed with one note; webhook to note p50 %.0f ms, p95 %.0f ms (aim %.0f), p99 %.0f ms",
                tickets.size(),
                PER_SECOND,
                tickets.size() / seconds,
                total.percentile(50),
                total.percentile(95),
                AIM_TOTAL_MS,
                total.percentile(99)));
        out.accept(String.format(
                Locale.ROOT,
                "   above the simulated %.0f ms: p50 %.0f ms, p95 %.0f ms (aim %.0f), of which the desk itself p50 %.0f ms, p95 %.0f ms; stages %s",
                simulated,
                own.percentile(50),
                own.percentile(95),
                AIM_OWN_MS,
                desk.percentile(50),
                desk.percentile(95),
                means));
    }

    /** The same without waits for processors: the time of the pipeline's own work. */
    private void tellUnhurried(ObjectNode found, List<TicketRun> tickets) {
        TimingSamples own = own(tickets);
        put(found.putObject("own_unhurried_ms").put("sent_per_second", UNHURRIED_PER_SECOND), own);
        out.accept(String.format(
                Locale.ROOT,
                "   at %.0f/s above the simulated: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms",
                UNHURRIED_PER_SECOND,
                own.percentile(50),
                own.percentile(95),
                own.percentile(99)));
    }

    /** The time in addition to the delays of third parties. */
    private static TimingSamples own(List<TicketRun> tickets) {
        return samples(tickets, ticket -> ticket.totalMs() - ThirdPartyPace.simulatedMs());
    }

    private static TimingSamples samples(List<TicketRun> tickets, ToDoubleFunction<TicketRun> value) {
        TimingSamples samples = new TimingSamples();
        tickets.forEach(ticket -> samples.add(value.applyAsDouble(ticket)));
        return samples;
    }

    private static void put(ObjectNode node, TimingSamples samples) {
        node.put("p50", rounded(samples.percentile(50)))
                .put("p95", rounded(samples.percentile(95)))
                .put("p99", rounded(samples.percentile(99)))
                .put("max", rounded(samples.max()));
    }
}

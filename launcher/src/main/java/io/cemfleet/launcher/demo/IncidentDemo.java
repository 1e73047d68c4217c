package io.cemfleet.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.client.LabControl;
import io.cemfleet.launcher.client.LabNetworkResponse;
import io.cemfleet.launcher.client.PhaseLine;
import io.cemfleet.launcher.client.SteeringLines;
import io.cemfleet.launcher.client.TicketClient;
import io.cemfleet.launcher.process.PollingWait;
import io.cemfleet.launcher.state.FleetCredentials;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One incident from the first alert to the closed ticket, printed line by line. */
public final class IncidentDemo {
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final double LATENCY_MS = 250;
    private static final double JITTER_MS = 15;
    private static final double LOSS_PCT = 0.5;

    private final LabControl lab;
    private final TicketClient tickets;
    private final JsonHttpClient http;
    private final DemoAddresses addresses;
    private final Consumer<String> out;

    public IncidentDemo(DemoAddresses addresses, FleetCredentials credentials, Consumer<String> out) {
        this.addresses = addresses;
        this.http = new JsonHttpClient(credentials);
        this.lab = new LabControl(http, addresses.lab());
        this.tickets = new TicketClient(http, addresses.ioAgent());
        this.out = out;
    }

    /**
     * @param speed factor by which the fleet's durations are divided
     */
    public DemoOutcome run(double speed) {
        try {
            LabNetworkResponse before = lab.network();
            Optional<String> link = before.busiest(tickets.linksInTrouble());
            if (link.isEmpty()) {
                return new DemoOutcome.Failed("the lab has no link with a platinum service on it and no open ticket");
            }
            return degraded(link.get(), new LatencyMonitor(before, link.get()), speed);
        } catch (JsonHttpClient.HttpRefusedException e) {
            return new DemoOutcome.Failed(String.valueOf(e.getMessage()));
        }
    }

    private DemoOutcome degraded(String link, LatencyMonitor latency, double speed) {
        out.accept(String.format(
                Locale.ROOT,
                "degrading %s in the lab: +%.0f ms, jitter +%.0f ms, loss +%.1f %%; %d services use it, %d of them platinum",
                link,
                LATENCY_MS,
                JITTER_MS,
                LOSS_PCT,
                latency.services(),
                latency.services("platinum")));
        Instant start = Instant.now();
        lab.degrade(link, LATENCY_MS, JITTER_MS, LOSS_PCT);
        var story = new DemoRun(link, latency, start, start.plus(limit(speed)));
        try {
            return story.follow();
        } finally {
            story.heal();
        }
    }

    /** The nominal length of hold timer, polls and cutover, divided by the speed, with time for the other phases. */
    private static Duration limit(double speed) {
        return Duration.ofSeconds(300).plus(Duration.ofMillis((long) (1_500_000 / speed)));
    }

    /** The run of one incident. */
    private final class DemoRun {
        private final String link;
        private final LatencyMonitor latency;
        private final Instant start;
        private final Instant deadline;
        private final List<String> complaints = new ArrayList<>();
        private Instant last;
        private int seen;
        private boolean steered;
        private boolean healed;
        private @Nullable Instant steeredAt;
        private @Nullable Instant escalatedAt;

        DemoRun(String link, LatencyMonitor latency, Instant start, Instant deadline) {
            this.link = link;
            this.latency = latency;
            this.start = start;
            this.deadline = deadline;
            this.last = start;
        }

        DemoOutcome follow() {
            Optional<String> id = Optional.empty();
            while (Instant.now().isBefore(deadline)) {
                if (id.isEmpty()) {
                    id = tickets.openedSince(start.minusSeconds(1), link);
                }
                if (id.isPresent()) {
                    JsonNode ticket = tickets.ticket(id.get());
                    tell(ticket.path("updates"));
                    if (ticket.path("status").asText().equals("closed")) {
                        return closed(id.get(), ticket);
                    }
                    if (stuck()) {
                        return new DemoOutcome.Failed(id.get() + " is escalated: it waits for an operator");
                    }
                }
                watchLatency();
                PollingWait.pause(LOOK);
            }
            return new DemoOutcome.Failed(id.map(known -> known + " is not closed after " + limitText())
                    .orElse("no ticket about " + link + " after " + limitText()));
        }

        private void tell(JsonNode updates) {
            for (; seen < updates.size(); seen++) {
                JsonNode update = updates.get(seen);
                Instant at = at(update);
                out.accept(PhaseLine.of(update, Duration.between(last, at)));
                SteeringLines.of(update).forEach(out);
                last = at.isAfter(last) ? at : last;
                JsonNode payload = update.path("payload");
                steered |= payload.path("phase").asText().equals("5")
                        && !payload.path("status").asText().equals("escalated");
                escalatedAt = payload.path("status").asText().equals("escalated") ? Instant.now() : null;
            }
        }

        /** The sender's time of the update, else the time of its receipt. */
        private static Instant at(JsonNode update) {
            JsonNode payload = update.path("payload");
            for (String name : List.of("updated_at", "created_at", "closed_at", "occurred_at")) {
                if (payload.hasNonNull(name)) {
                    return Instant.parse(payload.path(name).asText());
                }
            }
            return Instant.parse(update.path("received_at").asText());
        }

        private boolean stuck() {
            return escalatedAt != null && Instant.now().isAfter(escalatedAt.plusSeconds(60));
        }

        private void watchLatency() {
            if (healed) {
                return;
            }
            latency.look(lab.network());
            if (!steered) {
                return;
            }
            if (steeredAt == null) {
                steeredAt = Instant.now();
            }
            boolean late = Instant.now().isAfter(steeredAt.plusSeconds(30));
            if (latency.risen() && (latency.stillSuffering().isEmpty() || late)) {
                latency.table().forEach(out);
                if (!latency.stillSuffering().isEmpty()) {
                    complaints.add("after steering the latency stayed high for "
                            + String.join(", ", latency.stillSuffering()));
                }
                out.accept("healing " + link + " in the lab");
                heal();
            }
        }

        void heal() {
            if (!healed) {
                healed = true;
                lab.heal(link);
            }
        }

        private DemoOutcome closed(String id, JsonNode ticket) {
            String resolution = ticket.path("resolution").asText();
            if (!resolution.equals("resolved")) {
                complaints.add(id + " was closed as " + resolution);
            }
            if (!latency.risen()) {
                complaints.add("the lab never showed the degradation");
            }
            JsonNode chain = http.get(addresses.audit() + "/api/verify");
            if (AuditChain.intact(chain)) {
                out.accept("   audit chain verified");
            } else {
                complaints.add("the audit chain does not verify: " + chain);
            }
            return complaints.isEmpty()
                    ? new DemoOutcome.Resolved(id)
                    : new DemoOutcome.Failed(String.join("; ", complaints));
        }

        private String limitText() {
            return Duration.between(start, deadline).toSeconds() + " s";
        }
    }
}

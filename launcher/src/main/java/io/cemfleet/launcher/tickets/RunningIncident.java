package io.cemfleet.launcher.tickets;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.LabControl;
import io.cemfleet.launcher.client.LabNetworkResponse;
import io.cemfleet.launcher.client.PhaseLine;
import io.cemfleet.launcher.client.TicketClient;
import io.cemfleet.launcher.process.PollingWait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An incident of the network: a link that the lab degrades, until it is healed. */
final class RunningIncident {
    private static final Duration LOOK = Duration.ofMillis(300);
    private static final Duration OPENING = Duration.ofMinutes(3);
    private static final double LATENCY_MS = 250;
    private static final double JITTER_MS = 15;
    private static final double LOSS_PCT = 0.5;

    private final LabControl lab;
    private final TicketClient tickets;
    private final String link;
    private final String service;
    private Instant begun = Instant.MAX;
    private boolean healed = true;

    private RunningIncident(LabControl lab, TicketClient tickets, String link, String service) {
        this.lab = lab;
        this.tickets = tickets;
        this.link = link;
        this.service = service;
    }

    /** On the link under the most services that is in no trouble; empty when there is none with a platinum service. */
    static Optional<RunningIncident> chosen(LabControl lab, TicketClient tickets) {
        LabNetworkResponse network = lab.network();
        return network.busiest(tickets.linksInTrouble())
                .map(link -> new RunningIncident(
                        lab,
                        tickets,
                        link,
                        network.riding(link).stream()
                                .filter(service -> service.tier().equals("platinum"))
                                .findFirst()
                                .orElseThrow()
                                .id()));
    }

    String link() {
        return link;
    }

    /** A platinum service that suffers. */
    String service() {
        return service;
    }

    /** A router at an end of the link. */
    String router() {
        return link.split("-", 2)[0];
    }

    /**
     * Degrades the link.
     *
     * @return the incident, once its services are known; empty when that takes too long
     */
    Optional<String> begin() {
        begun = Instant.now();
        healed = false;
        lab.degrade(link, LATENCY_MS, JITTER_MS, LOSS_PCT);
        var id = new ArrayList<String>();
        boolean assessed = PollingWait.until(OPENING, LOOK, () -> {
            tickets.openedSince(begun.minusSeconds(1), link)
                    .filter(this::isAssessed)
                    .ifPresent(id::add);
            return !id.isEmpty();
        });
        return assessed ? Optional.of(id.getFirst()) : Optional.empty();
    }

    private boolean isAssessed(String id) {
        for (JsonNode update : tickets.ticket(id).path("updates")) {
            if (update.path("payload").path("phase").asInt() >= 2) {
                return true;
            }
        }
        return false;
    }

    /** What was reported of it so far, a line for each message. */
    List<String> story(String id) {
        var lines = new ArrayList<String>();
        JsonNode ticket = tickets.ticket(id);
        Instant last = begun;
        for (JsonNode update : ticket.path("updates")) {
            Instant at = Instant.parse(update.path("received_at").asText());
            lines.add(PhaseLine.of(update, Duration.between(last, at)));
            last = at;
        }
        return lines;
    }

    /** Heals the link, once. */
    void end() {
        if (!healed) {
            healed = true;
            lab.heal(link);
        }
    }

    boolean closedWithin(String id, Duration limit) {
        return PollingWait.until(
                limit, LOOK, () -> tickets.ticket(id).path("status").asText().equals("closed"));
    }
}

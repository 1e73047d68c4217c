package io.cemfleet.launcher.tickets;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.client.LabControl;
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
import java.util.stream.Stream;

/** A dozen tickets from the service desk's webhook to their notes, while an incident of the network runs. */
public final class TicketsDemo {
    /** From the webhook to the note; the pipeline's own limit for all its attempts together is longer. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final List<String> PRIVATE = List.of(SampleTicket.EMAIL, SampleTicket.PHONE, SampleTicket.CARD);

    private final LabControl lab;
    private final TicketClient tickets;
    private final LabServiceDesk desk;
    private final EnhancementClient enhancements;
    private final Consumer<String> out;
    private final List<String> complaints = new ArrayList<>();

    public TicketsDemo(TicketsAddresses addresses, FleetCredentials credentials, Consumer<String> out) {
        var http = new JsonHttpClient(credentials);
        this.lab = new LabControl(http, addresses.lab());
        this.tickets = new TicketClient(http, addresses.ioAgent());
        this.desk = new LabServiceDesk(http, addresses.lab());
        this.enhancements =
                new EnhancementClient(http, addresses.pipeline(), credentials.get(FleetCredentials.SERVICEDESK_TENANT));
        this.out = out;
    }

    /**
     * @param speed factor by which the fleet's durations are divided
     * @param untilClosed whether the network's incident is waited for, after its link was healed
     */
    public TicketsOutcome run(double speed, boolean untilClosed) {
        try {
            say(
                    "the service desk tells of %d solved tickets; %d articles in its knowledge base, %d systems in the inventory",
                    desk.tellHistory(), desk.articles(), enhancements.inventory());
            Optional<RunningIncident> incident = RunningIncident.chosen(lab, tickets);
            if (incident.isEmpty()) {
                return failed("the lab has no link with a platinum service on it and no open ticket");
            }
            return during(incident.get(), speed, untilClosed);
        } catch (JsonHttpClient.HttpRefusedException e) {
            return failed(String.valueOf(e.getMessage()));
        }
    }

    private TicketsOutcome during(RunningIncident incident, double speed, boolean untilClosed) {
        say("degrading %s in the lab; %s rides it", incident.link(), incident.service());
        try {
            Optional<String> id = incident.begin();
            if (id.isEmpty()) {
                return failed("no incident about " + incident.link() + " was assessed in time");
            }
            say("%s is open and its services are known; the tickets come", id.get());
            List<EnhancedTicketResult> answered = tickets(incident);
            judge(answered, id.get());
            show(answered.getFirst(), incident, id.get());
            say("healing %s in the lab", incident.link());
            incident.end();
            if (untilClosed) {
                say(incident.closedWithin(id.get(), limit(speed)) ? "%s is closed" : "%s is not closed yet", id.get());
            }
            return complaints.isEmpty()
                    ? new TicketsOutcome.Answered(answered.size())
                    : new TicketsOutcome.Failed(complaints);
        } finally {
            incident.end();
        }
    }

    /** The nominal length of hold timer, polls and cutover, divided by the speed, with time for the other phases. */
    private static Duration limit(double speed) {
        return Duration.ofSeconds(120).plus(Duration.ofMillis((long) (1_500_000 / speed)));
    }

    private List<EnhancedTicketResult> tickets(RunningIncident incident) {
        out.accept(EnhancedTicketResult.heading());
        Instant begun = Instant.now();
        try {
            List<EnhancedTicketResult> ordinary = follow(SampleTicket.ordinary(incident.service(), incident.router()));
            desk.models("hostile", 1);
            List<EnhancedTicketResult> hostile = follow(List.of(SampleTicket.hostile()));
            desk.models("bad_gateway", 0);
            List<EnhancedTicketResult> withoutModel = follow(List.of(SampleTicket.withoutModel()));
            String asked = desk.asked(begun);
            PRIVATE.stream().filter(asked::contains).forEach(word -> complaints.add("the model was shown " + word));
            return Stream.of(ordinary, hostile, withoutModel)
                    .flatMap(List::stream)
                    .toList();
        } finally {
            desk.models("normal", 0);
        }
    }

    /** Opens tickets, and tells each as soon as it is done. */
    private List<EnhancedTicketResult> follow(List<SampleTicket> samples) {
        List<LabServiceDesk.OpenedTicket> waiting =
                new ArrayList<>(samples.stream().map(desk::open).toList());
        var done = new ArrayList<EnhancedTicketResult>();
        while (!waiting.isEmpty()) {
            for (LabServiceDesk.OpenedTicket ticket : List.copyOf(waiting)) {
                look(ticket).ifPresent(answered -> {
                    out.accept(answered.line());
                    done.add(answered);
                    waiting.remove(ticket);
                });
            }
            PollingWait.pause(LOOK);
        }
        return samples.stream()
                .flatMap(sample -> done.stream()
                        .filter(answered -> answered.ticket().sample().equals(sample)))
                .toList();
    }

    private Optional<EnhancedTicketResult> look(LabServiceDesk.OpenedTicket ticket) {
        var entry = enhancements.of(ticket.number());
        boolean completed = entry.filter(known -> known.path("status").asText().equals("completed"))
                .isPresent();
        boolean late =
                !ticket.taken() || Instant.now().isAfter(ticket.announcedAt().plus(LIMIT));
        return completed || late
                ? Optional.of(new EnhancedTicketResult(
                        ticket,
                        entry.map(enhancements::whole).orElse(MissingNode.getInstance()),
                        desk.notes(ticket.id())))
                : Optional.empty();
    }

    private void judge(List<EnhancedTicketResult> answered, String incident) {
        answered.forEach(each -> complaints.addAll(each.complaints()));
        if (!answered.getFirst().cites(incident)) {
            complaints.add(answered.getFirst().ticket().number() + " does not cite " + incident);
        }
        if (answered.getLast().byAi()) {
            complaints.add(answered.getLast().ticket().number() + " has a text by a model that failed");
        }
    }

    private void show(EnhancedTicketResult answered, RunningIncident incident, String id) {
        say("the note of %s:", answered.ticket().number());
        answered.note().lines().map(line -> "   | " + line).forEach(out);
        say("%s, which it cites:", id);
        incident.story(id).forEach(out);
        say("what models were asked holds no e-mail address, phone or card number of a ticket: %s", maskedWords());
    }

    private String maskedWords() {
        return complaints.stream().anyMatch(complaint -> complaint.startsWith("the model was shown")) ? "no" : "yes";
    }

    private void say(String form, Object... values) {
        out.accept(String.format(Locale.ROOT, form, values));
    }

    private static TicketsOutcome failed(String reason) {
        return new TicketsOutcome.Failed(List.of(reason));
    }
}

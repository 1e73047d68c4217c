package io.cemfleet.launcher.scenario;

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
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A scenario while it runs, with the steps that a script can take: disturb, command, wait, check. Each step prints one
 * numbered line.
 */
final class ScenarioPlay {
    private static final Duration LOOK = Duration.ofMillis(500);
    /** The time that the agents need besides the durations that the fleet's speed divides. */
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    /** The longest time from steering to the end by the packaged settings: polls, a doubled hold, cutover. */
    private static final Duration RESTORATION = Duration.ofSeconds(1500);
    /** The agents read the topology at least this often, at any speed of the fleet. */
    private static final Duration TOPOLOGY = Duration.ofSeconds(15);

    /**
     * The time before an escalation: five tries, each some seconds for each tunnel, one tunnel of a head-end after the
     * other.
     */
    private static final Duration TRIES = Duration.ofSeconds(300);

    /**
     * How long an incident that should end may stay escalated. Traffic-analytics withdraws a forecast some readings
     * after its cause is gone, a reading in 30 s at ten times the speed; until then the incident has a degraded link.
     */
    private static final Duration STUCK = Duration.ofSeconds(180);

    private final LabControl lab;
    private final TicketClient tickets;
    private final OperatorActions operator;
    private final ScenarioScript.PlayTerms terms;
    private final Consumer<String> out;
    private final Map<String, Integer> shownUpdates = new HashMap<>();
    private final Set<String> incidents = new LinkedHashSet<>();
    private final NetworkBaseline before;
    private final Instant begun = Instant.now();
    private final Set<String> disturbed = new LinkedHashSet<>();
    private Runnable watch = () -> {};
    private int line;
    private @Nullable JsonNode run;

    ScenarioPlay(
            ScenarioAddresses addresses,
            FleetCredentials credentials,
            ScenarioScript.PlayTerms terms,
            Consumer<String> out) {
        JsonHttpClient http = new JsonHttpClient(credentials);
        this.lab = new LabControl(http, addresses.lab());
        this.tickets = new TicketClient(http, addresses.ioAgent());
        this.operator = new OperatorActions(http, addresses);
        this.terms = terms;
        this.out = out;
        this.before = NetworkBaseline.of(lab.network());
    }

    long seed() {
        return terms.seed();
    }

    OperatorActions operator() {
        return operator;
    }

    LabControl lab() {
        return lab;
    }

    LabNetworkResponse network() {
        return lab.network();
    }

    /** Runs this check at every later read of a ticket. */
    void watch(Runnable looked) {
        watch = looked;
    }

    /** Remembers links that the script disturbs, so that they are healed at the end in any case. */
    void disturbing(Collection<String> links) {
        disturbed.addAll(links);
    }

    void say(String what) {
        out.accept(String.format(
                Locale.ROOT,
                "%2d  +%5.1f s  %s",
                ++line,
                Duration.between(begun, Instant.now()).toMillis() / 1000.0,
                what));
    }

    /** Starts the lab's scenario. */
    void begin(String scenario) {
        Set<String> open = open();
        if (!open.isEmpty()) {
            say("open already: " + String.join(", ", open));
        }
        run = lab.start(scenario);
        say("the lab: " + run.path("description").asText() + " " + chosen());
    }

    /** Continues the lab's scenario. */
    void cue(String cue) {
        String id = started().path("run_id").asText();
        run = lab.cue(id, cue);
        say("the lab: " + cue + " " + chosen());
    }

    /** Ends the lab's scenario, if one runs. */
    void end() {
        disturbed.forEach(lab::heal);
        disturbed.clear();
        if (run != null) {
            lab.end(run.path("run_id").asText());
            run = null;
        }
    }

    boolean chose(String choice) {
        return started().path("links").has(choice);
    }

    /** The link that the lab chose. */
    String link(String choice) {
        if (!chose(choice)) {
            throw new UnmetExpectation("the lab chose no link as " + choice);
        }
        return started().path("links").path(choice).asText();
    }

    /** Another choice of the lab, such as a service or a policy. */
    String thing(String deed) {
        String name = started().path("things").path(deed).asText("");
        require(!name.isEmpty(), "the lab chose nothing as " + deed);
        return name;
    }

    private String chosen() {
        JsonNode things = started().path("things");
        return started().path("links") + (things.isEmpty() ? "" : " " + things);
    }

    private JsonNode started() {
        if (run == null) {
            throw new IllegalStateException("the scenario has not begun");
        }
        return run;
    }

    void act(String incident, String action, String reason) {
        operator.act(incident, action, reason);
        say("the operator: " + action + " " + incident + " (" + reason + ")");
    }

    /** Waits until the agents have read the topology again. */
    void topologyIsRead() {
        PollingWait.pause(TOPOLOGY);
    }

    Duration scaled(Duration nominal) {
        return Duration.ofMillis((long) (nominal.toMillis() / terms.speed()));
    }

    void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new UnmetExpectation(otherwise);
        }
    }

    void await(String what, BooleanSupplier condition) {
        Duration limit = PATIENCE.plus(scaled(RESTORATION));
        if (!PollingWait.until(limit, LOOK, condition)) {
            throw new UnmetExpectation(what + " did not become true within " + limit.toSeconds() + " s");
        }
        say(what);
    }

    /** Waits for the ticket about a link. */
    String ticket(String link) {
        PollingWait.until(PATIENCE, LOOK, () -> newest(link).isPresent());
        String id = newest(link)
                .orElseThrow(() ->
                        new UnmetExpectation("no ticket about " + link + " after " + PATIENCE.toSeconds() + " s"));
        incidents.add(id);
        say("ticket " + id + " about " + link);
        return id;
    }

    private Optional<String> newest(String link) {
        return tickets.openedSince(begun.minusSeconds(1), link);
    }

    /** Every ticket that is not closed. */
    Set<String> open() {
        return tickets.open();
    }

    List<String> ticketsAbout(String link) {
        List<String> about = tickets.allSince(begun.minusSeconds(1), link);
        incidents.addAll(about);
        return about;
    }

    /** Waits until a ticket meets the condition, and prints its updates meanwhile. */
    JsonNode await(String id, String what, Predicate<JsonNode> condition) {
        return await(id, what, PATIENCE.plus(scaled(RESTORATION)), condition);
    }

    private JsonNode await(String id, String what, Duration limit, Predicate<JsonNode> condition) {
        Instant[] escalated = {Instant.MAX};
        PollingWait.until(limit, LOOK, () -> {
            JsonNode ticket = look(id);
            boolean calls = status(ticket).equals("escalated");
            escalated[0] = calls ? earlier(escalated[0], Instant.now()) : Instant.MAX;
            return condition.test(ticket)
                    || closed(ticket)
                    || calls && Instant.now().isAfter(escalated[0].plus(STUCK));
        });
        JsonNode ticket = look(id);
        if (!condition.test(ticket)) {
            throw new UnmetExpectation(id + " is " + status(ticket)
                    + (closed(ticket) ? " as " + ticket.path("resolution").asText() : "") + reason(id, ticket)
                    + ", and was to be " + what);
        }
        say(id + " is " + what);
        return ticket;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private String reason(String id, JsonNode ticket) {
        return status(ticket).equals("escalated") ? " (" + escalation(id) + ")" : "";
    }

    /** The reason of an incident's escalation; empty when there was none. */
    String escalation(String id) {
        return operator.incident(id).path("escalation").path("reason").asText("");
    }

    JsonNode awaitStatus(String id, String status) {
        return await(id, status, ticket -> status(ticket).equals(status));
    }

    void awaitEscalated(String id, String reason) {
        Duration limit = PATIENCE.plus(scaled(RESTORATION)).plus(TRIES);
        await(id, "escalated", limit, ticket -> status(ticket).equals("escalated"));
        String given = escalation(id);
        require(
                given.equals(reason),
                id + " is escalated because of " + given + ", and was to be because of " + reason);
    }

    /** Waits until every service of a link has left it and the incident is watched. */
    void awaitProtected(String id, String... links) {
        awaitStatus(id, "monitoring");
        awaitEmpty(links);
    }

    void awaitEmpty(String... links) {
        await("no traffic takes " + String.join(" or ", links), () -> {
            LabNetworkResponse now = network();
            return Set.of(links).stream().allMatch(link -> now.riding(link).isEmpty());
        });
    }

    void awaitClosed(String id, String... resolutions) {
        JsonNode ticket = await(id, "closed", ScenarioPlay::closed);
        String resolution = ticket.path("resolution").asText();
        require(
                Set.of(resolutions).contains(resolution),
                id + " is closed as " + resolution + ", and was to be " + String.join(" or ", resolutions));
    }

    /** The policies that were created since the start, without those of other incidents. */
    List<LabNetworkResponse.Policy> ours() {
        Set<String> foreign = foreign();
        return before.added(network(), foreign);
    }

    private Set<String> foreign() {
        var foreign = new HashSet<String>();
        operator.tunnels().forEach((tunnel, incident) -> {
            if (!incidents.contains(incident)) {
                foreign.add(tunnel);
            }
        });
        return foreign;
    }

    private Set<String> differences() {
        Set<String> foreign = foreign();
        return before.differences(network(), foreign);
    }

    /** Checks that the network is as before: without policies and colours of the fleet. */
    void nothingIsLeft() {
        boolean clean = PollingWait.until(
                Duration.ofSeconds(30), LOOK, () -> differences().isEmpty());
        require(clean, String.join("; ", differences()));
        say("the network is as it was before");
    }

    /** Reads a ticket and prints its new updates. */
    JsonNode look(String id) {
        watch.run();
        JsonNode ticket = tickets.ticket(id);
        JsonNode updates = ticket.path("updates");
        for (int i = shownUpdates.getOrDefault(id, 0); i < updates.size(); i++) {
            out.accept("      " + id + "  " + PhaseLine.of(updates.get(i), since(updates.get(i))));
            SteeringLines.of(updates.get(i)).forEach(text -> out.accept("      " + id + "  " + text));
        }
        shownUpdates.put(id, updates.size());
        return ticket;
    }

    private Duration since(JsonNode update) {
        return Duration.between(begun, Instant.parse(update.path("received_at").asText()));
    }

    static boolean closed(JsonNode ticket) {
        return status(ticket).equals("closed");
    }

    private static String status(JsonNode ticket) {
        return ticket.path("status").asText();
    }

    /** Whether an update of this type has a matching field at a JSON pointer of its payload. */
    static boolean reported(JsonNode ticket, String taskType, String pointer, Predicate<JsonNode> fits) {
        for (JsonNode update : ticket.path("updates")) {
            if (update.path("task_type").asText().equals(taskType)
                    && fits.test(update.path("payload").at(pointer))) {
                return true;
            }
        }
        return false;
    }
}

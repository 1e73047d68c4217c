package io.cemfleet.launcher.scenario;

import io.cemfleet.launcher.client.LabNetworkResponse;
import io.cemfleet.launcher.process.PollingWait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The same disturbance twice: first with all automation stopped, then with automation. By the lab's figures automation
 * must do no harm: no link is above its threshold that was not above it without automation, and no service is worse at
 * the end.
 */
final class ComparisonTrial {
    private static final double THRESHOLD = 0.80;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration STOPPED = Duration.ofSeconds(10);
    private static final Duration CALM = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(240);

    private final ScenarioPlay play;
    private final List<String> links;
    private final Runnable disturb;
    private final Runnable heal;
    private final Map<String, Double> crossed = new TreeMap<>();
    private double fullest;

    /**
     * @param links that are disturbed
     * @param disturb starts the disturbance, at once
     * @param heal ends it, at once
     */
    ComparisonTrial(ScenarioPlay play, List<String> links, Runnable disturb, Runnable heal) {
        this.play = play;
        this.links = links;
        this.disturb = disturb;
        this.heal = heal;
    }

    /**
     * The result of a trial.
     *
     * @param riding the services that used the links before
     * @param moved those of them that left the links
     */
    record Result(int riding, int moved) {}

    /**
     * @param observed whether the disturbance lasts until the agents see it while automation is stopped; else the lab
     *     is queried, and the disturbance ends
     */
    Result run(boolean observed) {
        Set<String> open = play.open();
        Set<String> riding = riding();
        LabFigures stopped = observed ? observed() : glimpsed();
        play.say(String.format(
                Locale.ROOT,
                "with automation stopped: fullest link at %.2f, %d services on %s",
                stopped.fullest(),
                riding.size(),
                String.join(" and ", links)));
        Set<String> former = tickets();
        disturb.run();
        play.watch(() -> sample(stopped));
        Set<String> tickets = settled(former);
        LabFigures end = LabFigures.of(play.network());
        Set<String> left = new TreeSet<>(riding);
        left.removeAll(riding());
        play.say(String.format(
                Locale.ROOT,
                "with automation: fullest link at %.2f, %d of %d services left %s",
                end.fullest(),
                left.size(),
                riding.size(),
                String.join(" and ", links)));
        Map<String, String> worse = stopped.worse(end);
        play.require(worse.isEmpty(), "services are worse than with automation stopped: " + worse);
        play.say("no service is worse than with automation stopped");
        heal.run();
        tickets.addAll(tickets());
        tickets.forEach(id -> play.awaitClosed(id, "resolved", "no_impact", "no_path"));
        play.watch(() -> {});
        play.require(crossed.isEmpty(), "links went above their threshold: " + crossed);
        play.say(String.format(
                Locale.ROOT,
                "no link went above %.2f that was below; the fullest of them was at %.2f",
                THRESHOLD,
                fullest));
        play.await("every incident is closed", () -> open.containsAll(play.open()));
        play.nothingIsLeft();
        return new Result(riding.size(), left.size());
    }

    private LabFigures glimpsed() {
        play.operator().stop(true, "check of the network");
        try {
            disturb.run();
            LabFigures figures = LabFigures.of(play.network());
            heal.run();
            return figures;
        } finally {
            play.operator().stop(false, "check of the network");
        }
    }

    /** The stop ends only when the incident has ended, so that no late write of the incident follows. */
    private LabFigures observed() {
        play.operator().stop(true, "check of the network");
        play.say("the operator: stops all automation");
        try {
            disturb.run();
            links.forEach(link -> play.awaitStatus(play.ticket(link), "escalated"));
            PollingWait.pause(STOPPED);
            play.require(play.ours().isEmpty(), "a policy was created although automation is stopped");
            LabFigures figures = LabFigures.of(play.network());
            heal.run();
            tickets().forEach(id -> play.awaitClosed(id, "resolved", "no_impact", "no_path"));
            return figures;
        } finally {
            play.operator().stop(false, "check of the network");
            play.say("the operator: ends the stop");
        }
    }

    private void sample(LabFigures stopped) {
        LabFigures now = LabFigures.of(play.network());
        fullest = Math.max(fullest, stopped.fullestOfBelow(THRESHOLD, now));
        stopped.crossing(THRESHOLD, now).forEach((direction, load) -> crossed.merge(direction, load, Math::max));
    }

    /**
     * Waits until each link has a ticket that was not closed before, and no traffic has moved for some time. An
     * incident may be restoring then: a part of its traffic is back on recovered paths, the rest waits for the
     * disturbed link.
     */
    private Set<String> settled(Set<String> former) {
        former.removeIf(id -> !ScenarioPlay.closed(play.look(id)));
        play.await("there is a ticket about " + String.join(" and ", links), () -> links.stream()
                .allMatch(link -> !former.containsAll(play.ticketsAbout(link))));
        List<Object> last = new ArrayList<>();
        Instant[] since = {Instant.now()};
        boolean calm = PollingWait.until(PATIENCE, LOOK, () -> {
            Set<String> statuses = tickets().stream()
                    .map(play::look)
                    .map(ticket -> ticket.path("status").asText())
                    .collect(Collectors.toSet());
            List<Object> now = List.of(play.ours(), riding(), statuses);
            if (!now.equals(last)) {
                last.clear();
                last.addAll(now);
                since[0] = Instant.now();
            }
            boolean atRest =
                    Set.of("monitoring", "restoring", "escalated", "closed").containsAll(statuses);
            return atRest && Instant.now().isAfter(since[0].plus(CALM));
        });
        play.require(calm, "the network does not come to rest within " + PATIENCE.toSeconds() + " s");
        return tickets();
    }

    private Set<String> tickets() {
        return links.stream()
                .flatMap(link -> play.ticketsAbout(link).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> riding() {
        LabNetworkResponse now = play.network();
        return links.stream()
                .flatMap(link -> now.riding(link).stream())
                .map(LabNetworkResponse.Service::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}

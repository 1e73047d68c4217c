package io.cemfleet.launcher.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.LabNetworkResponse;
import io.cemfleet.launcher.process.PollingWait;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Scenarios with a failure while traffic returns. */
final class RestorationScripts {
    private static final int REFUSED = 3;
    /** Longer than any stage of a cutover. */
    private static final Duration STAGES = Duration.ofSeconds(240);

    private RestorationScripts() {}

    static void failedShift(ScenarioPlay play) {
        play.begin("failed_shift");
        String link = play.link("small");
        String id = returning(play, link);
        play.cue("fail");
        int ordered = play.lab().faults();
        play.await("NSO refused " + REFUSED + " writes", () -> {
            play.look(id);
            return ordered - play.lab().faults() >= REFUSED;
        });
        play.await(id, "reported that the return is held", RestorationScripts::held);
        holds(play, id, "although NSO refuses every write");
        play.cue("repair");
        play.awaitClosed(id, "resolved");
        play.nothingIsLeft();
    }

    static void stopDuringCutover(ScenarioPlay play) {
        play.begin("stop_during_cutover");
        String link = play.link("small");
        String id = returning(play, link);
        play.operator().stop(true, "scenario stop_during_cutover");
        play.say("the operator: stops all automation");
        try {
            holds(play, id, "although automation is stopped");
        } finally {
            play.operator().stop(false, "scenario stop_during_cutover");
        }
        play.say("the operator: ends the stop");
        play.awaitClosed(id, "resolved");
        play.nothingIsLeft();
    }

    static void relapseAfterReturn(ScenarioPlay play) {
        play.begin("relapse_after_return");
        String link = play.link("small");
        String id = play.ticket(link);
        play.awaitProtected(id, link);
        play.cue("heal");
        play.await(
                id,
                "returned",
                ticket -> ScenarioPlay.closed(ticket)
                        || ScenarioPlay.reported(
                                ticket, "status_update", "/details/original_weight", weight -> weight.asInt() == 100));
        play.cue("relapse");
        play.await(
                "the lab shows traffic on " + link + ", or it is moved away again",
                () -> !play.network().riding(link).isEmpty() || !play.ours().isEmpty());
        play.await("no traffic takes " + link + ", and a ticket is open", () -> {
            List<String> open = open(play, link);
            return !open.isEmpty() && play.network().riding(link).isEmpty();
        });
        open(play, link).forEach(each -> play.awaitStatus(each, "monitoring"));
        play.cue("heal");
        play.ticketsAbout(link).forEach(each -> play.awaitClosed(each, "resolved"));
        play.nothingIsLeft();
    }

    private static List<String> open(ScenarioPlay play, String link) {
        return play.ticketsAbout(link).stream()
                .filter(id -> !ScenarioPlay.closed(play.look(id)))
                .toList();
    }

    /** Degrades and heals a link, and waits until a part of the traffic is back. */
    private static String returning(ScenarioPlay play, String link) {
        String id = play.ticket(link);
        play.awaitProtected(id, link);
        play.cue("heal");
        play.await(
                id,
                "on its way back",
                now -> ScenarioPlay.reported(
                        now, "status_update", "/details/original_weight", weight -> weight.asInt() > 0));
        return id;
    }

    private static boolean held(JsonNode ticket) {
        return ticket.path("updates").toString().contains("\"cutover_held\"");
    }

    /** Once no write is in progress, no traffic moves, and the ticket has the traffic's shares. */
    private static void holds(ScenarioPlay play, String id, String although) {
        var last = new ArrayList<LabNetworkResponse.Policy>(play.ours());
        boolean atRest = PollingWait.until(Duration.ofSeconds(30), Duration.ofSeconds(3), () -> {
            List<LabNetworkResponse.Policy> now = play.ours();
            boolean same = now.equals(last);
            last.clear();
            last.addAll(now);
            return same;
        });
        play.require(atRest, "traffic still moves " + although);
        Duration watched = play.scaled(STAGES);
        play.say("no traffic must move for " + watched.toSeconds() + " s: " + TrafficWeights.inTheLab(last));
        boolean moved = PollingWait.until(watched, Duration.ofSeconds(1), () -> {
            play.look(id);
            return !play.ours().equals(last);
        });
        play.require(!moved, "traffic moved " + although + ": " + TrafficWeights.inTheLab(play.ours()));
        Map<String, List<Integer>> reported = TrafficWeights.reportedIn(play.look(id));
        Map<String, List<Integer>> real = TrafficWeights.inTheLab(play.ours());
        play.require(
                real.entrySet().stream().allMatch(entry -> entry.getValue().equals(reported.get(entry.getKey()))),
                "the ticket says " + reported + " of what is " + real);
        play.say("the ticket has the shares of traffic: " + reported);
    }
}

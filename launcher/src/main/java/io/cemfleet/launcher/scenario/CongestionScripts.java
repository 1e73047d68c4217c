package io.cemfleet.launcher.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.LabNetworkResponse;
import io.cemfleet.launcher.process.PollingWait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Scenarios on a network with little free capacity or with frequent changes. */
final class CongestionScripts {
    private static final double LATENCY_MS = 250;
    private static final double LOSS_PCT = 3;
    /** The interval in which the agents read the load of links. */
    private static final Duration LOADS_READ = Duration.ofSeconds(45);
    /** The number of links that fail at once in each round. */
    private static final List<Integer> ROUNDS = List.of(1, 2, 1, 2);
    /** The round in which links are cut; in all others they become slow and lose packets. */
    private static final int CUT = 2;

    private static final double SLOWER = 2;
    private static final Duration SLACK = Duration.ofSeconds(15);

    private CongestionScripts() {}

    static void fullNetwork(ScenarioPlay play) {
        play.begin("full_network");
        PollingWait.pause(LOADS_READ);
        String link = play.link("fullest");
        var trial = new ComparisonTrial(play, List.of(link), () -> play.cue("degrade"), () -> play.cue("heal"));
        ComparisonTrial.Result result = trial.run(true);
        play.require(result.moved() > 0, "no service was protected, although there was capacity for some");
    }

    static void randomLinks(ScenarioPlay play) {
        play.begin("random_links");
        PollingWait.pause(LOADS_READ);
        play.say("links are drawn with --seed " + play.seed());
        var links = new ArrayList<>(play.network().links().stream()
                .map(LabNetworkResponse.Link::id)
                .filter(link -> !play.network().riding(link).isEmpty())
                .toList());
        Collections.shuffle(links, new Random(play.seed()));
        int drawn = 0;
        int riding = 0;
        int moved = 0;
        for (int round = 0; round < ROUNDS.size() && drawn + ROUNDS.get(round) <= links.size(); round++) {
            List<String> chosen = links.subList(drawn, drawn + ROUNDS.get(round));
            drawn += ROUNDS.get(round);
            play.disturbing(chosen);
            play.say((round == CUT ? "cut: " : "degraded: ") + String.join(" and ", chosen));
            boolean cut = round == CUT;
            var trial = new ComparisonTrial(
                    play, chosen, () -> disturb(play, chosen, cut), () -> chosen.forEach(play.lab()::heal));
            ComparisonTrial.Result result = trial.run(false);
            riding += result.riding();
            moved += result.moved();
        }
        play.say(moved + " of " + riding + " services left links that were disturbed");
    }

    private static void disturb(ScenarioPlay play, List<String> links, boolean cut) {
        for (String link : links) {
            if (cut) {
                play.lab().cut(link);
            } else {
                play.lab().degrade(link, LATENCY_MS, 0, LOSS_PCT);
            }
        }
    }

    static void updateStorm(ScenarioPlay play) {
        Duration usual = protectedAfter(play, "slow_link");
        Duration stormy = protectedAfter(play, "update_storm");
        play.say("protected after " + usual.toSeconds() + " s without the storm, and after " + stormy.toSeconds()
                + " s in it");
        long most = (long) (SLOWER * usual.toMillis()) + SLACK.toMillis();
        play.require(stormy.toMillis() <= most, "the storm postponed the protection");
    }

    /** Plays a scenario to its end, and returns the time until its link carried no traffic. */
    private static Duration protectedAfter(ScenarioPlay play, String scenario) {
        Instant begun = Instant.now();
        play.begin(scenario);
        String link = play.link("small");
        String id = play.ticket(link);
        play.awaitEmpty(link);
        Duration took = Duration.between(begun, Instant.now());
        play.awaitStatus(id, "monitoring");
        play.cue("heal");
        JsonNode ticket = play.look(id);
        play.require(!ScenarioPlay.closed(ticket), id + " is closed before the traffic is back");
        var incidents = new HashSet<>(play.ticketsAbout(link));
        play.require(incidents.equals(Set.of(id)), "the storm opened other incidents: " + incidents);
        play.awaitClosed(id, "resolved");
        play.nothingIsLeft();
        play.end();
        return took;
    }
}

package io.cemfleet.launcher.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.process.PollingWait;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Scenarios that need an operator. */
final class OperatorScripts {
    /** The agents call a repaired system again only after some time, when their circuit breakers close. */
    private static final int RETRIES = 5;

    private static final Duration REPAIRED = Duration.ofSeconds(15);
    /** Longer than polls, hold time and cutover of any tier. */
    private static final Duration RESTORATION = Duration.ofSeconds(660);

    private OperatorScripts() {}

    static void threeFailures(ScenarioPlay play) {
        play.begin("three_failures");
        String link = play.link("small");
        String id = play.ticket(link);
        play.awaitEscalated(id, "provision_failed");
        JsonNode ticket = play.look(id);
        play.require(
                ScenarioPlay.reported(
                        ticket, "error", "/code", code -> code.asText().equals("provision_failed")),
                id + " is escalated without an error");
        play.require(
                ScenarioPlay.reported(ticket, "error", "/details/attempts", attempts -> attempts.asInt() == 3),
                "the escalation came after another number of attempts than three");
        play.cue("repair");
        PollingWait.pause(REPAIRED);
        retry(play, id, "CNC is well again");
        recovers(play, id, link);
    }

    static void impactApiDown(ScenarioPlay play) {
        play.begin("impact_api_down");
        String link = play.link("small");
        String id = play.ticket(link);
        play.awaitEscalated(id, "impact_unavailable");
        play.require(
                ScenarioPlay.reported(
                        play.look(id), "error", "/code", code -> code.asText().equals("impact_unavailable")),
                id + " is escalated without an error");
        play.require(play.ours().isEmpty(), "a policy was created although the affected services are unknown");
        play.cue("repair");
        PollingWait.pause(REPAIRED);
        retry(play, id, "the service inventory is well again");
        recovers(play, id, link);
    }

    static void cleanupFailure(ScenarioPlay play) {
        play.begin("cleanup_failure");
        String link = play.link("small");
        String id = play.ticket(link);
        play.awaitProtected(id, link);
        play.cue("heal");
        play.awaitEscalated(id, "cleanup_failed");
        play.require(!play.ours().isEmpty(), "no policy is left although it could not be removed");
        play.cue("repair");
        PollingWait.pause(REPAIRED);
        play.act(id, "retry", "CNC is well again");
        play.awaitClosed(id, "resolved");
        play.nothingIsLeft();
    }

    static void takeOver(ScenarioPlay play) {
        play.begin("take_over");
        String link = play.link("small");
        String id = play.ticket(link);
        play.awaitProtected(id, link);
        var standing = new HashSet<>(play.ours());
        play.act(id, "take_over", "I look after it myself");
        play.cue("heal");
        Duration watched = play.scaled(RESTORATION).plusSeconds(15);
        play.say("nothing must happen for " + watched.toSeconds() + " s");
        boolean moved = PollingWait.until(
                watched,
                Duration.ofSeconds(1),
                () -> ScenarioPlay.closed(play.look(id))
                        || !Set.copyOf(play.ours()).equals(standing));
        play.require(!moved, "automation continued although an operator has " + id);
        play.require(
                play.network().riding(link).isEmpty(),
                "traffic went back to " + link + " although an operator has " + id);
        play.act(id, "hand_back", "go on");
        play.awaitClosed(id, "resolved");
        play.nothingIsLeft();
    }

    static void globalStop(ScenarioPlay play) {
        play.operator().stop(true, "scenario global_stop");
        play.say("the operator: stops all automation");
        try {
            play.begin("global_stop");
            String link = play.link("small");
            String id = play.ticket(link);
            play.awaitEscalated(id, "automation_stopped");
            play.require(play.ours().isEmpty(), "a policy was created although automation is stopped");
            play.operator().stop(false, "scenario global_stop");
            play.say("the operator: ends the stop");
            play.act(id, "retry", "the stop is over");
            recovers(play, id, link);
        } finally {
            play.operator().stop(false, "end of scenario global_stop");
        }
    }

    /** Requests retries until one succeeds. */
    private static void retry(ScenarioPlay play, String id, String reason) {
        for (int tries = 1; ; tries++) {
            play.act(id, "retry", reason);
            PollingWait.until(
                    Duration.ofSeconds(60),
                    Duration.ofMillis(500),
                    () -> play.look(id).path("status").asText().equals("monitoring"));
            if (play.look(id).path("status").asText().equals("monitoring")) {
                return;
            }
            play.require(tries < RETRIES, id + " is not protected after " + tries + " retries");
        }
    }

    private static void recovers(ScenarioPlay play, String id, String link) {
        play.awaitProtected(id, link);
        play.cue("heal");
        play.awaitClosed(id, "resolved");
        play.nothingIsLeft();
    }
}

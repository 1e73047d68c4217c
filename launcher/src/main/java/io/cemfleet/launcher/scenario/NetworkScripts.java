package io.cemfleet.launcher.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.LabNetworkResponse;
import io.cemfleet.launcher.process.PollingWait;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

/** Scenarios in which only the network acts. */
final class NetworkScripts {
    private NetworkScripts() {}

    static void noImpact(ScenarioPlay play) {
        play.begin("no_impact");
        if (play.chose("quiet")) {
            play.topologyIsRead();
        }
        play.cue("degrade");
        String id = play.ticket(play.link("unused"));
        play.awaitClosed(id, "no_impact");
        play.require(play.ours().isEmpty(), "a policy was created although no service was affected");
        play.cue("heal");
        play.nothingIsLeft();
    }

    static void noPath(ScenarioPlay play) {
        play.begin("no_path");
        if (play.chose("spare")) {
            play.topologyIsRead();
        }
        play.cue("degrade");
        String id = play.ticket(play.link("bridge"));
        if (play.chose("spare")) {
            someHaveNoOtherWay(play, id);
            return;
        }
        play.awaitEscalated(id, "no_alternate_path");
        play.require(play.ours().isEmpty(), "a policy was created although there is no other path");
        play.cue("heal");
        play.awaitClosed(id, "no_path");
        play.nothingIsLeft();
    }

    /** Services of the first failed link have already moved; those that end behind both links cannot move. */
    private static void someHaveNoOtherWay(ScenarioPlay play, String id) {
        play.await(
                id,
                "reported to have services without another path",
                ticket -> ScenarioPlay.reported(ticket, "status_update", "/details/reason", reason -> reason.asText()
                        .equals("no_alternate_path")));
        play.cue("heal");
        play.awaitClosed(id, "resolved");
        play.nothingIsLeft();
    }

    static void cascade(ScenarioPlay play) {
        play.begin("cascade");
        String first = play.link("small");
        String id = play.ticket(first);
        play.awaitProtected(id, first);
        play.cue("cascade");
        String second = play.link("protection");
        play.awaitEmpty(first, second);
        Set<String> incidents = incidents(play, first, second);
        play.require(incidents.contains(id), "the ticket " + id + " is gone");
        play.cue("heal");
        incidents.forEach(each -> play.awaitClosed(each, "resolved"));
        play.nothingIsLeft();
    }

    static void growth(ScenarioPlay play) {
        play.begin("growth");
        String first = play.link("small");
        String id = play.ticket(first);
        play.cue("grow");
        String second = play.link("next");
        play.await(id, "about " + first + " and " + second, ticket -> names(ticket, first) && names(ticket, second));
        play.awaitProtected(id, first, second);
        play.require(
                incidents(play, first, second).equals(Set.of(id)),
                "the growth opened another incident: " + incidents(play, first, second));
        play.cue("heal");
        play.awaitClosed(id, "resolved");
        play.nothingIsLeft();
    }

    static void overlap(ScenarioPlay play) {
        play.begin("overlap");
        String one = play.link("pair_one");
        String other = play.link("pair_other");
        String first = play.ticket(one);
        String second = play.ticket(other);
        play.require(!first.equals(second), "one incident was opened for both links, so that none overlap");
        play.awaitEmpty(one, other);
        var keys = new HashSet<String>();
        for (LabNetworkResponse.Policy policy : play.ours()) {
            String key = policy.headEnd() + ">" + policy.endPoint() + "/" + policy.color();
            play.require(keys.add(key), "both incidents protect " + key);
        }
        play.cue("heal");
        List.of(first, second).forEach(id -> play.awaitClosed(id, "resolved"));
        play.nothingIsLeft();
    }

    static void flap(ScenarioPlay play) {
        play.begin("flap");
        String link = play.link("small");
        String id = play.ticket(link);
        play.await(
                id,
                "reported to be flapping",
                ticket -> ScenarioPlay.reported(ticket, "status_update", "/details/dampen_until", JsonNode::isTextual));
        play.say("the lab continues for two minutes in total");
        PollingWait.until(Duration.ofSeconds(120), Duration.ofSeconds(1), () -> {
            play.look(id);
            return false;
        });
        play.await("every ticket about " + link + " is closed", () -> play.ticketsAbout(link).stream()
                .allMatch(each -> ScenarioPlay.closed(play.look(each))));
        play.ticketsAbout(link).forEach(each -> play.awaitClosed(each, "resolved", "no_impact"));
        play.nothingIsLeft();
    }

    static void relapse(ScenarioPlay play) {
        play.begin("relapse");
        String link = play.link("small");
        String id = play.ticket(link);
        play.awaitProtected(id, link);
        play.cue("heal");
        JsonNode ticket = play.await(
                id,
                "on its way back",
                now -> ScenarioPlay.reported(
                        now, "status_update", "/details/original_weight", weight -> weight.asInt() > 0));
        double hold = longestHold(ticket);
        play.cue("relapse");
        play.awaitStatus(id, "monitoring");
        play.awaitEmpty(link);
        play.cue("heal");
        play.await(
                id,
                "held for twice as long as " + Math.round(hold) + " s",
                now -> hold > 0 && longestHold(now) >= 2 * hold);
        play.awaitClosed(id, "resolved");
        play.nothingIsLeft();
    }

    private static double longestHold(JsonNode ticket) {
        return StreamSupport.stream(ticket.path("updates").spliterator(), false)
                .map(update -> update.path("payload").at("/details/hold_seconds"))
                .flatMapToDouble(
                        seconds -> seconds.isNumber() ? DoubleStream.of(seconds.asDouble()) : DoubleStream.empty())
                .max()
                .orElse(0);
    }

    private static Set<String> incidents(ScenarioPlay play, String one, String other) {
        var incidents = new LinkedHashSet<>(play.ticketsAbout(one));
        incidents.addAll(play.ticketsAbout(other));
        return incidents;
    }

    private static boolean names(JsonNode ticket, String link) {
        return StreamSupport.stream(ticket.path("degraded_links").spliterator(), false)
                .anyMatch(one -> one.asText().equals(link));
    }
}

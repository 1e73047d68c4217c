package io.cemfleet.launcher.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.launcher.client.LabNetworkResponse;
import io.cemfleet.launcher.process.PollingWait;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Scenarios in which a protection is not, or is no longer, as planned. */
final class TunnelScripts {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    /** Longer than telemetry may be missing before an escalation. */
    private static final Duration GONE = Duration.ofMinutes(8);

    private TunnelScripts() {}

    static void partialSteering(ScenarioPlay play) {
        play.begin("partial_steering");
        String link = play.link("plain");
        String locked = play.thing("locked");
        String id = play.ticket(link);
        play.await("all services but " + locked + " have left " + link, () -> {
            play.look(id);
            return riding(play, link).equals(Set.of(locked));
        });
        play.await(id, locked + " is reported as unprotected", ticket -> unprotected(ticket, locked));
        play.require(!steered(play.look(id), locked), locked + " is counted among the services that were steered");
        play.cue("unlock");
        play.await("no traffic takes " + link, () -> {
            if (play.look(id).path("status").asText().equals("escalated")) {
                play.act(id, "retry", "the routes accept colours again");
                PollingWait.until(
                        MINUTE, Duration.ofSeconds(1), () -> riding(play, link).isEmpty());
            }
            return riding(play, link).isEmpty();
        });
        play.awaitStatus(id, "monitoring");
        play.cue("heal");
        play.awaitClosed(id, "resolved");
        play.nothingIsLeft();
    }

    private static Set<String> riding(ScenarioPlay play, String link) {
        return play.network().riding(link).stream()
                .map(LabNetworkResponse.Service::id)
                .collect(Collectors.toSet());
    }

    /** Whether an update names the service among those that were not steered. */
    private static boolean unprotected(JsonNode ticket, String service) {
        return ticket.findValues("services_not_steered").stream().anyMatch(list -> names(list, service));
    }

    private static boolean steered(JsonNode ticket, String service) {
        for (JsonNode update : ticket.path("updates")) {
            JsonNode details = update.path("payload").path("details");
            if (update.path("payload").path("phase").asText().equals("5")
                    && (names(details.path("services"), service) || names(details.path("services_steered"), service))) {
                return true;
            }
        }
        return false;
    }

    private static boolean names(JsonNode list, String service) {
        return list.toString().contains('"' + service + '"');
    }

    static void repathFailingWrite(ScenarioPlay play) {
        play.begin("repath_failing_write");
        String first = play.link("small");
        String id = play.ticket(first);
        play.awaitProtected(id, first);
        List<LabNetworkResponse.Policy> standing = play.ours();
        play.watch(() -> sameLists(play, standing));
        play.cue("cascade");
        String second = play.link("protection");
        int ordered = play.lab().faults();
        play.await("NSO refused a SID list", () -> {
            play.look(id);
            return play.lab().faults() < ordered;
        });
        play.require(riding(play, first).isEmpty(), "a failed write put traffic back on " + first);
        play.await("no traffic takes " + first + " or " + second, () -> {
            play.look(id);
            return riding(play, first).isEmpty() && riding(play, second).isEmpty();
        });
        Set<String> incidents = new HashSet<>(play.ticketsAbout(first));
        incidents.addAll(play.ticketsAbout(second));
        play.watch(() -> {});
        play.cue("heal");
        incidents.forEach(each -> play.awaitClosed(each, "resolved"));
        play.nothingIsLeft();
    }

    /** The labels of a list must not change while a policy uses it. */
    private static void sameLists(ScenarioPlay play, List<LabNetworkResponse.Policy> standing) {
        Map<String, LabNetworkResponse.Policy> now = play.network().tunnels().stream()
                .collect(Collectors.toMap(LabNetworkResponse.Policy::name, policy -> policy, (one, other) -> one));
        for (LabNetworkResponse.Policy before : standing) {
            LabNetworkResponse.Policy present = now.get(before.name());
            if (present == null) {
                throw new UnmetExpectation("the policy " + before.name() + " is gone");
            }
            before.labels().forEach((list, labels) -> {
                List<Integer> used = present.labels().get(list);
                play.require(
                        used == null || used.equals(labels), "the list " + list + " was written over while in use");
            });
        }
    }

    static void vanishedPolicy(ScenarioPlay play) {
        play.begin("vanished_policy");
        String link = play.link("small");
        String id = play.ticket(link);
        play.awaitProtected(id, link);
        play.await(id, "measured after steering", ticket -> ticket.path("updates")
                .toString()
                .contains("\"sla_after_steering\""));
        play.cue("vanish");
        String removed = play.thing("removed");
        Instant vanished = Instant.now();
        play.require(!riding(play, link).isEmpty(), "no traffic came back to " + link + " without " + removed);
        boolean reported = PollingWait.until(
                MINUTE,
                Duration.ofMillis(500),
                () -> play.look(id).path("updates").toString().contains("\"tunnel_lost\""));
        play.require(reported, "a minute after " + removed + " vanished is not in the ticket");
        play.say("the ticket knows after "
                + Duration.between(vanished, Instant.now()).toSeconds() + " s");
        play.awaitEmpty(link);
        play.say("protected again after "
                + Duration.between(vanished, Instant.now()).toSeconds() + " s");
        play.awaitStatus(id, "monitoring");
        play.cue("heal");
        play.awaitClosed(id, "resolved");
        play.nothingIsLeft();
    }

    static void fibreCut(ScenarioPlay play) {
        play.begin("fibre_cut");
        String link = play.link("small");
        String id = play.ticket(link);
        play.awaitProtected(id, link);
        play.cue("cut");
        Duration watched = play.scaled(GONE);
        play.say("the incident stays protected for " + watched.toSeconds() + " s");
        boolean gaveUp = PollingWait.until(watched, Duration.ofSeconds(1), () -> {
            String status = play.look(id).path("status").asText();
            return status.equals("escalated") || status.equals("closed");
        });
        play.require(!gaveUp, id + " is abandoned (" + play.escalation(id) + ") although it is protected");
        Set<String> lost = play.network().services().stream()
                .filter(service -> service.latencyMs() == null || service.lossPct() > 50)
                .map(LabNetworkResponse.Service::id)
                .collect(Collectors.toSet());
        play.require(lost.isEmpty(), "all packets are lost for " + lost);
        play.cue("heal");
        play.awaitClosed(id, "resolved");
        play.nothingIsLeft();
    }
}

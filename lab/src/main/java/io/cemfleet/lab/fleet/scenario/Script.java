package io.cemfleet.lab.fleet.scenario;

import io.cemfleet.lab.fleet.client.Http;
import io.cemfleet.lab.fleet.home.Credentials;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The scenarios, each with how it ends. */
public enum Script {
    NO_IMPACT(NetworkScripts::noImpact, "a link that nobody uses degrades: closed as no_impact, nothing written"),
    NO_PATH(
            NetworkScripts::noPath,
            "services have no other way: people are called, the rest is protected; closed when it healed"),
    CASCADE(NetworkScripts::cascade, "the protection path degrades too: another one, then resolved"),
    FLAP(NetworkScripts::flap, "a link goes up and down: dampened, closed when it is calm"),
    GROWTH(NetworkScripts::growth, "a neighbouring link degrades too: one incident about both, resolved"),
    OVERLAP(NetworkScripts::overlap, "two incidents about the same traffic: protected once, both resolved"),
    THREE_FAILURES(
            OperatorScripts::threeFailures, "CNC refuses writes: escalated after three attempts; retried, resolved"),
    IMPACT_API_DOWN(
            OperatorScripts::impactApiDown,
            "nobody can tell who suffers: escalated, not unaffected; retried, resolved"),
    RELAPSE(NetworkScripts::relapse, "the link breaks again in cutover: weights back, hold doubled, then resolved"),
    CLEANUP_FAILURE(
            OperatorScripts::cleanupFailure, "policies cannot be removed: escalated, not resolved; retried, resolved"),
    TAKE_OVER(OperatorScripts::takeOver, "an operator takes over: automation rests until it is handed back, resolved"),
    GLOBAL_STOP(OperatorScripts::globalStop, "automation is stopped: escalated, nothing written; then resolved");

    private final Consumer<Play> script;
    private final String promise;

    Script(Consumer<Play> script, String promise) {
        this.script = script;
        this.promise = promise;
    }

    /** As on the command line and at the lab. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What happens, and how it ends. */
    public String promise() {
        return promise;
    }

    public static Optional<Script> named(String name) {
        return Arrays.stream(values())
                .filter(script -> script.wireName().equals(name))
                .findFirst();
    }

    /**
     * Plays it on a fleet that is up, and heals the lab at its end, however it ends.
     *
     * @param speed factor by which the fleet's durations are divided
     */
    public ScenarioOutcome play(
            ScenarioAddresses addresses, Credentials credentials, double speed, Consumer<String> out) {
        try {
            var play = new Play(addresses, credentials, speed, out);
            try {
                play.require(!play.operator().stopped(), "automation is stopped on this fleet: end the stop first");
                script.accept(play);
                return new ScenarioOutcome.Passed();
            } finally {
                play.end();
            }
        } catch (Unmet | Http.Refused e) {
            return new ScenarioOutcome.Failed(String.valueOf(e.getMessage()));
        }
    }
}

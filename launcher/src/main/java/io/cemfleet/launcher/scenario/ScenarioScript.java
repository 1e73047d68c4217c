package io.cemfleet.launcher.scenario;

import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.state.FleetCredentials;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The scenarios, each with its required end. */
public enum ScenarioScript {
    NO_IMPACT(NetworkScripts::noImpact, "an unused link degrades: closed as no_impact, nothing written"),
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
            "the affected services are unknown: escalated, not unaffected; retried, resolved"),
    RELAPSE(NetworkScripts::relapse, "the link breaks again in cutover: weights back, hold doubled, then resolved"),
    CLEANUP_FAILURE(
            OperatorScripts::cleanupFailure, "policies cannot be removed: escalated, not resolved; retried, resolved"),
    TAKE_OVER(OperatorScripts::takeOver, "an operator takes over: automation rests until it is handed back, resolved"),
    GLOBAL_STOP(OperatorScripts::globalStop, "automation is stopped: escalated, nothing written; then resolved"),
    FULL_NETWORK(
            CongestionScripts::fullNetwork,
            "a full link gets slow where not all fits elsewhere: no link too full, no service worse off than without"),
    PARTIAL_STEERING(
            TunnelScripts::partialSteering,
            "the routes of a service cannot be moved: it is named, the others are protected; unlocked, resolved"),
    FAILED_SHIFT(
            RestorationScripts::failedShift,
            "NSO refuses writes in cutover: weights hold and are known; repaired, resolved"),
    STOP_DURING_CUTOVER(
            RestorationScripts::stopDuringCutover,
            "automation is stopped in cutover: weights hold and are known; then resolved"),
    REPATH_FAILING_WRITE(
            TunnelScripts::repathFailingWrite,
            "the protection path degrades, and the new list is refused: the old one stays; then moved, resolved"),
    VANISHED_POLICY(
            TunnelScripts::vanishedPolicy,
            "somebody removes a policy of ours: known within a minute, made again, resolved"),
    FIBRE_CUT(TunnelScripts::fibreCut, "the link leaves the topology: protected until it is repaired, resolved"),
    RELAPSE_AFTER_RETURN(
            RestorationScripts::relapseAfterReturn,
            "the link breaks again as its traffic is back: protected again, resolved"),
    UPDATE_STORM(
            CongestionScripts::updateStorm,
            "an alarm changes severity a thousand times: protected as soon as ever, resolved"),
    RANDOM_LINKS(
            CongestionScripts::randomLinks,
            "links drawn by lot break, one and two at a time, at 60 % load: nothing is worse than without automation");

    private final Consumer<ScenarioPlay> script;
    private final String promise;

    ScenarioScript(Consumer<ScenarioPlay> script, String promise) {
        this.script = script;
        this.promise = promise;
    }

    /**
     * The parameters of a run.
     *
     * @param speed factor by which the fleet's durations are divided
     * @param seed the seed of random choices
     */
    public record PlayTerms(double speed, long seed) {}

    /** The name on the command line and in the lab. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The course of the scenario, and its required end. */
    public String promise() {
        return promise;
    }

    public static Optional<ScenarioScript> named(String name) {
        return Arrays.stream(values())
                .filter(script -> script.wireName().equals(name))
                .findFirst();
    }

    /**
     * Plays the scenario on a running fleet, and heals the lab at the end in any case.
     *
     * @param terms how
     */
    public ScenarioOutcome play(
            ScenarioAddresses addresses, FleetCredentials credentials, PlayTerms terms, Consumer<String> out) {
        try {
            var play = new ScenarioPlay(addresses, credentials, terms, out);
            try {
                play.require(!play.operator().stopped(), "automation is stopped on this fleet: end the stop first");
                script.accept(play);
                return new ScenarioOutcome.Passed();
            } finally {
                play.end();
            }
        } catch (UnmetExpectation | JsonHttpClient.HttpRefusedException e) {
            return new ScenarioOutcome.Failed(String.valueOf(e.getMessage()));
        }
    }
}

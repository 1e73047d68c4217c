package io.cemfleet.lab.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;

/** A running scenario. Only its runner modifies it, under its lock. */
final class ScenarioRun {
    private final String id;
    private final Scenario scenario;
    private final Set<String> formerPolicies;
    private final double formerGrowth;
    private final double speed;
    private final Map<String, String> things = new LinkedHashMap<>();
    private final Map<String, String> chosen = new LinkedHashMap<>();
    private final List<Future<?>> pending = new ArrayList<>();

    /**
     * @param formerPolicies names of the policies at its start
     * @param formerGrowth factor of all demands at its start
     * @param speed by which its times are divided
     */
    ScenarioRun(String id, Scenario scenario, Set<String> formerPolicies, double formerGrowth, double speed) {
        this.id = id;
        this.scenario = scenario;
        this.formerPolicies = Set.copyOf(formerPolicies);
        this.formerGrowth = formerGrowth;
        this.speed = speed;
    }

    String id() {
        return id;
    }

    Scenario scenario() {
        return scenario;
    }

    Set<String> formerPolicies() {
        return formerPolicies;
    }

    double formerGrowth() {
        return formerGrowth;
    }

    boolean has(Class<? extends Scenario.ScenarioAction> kind) {
        return scenario.steps().stream().anyMatch(step -> kind.isInstance(step.act()));
    }

    /** The names of its other choices, a service or a policy, by the action on them. */
    Map<String, String> things() {
        return things;
    }

    long millis(Scenario.Step step) {
        return millis(step.at());
    }

    long millis(Duration nominal) {
        return Math.round(nominal.toMillis() / speed);
    }

    /** Ids of links by the choice, or the id, that names them. */
    Map<String, String> chosen() {
        return chosen;
    }

    List<Future<?>> pending() {
        return pending;
    }
}

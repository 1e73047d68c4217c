package io.cemfleet.lab.control;

import io.cemfleet.lab.face.Fault;
import io.cemfleet.lab.face.Faults;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.Outcome;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Plays scenarios, each step at its time after its cue. */
@Component
class ScenarioRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ScenarioRunner.class);
    /** How long a disturbed link is spared: some agents remember its ups and downs. */
    private static final Duration REST = Duration.ofMinutes(10);

    private final LabNetwork network;
    private final Faults faults;
    private final Clock clock;
    private final Map<String, ScenarioRun> runs = new HashMap<>();
    private final Map<String, Instant> disturbed = new HashMap<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("scenarios").daemon().factory());
    private long next = 1;

    ScenarioRunner(LabNetwork network, Faults faults, Clock clock) {
        this.network = network;
        this.faults = faults;
        this.clock = clock;
    }

    /** What came of a cue. */
    sealed interface Cued {
        /** Steps at zero have been done. */
        record Given(ScenarioRun run) implements Cued {}

        record Unknown(String what) implements Cued {}

        /** The network offers no link for a choice; nothing was done. */
        record NoSuchLink(String why) implements Cued {}
    }

    synchronized Cued start(Scenario scenario, double speed) {
        ScenarioRun run = new ScenarioRun(
                "run-" + next++, scenario, network.state().policies().keySet(), speed);
        Cued cued = cue(run, Scenario.START);
        if (cued instanceof Cued.Given) {
            runs.put(run.id(), run);
        }
        return cued;
    }

    synchronized Cued cue(String runId, String cue) {
        ScenarioRun run = runs.get(runId);
        if (run == null) {
            return new Cued.Unknown("no run " + runId);
        }
        return run.scenario().of(cue).isEmpty()
                ? new Cued.Unknown(run.scenario().name() + " has no cue " + cue)
                : cue(run, cue);
    }

    /** Ends a run: nothing more happens, its links are healed, and the faces' faults end. False when there is none. */
    synchronized boolean end(String runId) {
        ScenarioRun run = runs.remove(runId);
        if (run == null) {
            return false;
        }
        run.pending().forEach(future -> future.cancel(false));
        run.chosen().values().forEach(network::heal);
        if (run.scenario().steps().stream().anyMatch(step -> step.act() instanceof Scenario.FaceFault)) {
            faults.clear();
        }
        return true;
    }

    private Cued cue(ScenarioRun run, String cue) {
        List<Scenario.Step> steps = run.scenario().of(cue);
        for (Scenario.Step step : steps) {
            if (step.at().isZero() && step.act() instanceof Scenario.OnLink act && !step.optional()) {
                Optional<String> link = link(run, act.link());
                if (link.isEmpty()) {
                    return new Cued.NoSuchLink("this network has no link that "
                            + LinkChoice.named(act.link()).orElseThrow().meaning());
                }
            }
        }
        for (Scenario.Step step : steps) {
            if (step.at().isZero()) {
                act(run, step);
            } else {
                run.pending()
                        .add(executor.schedule(
                                () -> {
                                    synchronized (this) {
                                        act(run, step);
                                    }
                                },
                                run.millis(step),
                                TimeUnit.MILLISECONDS));
            }
        }
        return new Cued.Given(run);
    }

    private void act(ScenarioRun run, Scenario.Step step) {
        Outcome outcome =
                switch (step.act()) {
                    case Scenario.OnLink act -> {
                        Optional<String> link = link(run, act.link());
                        link.ifPresent(id -> disturbed.put(id, clock.instant()));
                        yield link.map(id -> on(id, act)).orElse(Outcome.CHANGED);
                    }
                    case Scenario.FaceFault fault -> {
                        faults.add(new Fault(fault.face(), fault.kind(), fault.count(), fault.operation()));
                        yield Outcome.CHANGED;
                    }
                    case Scenario.FaultsEnd end -> {
                        faults.clear();
                        yield Outcome.CHANGED;
                    }
                };
        if (outcome instanceof Outcome.Refused refused) {
            LOG.warn("scenario {}: {}", run.scenario().name(), refused.message());
        } else {
            LOG.info("scenario {}: {} {}", run.scenario().name(), step.act(), run.chosen());
        }
    }

    private Outcome on(String link, Scenario.OnLink act) {
        return switch (act) {
            case Scenario.Degrade degrade -> network.degrade(link, degrade.impairment());
            case Scenario.Fail fail -> network.fail(link);
            case Scenario.Drain drain -> network.drain(link);
            case Scenario.Heal heal -> network.heal(link);
            case Scenario.Congest congest -> network.congest(link, congest.utilisation());
        };
    }

    /** The link that a run means; chosen when it is first needed. Empty when none fits. */
    private Optional<String> link(ScenarioRun run, String name) {
        String known = run.chosen().get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<LinkChoice> choice = LinkChoice.named(name);
        Optional<String> found = choice.isEmpty()
                ? Optional.of(name)
                : choice.get()
                        .find(new Situation(network.state(), Map.copyOf(run.chosen()), run.formerPolicies(), tired()))
                        .map(link -> link.id());
        found.ifPresent(link -> run.chosen().put(name, link));
        return found;
    }

    private Set<String> tired() {
        Instant since = clock.instant().minus(REST);
        return disturbed.entrySet().stream()
                .filter(entry -> entry.getValue().isAfter(since))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }
}

package io.cemfleet.lab.control;

import io.cemfleet.lab.cnc.AlarmChanges;
import io.cemfleet.lab.network.ChangeOutcome;
import io.cemfleet.lab.network.LabNetwork;
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
    /** The time for which a disturbed link is not chosen again, since some agents remember its changes. */
    private static final Duration REST = Duration.ofMinutes(10);

    private final LabNetwork network;
    private final ScenarioActions acts;
    private final AlarmChanges alarms;
    private final Clock clock;
    private final Map<String, ScenarioRun> runs = new HashMap<>();
    private final Map<String, Instant> disturbed = new HashMap<>();
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("scenarios").daemon().factory());
    private long next = 1;

    ScenarioRunner(LabNetwork network, ScenarioActions acts, AlarmChanges alarms, Clock clock) {
        this.network = network;
        this.acts = acts;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** The result of a cue. */
    sealed interface CueResult {
        /** The steps at time zero are done. */
        record CueGiven(ScenarioRun run) implements CueResult {}

        record UnknownCue(String what) implements CueResult {}

        /** The network offers no link for a choice; nothing was done. */
        record NoSuchLink(String why) implements CueResult {}
    }

    synchronized CueResult start(Scenario scenario, double speed) {
        ScenarioRun run = new ScenarioRun(
                "run-" + next++,
                scenario,
                network.state().policies().keySet(),
                network.state().growth(),
                speed);
        CueResult cued = cue(run, Scenario.START);
        if (cued instanceof CueResult.CueGiven) {
            runs.put(run.id(), run);
        }
        return cued;
    }

    synchronized CueResult cue(String runId, String cue) {
        ScenarioRun run = runs.get(runId);
        if (run == null) {
            return new CueResult.UnknownCue("no run " + runId);
        }
        return run.scenario().of(cue).isEmpty()
                ? new CueResult.UnknownCue(run.scenario().name() + " has no cue " + cue)
                : cue(run, cue);
    }

    /**
     * Ends a run: it does no further steps, its links are healed, and its faults end. Returns false when there is no
     * such run.
     */
    synchronized boolean end(String runId) {
        ScenarioRun run = runs.remove(runId);
        if (run == null) {
            return false;
        }
        run.pending().forEach(future -> future.cancel(false));
        acts.undo(run);
        return true;
    }

    private CueResult cue(ScenarioRun run, String cue) {
        List<Scenario.Step> steps = run.scenario().of(cue);
        for (Scenario.Step step : steps) {
            if (step.at().isZero() && step.act() instanceof Scenario.LinkAction act && !step.optional()) {
                Optional<String> link = link(run, act.link());
                if (link.isEmpty()) {
                    return new CueResult.NoSuchLink("this network has no link that "
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
        return new CueResult.CueGiven(run);
    }

    private void act(ScenarioRun run, Scenario.Step step) {
        ChangeOutcome outcome =
                switch (step.act()) {
                    case Scenario.LinkAction act ->
                        link(run, act.link()).map(id -> on(run, id, act)).orElse(ChangeOutcome.CHANGED);
                    case Scenario.NonLinkAction act -> acts.beside(run, act);
                };
        if (outcome instanceof ChangeOutcome.Refused refused) {
            LOG.warn("scenario {}: {}", run.scenario().name(), refused.message());
        } else {
            LOG.info("scenario {}: {} {} {}", run.scenario().name(), step.act(), run.chosen(), run.things());
        }
    }

    private ChangeOutcome on(ScenarioRun run, String link, Scenario.LinkAction act) {
        disturbed.put(link, clock.instant());
        if (act instanceof Scenario.AlarmStorm storm) {
            for (int turn = 0; turn < storm.count(); turn++) {
                int number = turn;
                run.pending()
                        .add(executor.schedule(
                                () -> alarms.change(link, number),
                                run.millis(storm.over()) * turn / storm.count(),
                                TimeUnit.MILLISECONDS));
            }
        }
        return acts.on(run, link, act);
    }

    /** The link of a choice, made when it is first needed; empty when none fits. */
    private Optional<String> link(ScenarioRun run, String name) {
        String known = run.chosen().get(name);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<LinkChoice> choice = LinkChoice.named(name);
        Optional<String> found = choice.isEmpty()
                ? Optional.of(name)
                : choice.get()
                        .find(new ScenarioSituation(
                                network.state(), Map.copyOf(run.chosen()), run.formerPolicies(), tired()))
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

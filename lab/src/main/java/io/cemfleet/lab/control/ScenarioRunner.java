package io.cemfleet.lab.control;

import io.cemfleet.lab.face.Fault;
import io.cemfleet.lab.face.Faults;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.Outcome;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Plays scenarios, each step at its time. */
@Component
class ScenarioRunner {

    private static final Logger LOG = LoggerFactory.getLogger(ScenarioRunner.class);

    private final LabNetwork network;
    private final Faults faults;
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("scenarios").daemon().factory());

    ScenarioRunner(LabNetwork network, Faults faults) {
        this.network = network;
        this.faults = faults;
    }

    /** Starts a run; steps at zero have been done when the call returns. */
    void start(Scenario scenario) {
        Map<String, String> chosen = new ConcurrentHashMap<>();
        for (Scenario.Step step : scenario.steps()) {
            if (step.at().isZero()) {
                act(scenario, step.act(), chosen);
            } else {
                var unused = executor.schedule(
                        () -> act(scenario, step.act(), chosen), step.at().toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void act(Scenario scenario, Scenario.Act act, Map<String, String> chosen) {
        Outcome outcome =
                switch (act) {
                    case Scenario.Degrade degrade ->
                        network.degrade(link(degrade.link(), chosen), degrade.impairment());
                    case Scenario.Heal heal -> network.heal(link(heal.link(), chosen));
                    case Scenario.Congest congest ->
                        network.congest(link(congest.link(), chosen), congest.utilisation());
                    case Scenario.FaceFault fault -> {
                        faults.add(new Fault(fault.face(), fault.kind(), fault.count(), fault.operation()));
                        yield Outcome.CHANGED;
                    }
                };
        if (outcome instanceof Outcome.Refused refused) {
            LOG.warn("scenario {}: {}", scenario.name(), refused.message());
        } else {
            LOG.info("scenario {}: {}", scenario.name(), act);
        }
    }

    private String link(String choice, Map<String, String> chosen) {
        return chosen.computeIfAbsent(
                choice, name -> LinkChoice.of(name, network.state()).orElse(name));
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }
}

package io.cemfleet.lab.control;

import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /lab/scenarios}: what can be played, and playing it. */
@RestController
@RequestMapping("/lab/scenarios")
class ScenarioController {

    private final Scenarios scenarios;
    private final ScenarioRunner runner;

    ScenarioController(Scenarios scenarios, ScenarioRunner runner) {
        this.scenarios = scenarios;
        this.runner = runner;
    }

    record ScenarioView(String name, String description, List<Scenario.Shown> steps) {

        static ScenarioView of(Scenario scenario) {
            return new ScenarioView(scenario.name(), scenario.description(), scenario.shown());
        }
    }

    record ScenarioList(List<ScenarioView> items) {}

    @GetMapping
    ScenarioList list() {
        return new ScenarioList(scenarios.all().stream().map(ScenarioView::of).toList());
    }

    @PostMapping("/{name}")
    ResponseEntity<Object> play(@PathVariable String name) {
        Scenario scenario = scenarios.named(name).orElse(null);
        if (scenario == null) {
            return Problems.notFound("no scenario " + name);
        }
        runner.start(scenario);
        return ResponseEntity.accepted().body(ScenarioView.of(scenario));
    }
}

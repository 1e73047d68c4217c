package io.cemfleet.lab.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /lab/scenarios} and {@code /lab/runs}: lists scenarios, starts and ends runs, and sends them cues. */
@RestController
@RequestMapping("/lab")
class ScenarioController {

    private final ScenarioLibrary scenarios;
    private final ScenarioRunner runner;

    ScenarioController(ScenarioLibrary scenarios, ScenarioRunner runner) {
        this.scenarios = scenarios;
        this.runner = runner;
    }

    /**
     * @param runId of a scenario that is being played
     * @param links ids by the choice that named them, so far
     * @param things names of a service and a policy by the action on them, so far
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ScenarioView(
            @Nullable String runId,
            String name,
            String description,
            List<Scenario.StepView> steps,
            @Nullable Map<String, String> links,
            @Nullable Map<String, String> things) {

        static ScenarioView of(Scenario scenario) {
            return new ScenarioView(null, scenario.name(), scenario.description(), scenario.shown(), null, null);
        }

        static ScenarioView of(ScenarioRun run) {
            Scenario scenario = run.scenario();
            return new ScenarioView(
                    run.id(),
                    scenario.name(),
                    scenario.description(),
                    scenario.shown(),
                    Map.copyOf(run.chosen()),
                    Map.copyOf(run.things()));
        }
    }

    record ScenarioList(List<ScenarioView> items) {}

    /** @param speed by which the scenario's times are divided, from 1 to 1000 */
    record Order(@Nullable Double speed) {}

    @GetMapping("/scenarios")
    ScenarioList list() {
        return new ScenarioList(scenarios.all().stream().map(ScenarioView::of).toList());
    }

    @PostMapping("/scenarios/{name}")
    ResponseEntity<Object> play(@PathVariable String name, @RequestBody(required = false) @Nullable Order order) {
        Scenario scenario = scenarios.named(name).orElse(null);
        if (scenario == null) {
            return ControlProblems.notFound("no scenario " + name);
        }
        double speed = order == null || order.speed() == null ? 1 : order.speed();
        if (!(speed >= 1 && speed <= 1000)) {
            return ControlProblems.unprocessable("speed", "must be from 1 to 1000");
        }
        return answer(runner.start(scenario, speed), HttpStatus.ACCEPTED);
    }

    @PostMapping("/runs/{run}/cues/{cue}")
    ResponseEntity<Object> cue(@PathVariable String run, @PathVariable String cue) {
        return answer(runner.cue(run, cue), HttpStatus.OK);
    }

    @DeleteMapping("/runs/{run}")
    ResponseEntity<Object> end(@PathVariable String run) {
        return runner.end(run) ? ResponseEntity.noContent().build() : ControlProblems.notFound("no run " + run);
    }

    private static ResponseEntity<Object> answer(ScenarioRunner.CueResult cued, HttpStatus done) {
        return switch (cued) {
            case ScenarioRunner.CueResult.CueGiven given ->
                ResponseEntity.status(done).body(ScenarioView.of(given.run()));
            case ScenarioRunner.CueResult.UnknownCue unknown -> ControlProblems.notFound(unknown.what());
            case ScenarioRunner.CueResult.NoSuchLink none -> ControlProblems.conflict(none.why());
        };
    }
}

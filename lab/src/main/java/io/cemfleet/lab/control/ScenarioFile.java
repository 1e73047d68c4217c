package io.cemfleet.lab.control;

import io.cemfleet.lab.cnc.RouteLocks;
import io.cemfleet.lab.network.LinkImpairment;
import io.cemfleet.lab.simulator.FaultKind;
import io.cemfleet.lab.simulator.SimulatedSystem;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Reads a scenario: {@code description} and {@code steps}; a step has {@code action} and what that needs, its time as
 * {@code at} (after the cue) or {@code after} (after the step before), and {@code cue} where it waits for a cue.
 */
final class ScenarioFile {

    private ScenarioFile() {}

    /** @throws IllegalArgumentException when the file is invalid */
    static Scenario read(String name, InputStream in) {
        Map<String, Object> root = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
        List<Scenario.Step> steps = new ArrayList<>();
        Duration at = Duration.ZERO;
        String cue = Scenario.START;
        if (!(root.get("steps") instanceof List<?> entries)) {
            throw new IllegalArgumentException(name + " has no steps");
        }
        for (Object entry : entries) {
            if (!(entry instanceof Map<?, ?> step)) {
                throw new IllegalArgumentException(name + ": a step must be a mapping");
            }
            Object absolute = step.get("at");
            String former = cue;
            cue = step.get("cue") == null ? Scenario.START : text(step.get("cue"), "cue");
            at = cue.equals(former) ? at : Duration.ZERO;
            at = absolute == null ? at.plus(duration(step.get("after"))) : duration(absolute);
            steps.add(new Scenario.Step(cue, at, act(step), Boolean.TRUE.equals(step.get("optional"))));
        }
        steps.sort((one, other) -> one.at().compareTo(other.at()));
        return new Scenario(name, text(root.get("description"), "description"), List.copyOf(steps));
    }

    private static Scenario.ScenarioAction act(Map<?, ?> step) {
        String action = text(step.get("action"), "action");
        return switch (action) {
            case "degrade" ->
                new Scenario.Degrade(
                        text(step.get("link"), "link"),
                        new LinkImpairment(
                                number(step.get("latency_ms"), 0),
                                number(step.get("jitter_ms"), 0),
                                number(step.get("loss_pct"), 0)));
            case "fail" -> new Scenario.Fail(text(step.get("link"), "link"));
            case "cut" -> new Scenario.Cut(text(step.get("link"), "link"));
            case "lock" ->
                new Scenario.Lock(
                        text(step.get("link"), "link"),
                        RouteLocks.Lock.named(text(step.get("routes"), "routes"))
                                .orElseThrow(() -> new IllegalArgumentException("no lock " + step.get("routes"))));
            case "alarm_storm" ->
                new Scenario.AlarmStorm(
                        text(step.get("link"), "link"), (int) number(step.get("count"), 1), duration(step.get("over")));
            case "fill" -> new Scenario.Fill(number(step.get("utilisation"), 0.8));
            case "remove_policy" -> new Scenario.RemovePolicy();
            case "drain" -> new Scenario.Drain(text(step.get("link"), "link"));
            case "faults_end" -> new Scenario.FaultsEnd();
            case "heal" -> new Scenario.Heal(text(step.get("link"), "link"));
            case "congest" ->
                new Scenario.Congest(text(step.get("link"), "link"), number(step.get("utilisation"), 1.05));
            case "fault" ->
                new Scenario.FaceFault(
                        SimulatedSystem.named(text(step.get("face"), "face"))
                                .orElseThrow(() -> new IllegalArgumentException("no face " + step.get("face"))),
                        FaultKind.valueOf(text(step.get("kind"), "kind").toUpperCase(Locale.ROOT)),
                        (int) number(step.get("count"), 1),
                        step.get("operation") == null ? null : text(step.get("operation"), "operation"));
            default -> throw new IllegalArgumentException("no action " + action);
        };
    }

    private static Duration duration(@Nullable Object value) {
        return value == null ? Duration.ZERO : DurationStyle.detectAndParse(value.toString());
    }

    private static String text(@Nullable Object value, String field) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value.toString();
    }

    private static double number(@Nullable Object value, double otherwise) {
        return value instanceof Number number ? number.doubleValue() : otherwise;
    }
}

package io.cemfleet.lab.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cemfleet.lab.face.Face;
import io.cemfleet.lab.face.FaultKind;
import io.cemfleet.lab.network.Impairment;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Things that happen in an order.
 *
 * @param name of its file
 * @param description one sentence
 * @param steps in the order of their times
 */
record Scenario(String name, String description, List<Step> steps) {

    /** @param at time after the start */
    record Step(Duration at, Act act) {}

    /** What happens. A link is an id, or a choice that is made once a run, such as {@code busiest}. */
    sealed interface Act {}

    record Degrade(String link, Impairment impairment) implements Act {}

    record Heal(String link) implements Act {}

    /** @param utilisation offered load by capacity */
    record Congest(String link, double utilisation) implements Act {}

    record FaceFault(Face face, FaultKind kind, int count, @Nullable String operation) implements Act {}

    /** A step as the control API shows it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(double atSeconds, String action, String on) {}

    List<Shown> shown() {
        return steps.stream()
                .map(step -> switch (step.act()) {
                    case Degrade degrade -> shown(step, "degrade", degrade.link());
                    case Heal heal -> shown(step, "heal", heal.link());
                    case Congest congest -> shown(step, "congest", congest.link());
                    case FaceFault fault -> shown(step, "fault", fault.face().wireName());
                })
                .toList();
    }

    private static Shown shown(Step step, String action, String on) {
        return new Shown(step.at().toMillis() / 1000.0, action, on);
    }
}

package io.cemfleet.lab.control;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cemfleet.lab.cnc.RouteLocks;
import io.cemfleet.lab.network.LinkImpairment;
import io.cemfleet.lab.simulator.FaultKind;
import io.cemfleet.lab.simulator.SimulatedSystem;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An ordered list of events.
 *
 * @param name of its file
 * @param description one sentence
 * @param steps in the order of their times
 */
record Scenario(String name, String description, List<Step> steps) {

    /** The cue of the start. */
    static final String START = "start";

    Scenario {
        steps = List.copyOf(steps);
    }

    /**
     * @param cue after which the step happens: {@link #START}, or one that a client sends to the run
     * @param at time after the cue
     * @param optional whether it is left out where no link fits its choice
     */
    record Step(String cue, Duration at, ScenarioAction act, boolean optional) {}

    /** The event of a step. A link is an id, or a choice that is made once per run, such as {@code busiest}. */
    sealed interface ScenarioAction {}

    /** An event elsewhere than on a link. */
    sealed interface NonLinkAction extends ScenarioAction {}

    /** An event on a link. */
    sealed interface LinkAction extends ScenarioAction {
        String link();
    }

    record Degrade(String link, LinkImpairment impairment) implements LinkAction {}

    record Fail(String link) implements LinkAction {}

    record Cut(String link) implements LinkAction {}

    record Drain(String link) implements LinkAction {}

    record Heal(String link) implements LinkAction {}

    /** @param utilisation offered load by capacity */
    record Congest(String link, double utilisation) implements LinkAction {}

    /** The routes of a service without a colour that takes the link are locked. */
    record Lock(String link, RouteLocks.Lock lock) implements LinkAction {}

    /**
     * The link's open alarm changes its severity again and again.
     *
     * @param count of the changes
     * @param over the time that they take together
     */
    record AlarmStorm(String link, int count, Duration over) implements LinkAction {}

    record FaceFault(SimulatedSystem face, FaultKind kind, int count, @Nullable String operation)
            implements NonLinkAction {}

    /** Simulated systems answer again, and locked routes are unlocked. */
    record FaultsEnd() implements NonLinkAction {}

    /** @param utilisation that all demands together give to the fullest link */
    record Fill(double utilisation) implements NonLinkAction {}

    /** A policy that was created since the start is removed. */
    record RemovePolicy() implements NonLinkAction {}

    /** A step as the control API shows it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record StepView(String cue, double atSeconds, String action, @Nullable String on) {}

    /** A link that degrades and heals so many times, beginning at once. */
    static Scenario flapping(String link, int times, Duration every) {
        List<Step> steps = IntStream.range(0, 2 * times)
                .mapToObj(i -> new Step(
                        START,
                        every.multipliedBy(i),
                        i % 2 == 0 ? new Degrade(link, new LinkImpairment(250, 20, 0)) : new Heal(link),
                        false))
                .toList();
        return new Scenario("flapping", link + " degrades and heals " + times + " times", steps);
    }

    /** A link whose open alarm changes its severity so many times, beginning at once. */
    static Scenario storming(String link, int count, Duration over) {
        return new Scenario(
                "storming",
                "the alarm of " + link + " changes " + count + " times",
                List.of(new Step(START, Duration.ZERO, new AlarmStorm(link, count, over), false)));
    }

    List<Step> of(String cue) {
        return steps.stream().filter(step -> step.cue().equals(cue)).toList();
    }

    List<StepView> shown() {
        return steps.stream()
                .map(step -> switch (step.act()) {
                    case Degrade degrade -> shown(step, "degrade", degrade.link());
                    case Fail fail -> shown(step, "fail", fail.link());
                    case Cut cut -> shown(step, "cut", cut.link());
                    case Drain drain -> shown(step, "drain", drain.link());
                    case Heal heal -> shown(step, "heal", heal.link());
                    case Congest congest -> shown(step, "congest", congest.link());
                    case FaceFault fault -> shown(step, "fault", fault.face().wireName());
                    case FaultsEnd end -> shown(step, "faults_end", null);
                    case Lock lock -> shown(step, "lock", lock.link());
                    case AlarmStorm storm -> shown(step, "alarm_storm", storm.link());
                    case Fill fill -> shown(step, "fill", null);
                    case RemovePolicy remove -> shown(step, "remove_policy", null);
                })
                .toList();
    }

    private static StepView shown(Step step, String action, @Nullable String on) {
        return new StepView(step.cue(), step.at().toMillis() / 1000.0, action, on);
    }
}

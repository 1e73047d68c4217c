package io.cemfleet.lab.control;

import io.cemfleet.lab.network.LabLink;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Links that a scenario names by what they are, found in the network as it is at that moment. */
enum LinkChoice {
    /** Carries the most services, a platinum one too. */
    BUSIEST(ScenarioSituation::busiest, "carries a platinum service and can be gone around"),
    /** Carries the fewest services, a platinum one where there is such a link; all of them have another way. */
    SMALL(ScenarioSituation::small, "carries services and can be gone around"),
    /** Carries more Mbit/s than any other that can be gone around. */
    FULLEST(ScenarioSituation::fullest, "carries traffic and can be gone around"),
    /** Carries a service whose routes have no colour beside others, a second one between the same routers if it can be. */
    PLAIN(ScenarioSituation::plain, "carries a service without a colour beside others, and can be gone around"),
    /** No flow crosses it, and none may. */
    UNUSED(ScenarioSituation::unused, "carries nothing"),
    /** Where every link carries something: one that the IGP can do without, and no policy holds fast. */
    QUIET(ScenarioSituation::quiet, "can be drained"),
    /** The link whose loss makes a bridge, where there is no bridge yet; few services need that bridge. */
    SPARE(ScenarioSituation::spare, "leaves a bridge when it is gone"),
    /** Some services have no other way. */
    BRIDGE(ScenarioSituation::bridge, "is the only way of some service"),
    /** Meets the small one in a router; both can be gone around together. */
    NEXT(ScenarioSituation::next, "shares a router with the first, carries services, and can be gone around with it"),
    /** On the way of a policy that was made since the start; it and the small one can be gone around together. */
    PROTECTION(
            ScenarioSituation::protection, "is on the way of a policy made since the start and can be gone around too"),
    /** One of two links that are far from each other and that some flow crosses both. */
    PAIR_ONE(situation -> situation.pair().map(pair -> pair.get(0)), "shares a flow with another, and no router"),
    /** The other one. */
    PAIR_OTHER(situation -> situation.pair().map(pair -> pair.get(1)), "shares a flow with another, and no router");

    private final Function<ScenarioSituation, Optional<LabLink>> finder;
    private final String meaning;

    LinkChoice(Function<ScenarioSituation, Optional<LabLink>> finder, String meaning) {
        this.finder = finder;
        this.meaning = meaning;
    }

    static Optional<LinkChoice> named(String name) {
        return Arrays.stream(values())
                .filter(choice -> choice.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    Optional<LabLink> find(ScenarioSituation situation) {
        return finder.apply(situation);
    }

    /** What such a link does; goes on after "no link that …". */
    String meaning() {
        return meaning;
    }
}
